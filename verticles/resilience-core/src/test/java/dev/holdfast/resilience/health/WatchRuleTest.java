package dev.holdfast.resilience.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class WatchRuleTest {
    @Test
    void letsANodeWatchItselfWhoeverLeads() {
        assertThat(WatchRule.watcher("n2", heard("n1", "n2", "n3"), "n1")).isEqualTo("n2");
    }

    @Test
    void letsTheLeaderWatchANodeThatIsNotHeard() {
        assertThat(WatchRule.watcher("n2", heard("n1", "n3"), "n3")).isEqualTo("n3");
    }

    @Test
    void letsTheFirstWatchWhileThereIsNoLeaderThatIsHeard() {
        assertThat(WatchRule.watcher("n2", heard("n3", "n1"), null)).isEqualTo("n1");
        assertThat(WatchRule.watcher("n2", heard("n3", "n1"), "n2")).isEqualTo("n1");
    }

    @Test
    void knowsNobodyWhereNobodyIsHeard() {
        assertThat(WatchRule.watcher("n2", heard(), "n1")).isNull();
    }

    @Property
    void choosesExactlyOneOfThoseHeardWhichAllOfThemAgreeOn(
        @ForAll @NotEmpty Set<@IntRange(min = 1, max = 7) Integer> nodes,
        @ForAll @IntRange(min = 1, max = 7) int node, @ForAll @IntRange(min = 1, max = 7) int leader) {
        SortedSet<String> heard = new TreeSet<>();
        nodes.forEach(each -> heard.add("n" + each));

        String watcher = WatchRule.watcher("n" + node, heard, "n" + leader);

        assertThat(heard).contains(watcher);
        assertThat(WatchRule.watcher("n" + node, new TreeSet<>(heard), "n" + leader)).isEqualTo(watcher);
    }

    private static SortedSet<String> heard(String... nodes) {
        return new TreeSet<>(Set.of(nodes));
    }
}

package dev.holdfast.resilience.partition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.partition.HealRule.Finding;
import dev.holdfast.resilience.partition.HealRule.Held;
import dev.holdfast.resilience.partition.HealRule.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealRuleTest {
    private final HealRule rule = new HealRule(Map.of("label", sides -> sides.getFirst()));

    @Test
    void agreesWhereAllHaveReadEquallyFarAndHoldTheSame() {
        Finding found = only(shard("node-1", 7, "ACTIVE"), shard("node-2", 7, "ACTIVE"));
        assertThat(found.verdict()).isEqualTo(Verdict.AGREED);
        assertThat(found.right().value()).isEqualTo("ACTIVE");
    }

    @Test
    void takesTheWordOfTheSideThatHasReadFurther() {
        Finding found = only(shard("node-1", 7, "ACTIVE"), shard("node-3", 9, "HALTED"),
            shard("node-2", 9, "HALTED"));
        assertThat(found.verdict()).isEqualTo(Verdict.BEHIND);
        assertThat(found.right().value()).isEqualTo("HALTED");
    }

    @Test
    void callsItAConflictWhenTheSameRecordsLedToDifferentStates() {
        Finding found = only(shard("node-1", 6, "ACTIVE"), shard("node-2", 7, "ACTIVE"),
            shard("node-3", 7, "HALTED"));
        assertThat(found.verdict()).isEqualTo(Verdict.IN_CONFLICT);
        assertThat(found.right()).isNull();
        assertThat(found.held()).extracting(Held::node).containsExactly("node-1", "node-2", "node-3");
    }

    @Test
    void letsTheHookOfItsKindDecideAConflict() {
        Finding found = only(new Held("node-2", "label", "desk", 0, "blue"),
            new Held("node-1", "label", "desk", 0, "green"));
        assertThat(found.verdict()).isEqualTo(Verdict.MERGED);
        assertThat(found.right().value()).isEqualTo("green");
    }

    @Test
    void saysNothingOfWhatOnlyOneNodeHolds() {
        assertThat(rule.compare(List.of(shard("node-1", 7, "ACTIVE")))).isEmpty();
    }

    private Finding only(Held... held) {
        List<Finding> found = rule.compare(List.of(held));
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static Held shard(String node, long position, String state) {
        return new Held(node, "execution", "shard 3", position, state);
    }
}

package dev.holdfast.resilience.partition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What becomes of state that two sides of a partition hold, once they hear each other again (requirement
 * A3.6). The log decides: of what comes from the journal, the side that has read further is right, and the
 * other only has to read on. Two sides that have read equally far and still differ are in conflict, which no
 * order of writes can settle: that kind's own hook may, else a person must.
 */
public final class HealRule {
    private final Map<String, Function<List<Held>, Held>> hooks;

    /**
     * A rule with hooks.
     *
     * @param hooks for a kind of subject, what makes one out of values that conflict
     */
    public HealRule(Map<String, Function<List<Held>, Held>> hooks) {
        this.hooks = Map.copyOf(hooks);
    }

    /** How the sides stand to each other in one subject. */
    public enum Verdict {
        /** All hold the same. */
        AGREED,
        /** Some have not read as far as others yet. */
        BEHIND,
        /** They were in conflict, and the hook of that kind decided. */
        MERGED,
        /** They differ where they must not. */
        IN_CONFLICT
    }

    /**
     * What one node holds.
     *
     * @param kind     of the subject, such as {@code execution}
     * @param subject  such as {@code shard 7}
     * @param position how far it has read of the log that it comes from; 0 of what comes from no log
     */
    public record Held(String node, String kind, String subject, long position, String value) {
    }

    /**
     * One subject laid side by side.
     *
     * @param right what counts from here on; null while they are in conflict
     * @param held  what each node holds, by node
     */
    public record Finding(String kind, String subject, Verdict verdict, Held right, List<Held> held) {
    }

    /** Every subject that at least two nodes hold, by kind and subject. */
    public List<Finding> compare(Collection<Held> all) {
        Map<String, List<Held>> bySubject = new TreeMap<>();
        all.forEach(held -> bySubject.computeIfAbsent(held.kind() + ' ' + held.subject(),
            absent -> new ArrayList<>()).add(held));
        return bySubject.values().stream().filter(sides -> sides.size() > 1).map(this::finding).toList();
    }

    private Finding finding(List<Held> sides) {
        List<Held> held = sides.stream().sorted(Comparator.comparing(Held::node)).toList();
        Held first = held.getFirst();
        long furthest = held.stream().mapToLong(Held::position).max().orElseThrow();
        List<Held> ahead = held.stream().filter(each -> each.position() == furthest).toList();
        boolean alike = ahead.stream().map(Held::value).distinct().count() == 1;
        if (alike) {
            Verdict verdict = ahead.size() == held.size() ? Verdict.AGREED : Verdict.BEHIND;
            return new Finding(first.kind(), first.subject(), verdict, ahead.getFirst(), held);
        }
        Function<List<Held>, Held> hook = hooks.get(first.kind());
        return hook == null
            ? new Finding(first.kind(), first.subject(), Verdict.IN_CONFLICT, null, held)
            : new Finding(first.kind(), first.subject(), Verdict.MERGED, hook.apply(ahead), held);
    }
}

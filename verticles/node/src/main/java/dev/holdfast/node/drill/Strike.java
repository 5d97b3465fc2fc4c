package dev.holdfast.node.drill;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** One fault as it was seen from outside. Times are this machine's clock in milliseconds. */
final class Strike {
    private final FaultKind kind;
    private final String victim;
    private final SortedSet<Integer> affected;
    private final long atMillis;
    private final SortedMap<Integer, Long> acceptedAgain = new TreeMap<>();
    private Long backMillis;

    /**
     * Begins.
     *
     * @param victim   the node that was struck; null if it was none
     * @param affected the shards that it owned, or all
     * @param atMillis right before it was done
     */
    Strike(FaultKind kind, String victim, SortedSet<Integer> affected, long atMillis) {
        this.kind = kind;
        this.victim = victim;
        this.affected = affected;
        this.atMillis = atMillis;
    }

    void accepted(int shard, long millis) {
        acceptedAgain.put(shard, millis);
    }

    /** What everybody waits for serves again. */
    void back(long millis) {
        backMillis = millis;
    }

    /** Null where nothing had to come back first. */
    Long backMillis() {
        return backMillis;
    }

    FaultKind kind() {
        return kind;
    }

    String victim() {
        return victim;
    }

    SortedSet<Integer> affected() {
        return affected;
    }

    long atMillis() {
        return atMillis;
    }

    /** When each affected shard accepted an order again; a shard that never did is missing. */
    SortedMap<Integer, Long> acceptedAgain() {
        return acceptedAgain;
    }
}

package dev.holdfast.node.drill.failsafe;

/**
 * One fault as the drill did it. Times are this machine's clock in milliseconds.
 *
 * @param victim         the node that was struck; null if none or all
 * @param service        its service that was struck; null if it was not one
 * @param struckMillis   right before it was done
 * @param liftedMillis   when the drill took it away, or memory was full; as {@code struckMillis} if there was
 *                       nothing to take
 * @param acceptedMillis when the last affected shard accepted an order sent after the strike, or after the
 *                       end of a fault of what all need; null if one never did
 * @param recoveredMillis when what was struck was seen at work again; null if it never was
 * @param untilMillis    what is seen from here on belongs to the next fault
 */
public record FailsafeStrike(FailsafeFault fault, String victim, String service, long struckMillis,
                             long liftedMillis, Long acceptedMillis, Long recoveredMillis,
                             long untilMillis) {

    /** From the strike, or from the end of what could not be recovered from before; null if it never was. */
    public Long recoveredAfterMillis() {
        if (acceptedMillis == null || recoveredMillis == null) {
            return null;
        }
        long from = fault.outlastsRecovery() ? liftedMillis : struckMillis;
        return Math.max(0, Math.max(acceptedMillis, recoveredMillis) - from);
    }

    /** The end of the time in which orders suffer from it. */
    public long overMillis() {
        long recovered = acceptedMillis == null || recoveredMillis == null ? untilMillis
            : Math.max(acceptedMillis, recoveredMillis);
        return Math.max(recovered, liftedMillis);
    }

    boolean isDuring(long millis) {
        return millis >= struckMillis && millis < untilMillis;
    }
}

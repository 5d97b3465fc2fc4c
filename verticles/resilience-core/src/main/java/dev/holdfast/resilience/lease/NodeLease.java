package dev.holdfast.resilience.lease;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * This node's own right to act. It is renewed by a heartbeat that the node reads back from the lease log, and
 * it counts from the moment that heartbeat was sent: an acknowledgement proves nothing, and a heartbeat that
 * was long under way is as old as it is (ownership rules 18 and 21).
 */
public final class NodeLease {
    /** A node acts for so long after the sending of its newest confirmed heartbeat; beyond it others may. */
    public static final Duration LENGTH = Duration.ofMillis(1_500);
    /** Sent and not yet read back; at five a second far more than can still renew anything. */
    private static final int MAX_UNDER_WAY = 32;

    private final String incarnation;
    private final Deque<Sent> underWay = new ArrayDeque<>();
    private boolean held;
    private long sentNanos;

    private record Sent(long count, long nanos) {
    }

    /** A lease that was never renewed. */
    public NodeLease(String incarnation) {
        this.incarnation = incarnation;
    }

    /** Call before the heartbeat leaves: a later moment would make the lease longer than others reckon. */
    public void sent(long count, long nanos) {
        if (underWay.size() == MAX_UNDER_WAY) {
            underWay.removeFirst();
        }
        underWay.addLast(new Sent(count, nanos));
    }

    /** Takes a heartbeat under this node's name; one of another incarnation counts for nothing. */
    public void readBack(String readIncarnation, long count) {
        if (!incarnation.equals(readIncarnation)) {
            return;
        }
        while (!underWay.isEmpty() && underWay.peekFirst().count() <= count) {
            Sent oldest = underWay.removeFirst();
            if (oldest.count() == count) {
                held = true;
                sentNanos = oldest.nanos();
            }
        }
    }

    /** True once any heartbeat was confirmed. */
    public boolean wasHeld() {
        return held;
    }

    /** When the newest confirmed heartbeat was sent; meaningless before {@link #wasHeld()}. */
    public long sentNanos() {
        return sentNanos;
    }

    /** True while this node may act. */
    public boolean isAhead(long nanos) {
        return held && nanos - sentNanos < LENGTH.toNanos();
    }
}

package dev.holdfast.runtime.cluster;

import dev.holdfast.resilience.lease.DutyDesk;
import io.vertx.core.Context;

/** Single-holder duties: one node does them, the others stand by (ownership rules 21 and 22). */
public interface Leases {
    /**
     * Contends for a duty until it is given up.
     *
     * @param terms   the same on every node
     * @param context where the holder is told
     */
    Duty contend(DutyDesk.Terms terms, Context context, LeaseHolder holder);

    /** Of a node without others: whatever it contends for is its own at once. */
    static Leases alone(String node) {
        return (terms, context, holder) -> {
            context.runOnContext(now -> holder.onHeld(0));
            return new Duty() {
                @Override
                public boolean isHeld() {
                    return true;
                }

                @Override
                public String holder() {
                    return node;
                }

                @Override
                public void giveUp() {
                    // There is nobody to take it.
                }
            };
        };
    }
}

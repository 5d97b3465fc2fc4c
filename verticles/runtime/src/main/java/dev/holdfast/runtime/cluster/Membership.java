package dev.holdfast.runtime.cluster;

import java.util.function.BiConsumer;

/** The cluster's membership, by the nodes' names. */
public interface Membership {
    /** This node's own name in the membership; it may change when a cut heals. */
    String member();

    /** Hears of each node whether it is a member, for those of now and at each change, on any thread. */
    void listen(BiConsumer<String, Boolean> listener);

    /** A node without a cluster. */
    static Membership none() {
        return new Membership() {
            @Override
            public String member() {
                return "none";
            }

            @Override
            public void listen(BiConsumer<String, Boolean> listener) {
                // Nobody ever joins or leaves.
            }
        };
    }
}

package dev.holdfast.runtime.cluster;

import java.util.Set;

/** The cluster's membership, by the nodes' names. Safe from any thread. */
public interface Membership {
    /** This node's own name in the membership; it may change when a cut heals. */
    String member();

    /** The nodes that are members now; null while this node's membership does not work. */
    Set<String> nodes();

    /** A node without a cluster. */
    static Membership none() {
        return new Membership() {
            @Override
            public String member() {
                return "none";
            }

            @Override
            public Set<String> nodes() {
                return null;
            }
        };
    }
}

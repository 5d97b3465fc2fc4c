package dev.holdfast.resilience.partition;

/**
 * Which side of a partition a node is on (requirement A3.6): counted against the configured number of nodes,
 * never against those that happen to be up, so that two sides can never both be the majority.
 */
public final class QuorumRule {
    /** More voters make no partition safer, and every one of them must be heard by every other. */
    public static final int MAX_SIZE = 7;

    private QuorumRule() {
    }

    /**
     * Decides.
     *
     * @param configured nodes that the cluster is configured to have, 1 to {@value #MAX_SIZE}
     * @param reachable  nodes that this one hears and that hear it, itself included
     */
    public static Quorum of(int configured, int reachable) {
        if (configured < 1 || configured > MAX_SIZE) {
            throw new IllegalArgumentException("size must be 1 to " + MAX_SIZE + ", was " + configured);
        }
        if (reachable < 1) {
            throw new IllegalArgumentException("a node reaches itself, but reachable was " + reachable);
        }
        if (reachable * 2 > configured) {
            return Quorum.MAJORITY;
        }
        return reachable == 1 ? Quorum.ISOLATED : Quorum.MINORITY;
    }
}

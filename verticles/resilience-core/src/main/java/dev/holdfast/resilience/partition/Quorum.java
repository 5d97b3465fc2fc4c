package dev.holdfast.resilience.partition;

/** On which side of a partition a node is, against the configured number of nodes (requirement A3.6). */
public enum Quorum {
    /** More than half, itself included: reads, writes, trades. */
    MAJORITY,
    /** Some others, but no more than half: reads only. */
    MINORITY,
    /** Nobody else: nothing. A cluster configured as one node is never isolated. */
    ISOLATED
}

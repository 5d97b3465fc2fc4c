package dev.holdfast.resilience.recovery;

/** Where a failure lies, as far as it matters for what helps. */
public enum Fault {
    /** In the service: it threw, hangs, or says of itself that it cannot work. */
    OWN,
    /** Outside of it: a broker, a database, a venue, space on a disk. */
    EXTERNAL,
    /** In what the service keeps on this node's disk: a new instance would only read it again. */
    CORRUPT_STATE
}

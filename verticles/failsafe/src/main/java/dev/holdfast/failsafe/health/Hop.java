package dev.holdfast.failsafe.health;

/** The legs of a synthetic transaction, in their order. Each ends when the leader hears of it. */
enum Hop {
    /** From the closed bar to the signal. */
    SIGNAL,
    /** From the signal to the order, durable in the journal. */
    ORDER,
    /** From there until the venue has taken it. */
    VENUE,
    /** From there until it is filled. */
    FILL
}

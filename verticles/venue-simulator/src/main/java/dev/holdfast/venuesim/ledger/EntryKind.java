package dev.holdfast.venuesim.ledger;

/** What a ledger entry is about. */
public enum EntryKind {
    /** The venue process began; carries the data set and the accounts' starting balances. */
    START,
    /** An order request as received, before any check. */
    REQUEST,
    /** An order the engine took. */
    ACCEPTED,
    /** A request that was refused, with code and message. */
    REJECTED,
    /** One execution of one order; two orders of ours matching each other give two. */
    FILL,
    /** An order ended by its owner. */
    CANCELED,
    /** An order, or its rest, ended by its own time in force. */
    EXPIRED
}

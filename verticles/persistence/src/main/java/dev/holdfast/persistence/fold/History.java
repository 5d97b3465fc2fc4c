package dev.holdfast.persistence.fold;

/** Which of the orders that ended a restored {@link JournalFold} knows; open ones it knows all. */
public enum History {
    /** Those that ended in the newest records of their shard's journal: of others hardly anything comes. */
    RECENT,
    /** As many as the trading core keeps. The journal names no other. */
    ALL
}

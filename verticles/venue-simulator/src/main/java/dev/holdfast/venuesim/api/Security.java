package dev.holdfast.venuesim.api;

/** What a request must prove. */
enum Security {
    /** Nothing. */
    NONE,
    /** A known API key. */
    KEY,
    /** A known API key, a timestamp within its window, and a valid signature. */
    SIGNED
}

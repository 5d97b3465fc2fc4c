package dev.holdfast.resilience.alert;

/** Who has to know, and how soon (requirement A3.8). Ordered from least to most urgent. */
public enum Severity {
    /** Nobody now: it healed by itself, or it is the consequence of something known. */
    LOG,
    /** A person, within working hours. */
    TICKET,
    /** A person, now. */
    PAGE
}

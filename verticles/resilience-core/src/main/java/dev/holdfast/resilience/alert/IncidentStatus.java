package dev.holdfast.resilience.alert;

/** Where an incident stands. */
public enum IncidentStatus {
    /** Nobody took it on yet. */
    OPEN,
    /** A person works on it: no further escalation. */
    ACKNOWLEDGED,
    /** Its cause is gone. */
    RESOLVED
}

package dev.holdfast.resilience.alert;

/**
 * What one route is to be told of one incident. A newer one of the same incident and route takes the place
 * of one that was not delivered yet.
 *
 * @param incident as it was when this was decided
 */
public record Notice(Kind kind, String route, Incident incident) {
    /** Why people are told. */
    public enum Kind {
        /** Something is wrong. */
        OPENED,
        /** Nobody acknowledged it: the next are told. */
        ESCALATED,
        /** What they were told of has a deeper cause. */
        CAUSE_FOUND,
        /** It is over. */
        RESOLVED
    }
}

package dev.holdfast.trading.order;

/**
 * Why an order exists: the beginning of its cause chain (invariant 19).
 *
 * @param source   who asked
 * @param strategy the strategy's name; null unless a signal asked
 * @param signalId the signal; null unless a signal asked
 * @param by       the user or system part that asked; of an EXTERNAL order the client id that the venue has
 */
public record Origin(Source source, String strategy, String signalId, String by) {
    /** Who asked for an order. */
    public enum Source {
        /** A strategy's signal. */
        SIGNAL,
        /** A person or program through the gateway. */
        MANUAL,
        /** The system itself, to flatten. */
        FLATTEN,
        /** Nobody here: found at the venue. */
        EXTERNAL
    }

    public static Origin signal(String strategy, String signalId) {
        return new Origin(Source.SIGNAL, strategy, signalId, "signal");
    }

    public static Origin manual(String by) {
        return new Origin(Source.MANUAL, null, null, by);
    }

    public static Origin flatten(String by) {
        return new Origin(Source.FLATTEN, null, null, by);
    }

    public static Origin external(String foreignClientId) {
        return new Origin(Source.EXTERNAL, null, null, foreignClientId);
    }
}

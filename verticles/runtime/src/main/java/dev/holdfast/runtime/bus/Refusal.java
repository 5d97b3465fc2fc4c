package dev.holdfast.runtime.bus;

/** A request that was not done, with the kind of reason a caller can act upon. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Kind kind;

    public Refusal(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Why. The code travels over the bus and must not change. */
    public enum Kind {
        /** The handler broke; its log says how. */
        FAILED(1),
        /** The message was not what the address takes. */
        MALFORMED(2),
        /** No journal, no quorum, no ownership: nothing was done. */
        UNAVAILABLE(3),
        /** It may or may not have been done: ask again with the same id. */
        OUTCOME_UNKNOWN(4),
        /** Nobody answered in time: it may or may not have been done. */
        NO_ANSWER(5),
        /** Another node owns the shard: nothing was done. The message is the owner's name, or empty. */
        NOT_OWNER(6),
        /** Nobody serves the address: nothing was done. */
        NO_HANDLER(7);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        static Kind of(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            return FAILED;
        }
    }
}

package dev.holdfast.portfolio.stream;

import java.util.Locale;

/** The events of the stream. The payload of each is the record that REST answers with. */
public enum EventKind {
    STATUS(true), QUOTE(true), CANDLE(true), ORDER(false), FILL(false), POSITION(false), ACCOUNT(false),
    EQUITY(false), SERVICE(false),
    /** What the client knows may be wrong: it must load everything anew. */
    RESET(false);

    private final boolean replaceable;

    EventKind(boolean replaceable) {
        this.replaceable = replaceable;
    }

    /** True if a slow client may miss one: there are many, and the next ones soon make up for it. */
    public boolean isReplaceable() {
        return replaceable;
    }

    /** The event's name on the wire. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.holdfast.venuesim.fault;

import io.vertx.core.json.JsonObject;

/**
 * One switched-on fault. {@code remaining} counts its uses down ({@link #UNLIMITED}: until deleted or over);
 * {@code untilMillis} is venue host time, {@link Long#MAX_VALUE} for no end; {@code symbol} null means
 * every one.
 */
public final class Fault {

    /** No bound on the number of uses. */
    public static final int UNLIMITED = -1;

    private final JsonObject options;
    private final String symbol;
    private final long untilMillis;
    private int remaining;
    private int seen;

    /** Reads the options that every fault understands. */
    public Fault(JsonObject options, long nowMillis) {
        this.options = options;
        this.symbol = options.getString("symbol");
        this.remaining = options.getInteger("count", UNLIMITED);
        var duration = options.getLong("durationMs");
        this.untilMillis = duration == null ? Long.MAX_VALUE : nowMillis + duration;
    }

    /** Whether it applies now to {@code wanted} (null: no particular instrument). */
    public boolean appliesTo(String wanted, long nowMillis) {
        return !isOver(nowMillis) && (symbol == null || wanted == null || symbol.equals(wanted));
    }

    /** Used up or past its end. */
    public boolean isOver(long nowMillis) {
        return remaining == 0 || nowMillis >= untilMillis;
    }

    /** Counts one use. */
    public void use() {
        if (remaining > 0) {
            remaining--;
        }
    }

    /** Counts one more event under this fault without using it up; the count so far. */
    public int countSeen() {
        return ++seen;
    }

    /** Uses left, {@link #UNLIMITED} when not counted. */
    public int remaining() {
        return remaining;
    }

    /** When it ends by itself, host milliseconds. */
    public long untilMillis() {
        return untilMillis;
    }

    /** The body it was switched on with. */
    public JsonObject options() {
        return options;
    }
}

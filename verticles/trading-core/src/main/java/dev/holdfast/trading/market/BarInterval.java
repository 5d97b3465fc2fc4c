package dev.holdfast.trading.market;

import java.time.Duration;
import java.time.Instant;

/** The bar lengths that are built and published. Bars start on whole multiples since the epoch. */
public enum BarInterval {
    SECOND(Duration.ofSeconds(1)),
    MINUTE(Duration.ofMinutes(1));

    private final Duration length;

    BarInterval(Duration length) {
        this.length = length;
    }

    public Duration length() {
        return length;
    }

    /** Start of the bar that holds {@code instant}. */
    public Instant openTimeOf(Instant instant) {
        long millis = length.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(instant.toEpochMilli(), millis) * millis);
    }
}

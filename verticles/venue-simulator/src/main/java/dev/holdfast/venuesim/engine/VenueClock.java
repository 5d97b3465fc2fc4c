package dev.holdfast.venuesim.engine;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The venue's wall clock in milliseconds: the only time it emits, so that one client serves paper and live.
 * The skew is a fault switch: it moves server time, event times and the timestamp check together, as a
 * wrong clock would.
 */
public final class VenueClock {

    private final InstantSource source;
    private final LongSupplier skewMillis;

    /** Reads {@code source} and adds the skew of the moment. */
    public VenueClock(InstantSource source, LongSupplier skewMillis) {
        this.source = source;
        this.skewMillis = skewMillis;
    }

    /** Venue time, milliseconds since the epoch. */
    public long millis() {
        return source.millis() + skewMillis.getAsLong();
    }
}

package dev.holdfast.marketdata;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells up to which moment, venue clock, bars may be closed when no trade does it. The venue's clock is
 * taken to be the newest exchange time heard plus what has passed since on ours, so that a constant
 * difference between the two clocks does not matter. The clock of the whole venue is read from all its
 * instruments: a quiet one closes its bars by the pulse of the busy ones.
 *
 * <p>Two reserves protect late trades. Bars close {@link #GRACE} late, and after a pause of this process
 * (longer than {@link #PAUSE} between two ticks) nothing closes for {@link #DRAIN}: what the venue sent
 * meanwhile waits in the socket and must be heard first.
 */
final class VenueTime {
    /** A trade may reach us this much later, relative to the newest one heard, and still make its bar. */
    static final Duration GRACE = Duration.ofMillis(250);
    /** Several times the tick of the verticle's timer: only a stopped process is this late. */
    static final Duration PAUSE = Duration.ofMillis(300);
    /** Ample for an event loop to empty a socket's buffers. */
    static final Duration DRAIN = Duration.ofMillis(500);

    private Instant newestExchangeTime;
    private Instant heardAt;
    private Instant lastTick;
    private Instant holdUntil = Instant.MIN;

    /** Notes the exchange time of a quote or trade, heard at {@code now} on our clock. */
    void heard(Instant exchangeTime, Instant now) {
        if (newestExchangeTime == null || !exchangeTime.isBefore(newestExchangeTime)) {
            newestExchangeTime = exchangeTime;
            heardAt = now;
        }
    }

    /** The moment before which bars may close; empty before anything was heard and after a pause. */
    Optional<Instant> tick(Instant now) {
        if (lastTick != null && Duration.between(lastTick, now).compareTo(PAUSE) > 0) {
            holdUntil = now.plus(DRAIN);
        }
        lastTick = now;
        if (newestExchangeTime == null || now.isBefore(holdUntil)) {
            return Optional.empty();
        }
        return Optional.of(newestExchangeTime.plus(Duration.between(heardAt, now)).minus(GRACE));
    }
}

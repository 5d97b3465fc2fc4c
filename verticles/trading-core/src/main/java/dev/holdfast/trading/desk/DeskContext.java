package dev.holdfast.trading.desk;

import java.time.Duration;
import java.time.Instant;

/**
 * What the world looked like when a command was decided.
 *
 * @param now         our clock
 * @param market      newest quotes
 * @param session     the venue session that a send would use; null while no venue answers
 * @param venueOffset the venue's clock minus ours, as last measured
 * @param takesOrders false while none is to be sent although the venue answers, as its circuit breaker is
 *                    open; what was sent can be asked about and canceled all the same
 */
public record DeskContext(Instant now, MarketView market, String session, Duration venueOffset,
                          boolean takesOrders) {
    /** A venue that takes orders while it answers. */
    public DeskContext(Instant now, MarketView market, String session, Duration venueOffset) {
        this(now, market, session, venueOffset, true);
    }

    /** True while the venue answers. */
    public boolean venueIsUp() {
        return session != null;
    }

    /** True if an order may be sent now; else it waits. */
    public boolean mayPlace() {
        return venueIsUp() && takesOrders;
    }

    /** Our time waits for a clock that is behind the journal; the venue's time goes on as it was measured. */
    DeskContext notBefore(Instant earliest) {
        return now.isBefore(earliest) ? new DeskContext(earliest, market, session,
            venueOffset.minus(Duration.between(now, earliest)), takesOrders) : this;
    }
}

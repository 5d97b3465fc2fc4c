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
 */
public record DeskContext(Instant now, MarketView market, String session, Duration venueOffset) {
    public boolean venueIsUp() {
        return session != null;
    }

    /** Our time waits for a clock that is behind the journal; the venue's time goes on as it was measured. */
    DeskContext notBefore(Instant earliest) {
        return now.isBefore(earliest) ? new DeskContext(earliest, market, session,
            venueOffset.minus(Duration.between(now, earliest))) : this;
    }
}

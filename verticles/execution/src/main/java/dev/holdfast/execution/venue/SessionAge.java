package dev.holdfast.execution.venue;

import dev.holdfast.runtime.venue.OrderSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * When the line for questions was opened, for all shards of a node, and the way to a newer one: absence is
 * proven only on a line opened after the request expired (ownership rule 12).
 */
public final class SessionAge {
    /** However many orders want a proof, a new line is opened this often at most. */
    private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(5);

    private final OrderSession session;
    private final Clock clock;
    private Instant renewedAt = Instant.EPOCH;

    public SessionAge(OrderSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    /** The venue's clock. */
    Instant openedAt() {
        return session.openedAt();
    }

    void renew(String why) {
        Instant now = clock.instant();
        if (now.isAfter(renewedAt.plus(BETWEEN_RENEWALS))) {
            renewedAt = now;
            session.renew(why);
        }
    }
}

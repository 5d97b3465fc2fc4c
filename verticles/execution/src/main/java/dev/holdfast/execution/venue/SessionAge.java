package dev.holdfast.execution.venue;

import dev.holdfast.runtime.venue.OrderSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * When the venue session was opened, for all shards of a node, and the way to a newer one: absence is proven
 * only on a session opened after the request expired (ownership rule 12).
 */
public final class SessionAge {
    /** A session is renewed for proofs this often at most; each renewal is a short gap in the reports. */
    private static final Duration BETWEEN_RENEWALS = Duration.ofMinutes(1);

    private final OrderSession session;
    private final Clock clock;
    private Instant openedAt = Instant.EPOCH;
    private Instant renewedAt = Instant.EPOCH;

    public SessionAge(OrderSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    public void onSessionUp() {
        openedAt = clock.instant().plus(session.venueOffset());
    }

    /** The venue's clock. */
    Instant openedAt() {
        return openedAt;
    }

    void renew(String why) {
        Instant now = clock.instant();
        if (now.isAfter(renewedAt.plus(BETWEEN_RENEWALS))) {
            renewedAt = now;
            session.renew(why);
        }
    }
}

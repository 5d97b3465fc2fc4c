package dev.holdfast.binance.order;

import dev.holdfast.binance.net.RestClient;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The venue's clock, as near as a few questions tell. */
final class VenueTime {
    /** The first question of a connection is slow; of three one is usually undisturbed. */
    private static final int QUESTIONS = 3;

    private final RestClient rest;
    private final InstantSource clock;
    private final ClockProbe probe = new ClockProbe();

    VenueTime(RestClient rest, InstantSource clock) {
        this.rest = rest;
        this.clock = clock;
    }

    Duration offset() {
        return probe.offset();
    }

    Instant now() {
        return clock.instant().plus(probe.offset());
    }

    Future<Instant> ask() {
        Instant sent = clock.instant();
        return Account.venueTime(rest).onSuccess(venue -> probe.add(sent, clock.instant(), venue));
    }

    /** Measures anew; fails if not one question was answered. */
    Future<Void> measure() {
        probe.begin();
        return ask(QUESTIONS);
    }

    private Future<Void> ask(int left) {
        return ask().transform(done -> {
            if (left > 1) {
                return ask(left - 1);
            }
            return probe.isMeasured() ? Future.succeededFuture() : Future.failedFuture(done.cause());
        });
    }
}

package dev.holdfast.portfolio.gateway;

import dev.holdfast.portfolio.http.Problem;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.wire.CommandAddress;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * Sends commands to the shards and waits for their durable reply. A missing answer is an unknown outcome,
 * never a rejection.
 */
final class DeskCommands {
    static final Duration TIMEOUT = Duration.ofSeconds(3);
    /** Commands under way at once; one more is refused before anything is done. */
    static final int MAX_UNDER_WAY = 256;

    private final Bus bus;
    private int underWay;

    DeskCommands(Bus bus) {
        this.bus = bus;
    }

    /** Fails with a {@link Problem}. */
    <C, R> Future<R> ask(CommandAddress<C, R> address, C command) {
        if (underWay >= MAX_UNDER_WAY) {
            return Future.failedFuture(
                Problem.unavailable(MAX_UNDER_WAY + " commands are under way already"));
        }
        underWay++;
        return bus.request(address, command, TIMEOUT)
            .onComplete(done -> underWay--)
            .recover(failure -> Future.failedFuture(problem(failure)));
    }

    private static Throwable problem(Throwable failure) {
        return !(failure instanceof Refusal refusal) ? failure : switch (refusal.kind()) {
            case UNAVAILABLE -> Problem.unavailable(refusal.getMessage());
            case OUTCOME_UNKNOWN, NO_ANSWER, FAILED -> Problem.outcomeUnknown(
                "outcome unknown, retry with the same clOrdId: " + refusal.getMessage());
            case MALFORMED -> failure;
        };
    }
}

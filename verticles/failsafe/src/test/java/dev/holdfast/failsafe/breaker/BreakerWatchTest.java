package dev.holdfast.failsafe.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.failsafe.FailsafeKit;
import dev.holdfast.failsafe.state.FailsafeBoard;
import dev.holdfast.resilience.breaker.BreakerMode;
import dev.holdfast.resilience.breaker.BreakerState;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.guard.CallJudge;
import dev.holdfast.runtime.guard.GuardTerms;
import dev.holdfast.runtime.guard.GuardedCall;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.wire.failsafe.FailsafeView.Breaker;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BreakerWatchTest {
    private final Vertx vertx = Vertx.vertx();
    private final NodeIdentity identity = new NodeIdentity("node-1", "life", Clock.systemUTC());
    private final Bus bus = new Bus(vertx, "node-1", identity.clock());
    private final NodeKit node = new NodeKit(identity, null, bus, null);
    private final FailsafeBoard board = new FailsafeBoard();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void showsTheBreakersOfEachLiveNodeAndWhatChangesAtOnce() {
        node.breakers().start();
        GuardedCall guard = node.breakers().guard(GuardTerms.of("venue.place", 8, CallJudge.VENUE));
        vertx.runOnContext(go -> new BreakerWatch(
            new FailsafeKit(vertx, vertx.getOrCreateContext(), node, null, board, null)).start());
        Awaitility.await().untilAsserted(() ->
            assertThat(shown("venue.place")).hasValueSatisfying(breaker -> {
                assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
                assertThat(breaker.node()).isEqualTo("node-1");
            }));
        guard.force(BreakerMode.OPEN, "alice", "a drill");
        // Well before the next round of questions: the change itself makes it ask.
        Awaitility.await().atMost(Duration.ofSeconds(3)).untilAsserted(() ->
            assertThat(shown("venue.place")).hasValueSatisfying(breaker -> {
                assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
                assertThat(breaker.forced()).isTrue();
            }));
    }

    private Optional<Breaker> shown(String name) {
        return board.breakers().stream().filter(each -> each.name().equals(name)).findFirst();
    }
}

package dev.holdfast.runtime.guard;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.breaker.BreakerMode;
import dev.holdfast.resilience.breaker.BreakerState;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.testkit.TestClock;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeEvent.BreakerChanged;
import dev.holdfast.wire.failsafe.FailsafeView;
import dev.holdfast.wire.message.Ask;
import dev.holdfast.wire.message.ForceBreaker;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BreakersTest {
    private static final Duration WAIT = Duration.ofSeconds(5);
    private final Vertx vertx = Vertx.vertx();
    private final TestClock clock = TestClock.at("2026-01-05T10:00:00Z");
    private final Bus bus = new Bus(vertx, "node-1", clock);
    private final AtomicLong now = new AtomicLong();
    private final Breakers breakers =
        new Breakers(bus, new NodeIdentity("node-1", "life", clock), now::get);
    private final List<BreakerChanged> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        breakers.start();
        bus.subscribe(Addresses.FAILSAFE, event -> told.add((BreakerChanged) event));
    }

    @AfterEach
    void close() {
        breakers.stop();
        vertx.close();
    }

    @Test
    void tellTheFailsafeLayerWhatChangedAndWhenItWasDue() {
        GuardedCall guard = trip("venue.place");
        now.addAndGet(Duration.ofSeconds(40).toNanos());
        clock.advance(Duration.ofSeconds(40));
        guard.tick();
        Awaitility.await().until(() -> told.size() == 2);
        Instant start = Instant.parse("2026-01-05T10:00:00Z");
        assertThat(told).containsExactly(
            new BreakerChanged("venue.place", "node-1", BreakerState.CLOSED, BreakerState.OPEN,
                "5 failures in a row", null, start),
            new BreakerChanged("venue.place", "node-1", BreakerState.OPEN, BreakerState.HALF_OPEN,
                "it was open for 30 s", null, start.plusSeconds(30)));
    }

    @Test
    void obeyAnOperatorOverTheBus() throws TimeoutException {
        GuardedCall guard = breakers.guard(terms("venue.place"));
        assertThat(force("venue.place", BreakerMode.OPEN)).isNull();
        assertThat(guard.wouldPass()).isFalse();
        FailsafeView.Breaker shown = bus.request(Addresses.breakers("node-1"), new Ask(), WAIT)
            .await(5, SECONDS).breakers().getFirst();
        assertThat(shown.state()).isEqualTo(BreakerState.OPEN);
        assertThat(shown.forced()).isTrue();
        Awaitility.await().until(() -> told.size() == 1);
        assertThat(told.getFirst().by()).isEqualTo("alice");
        assertThat(told.getFirst().why()).isEqualTo("a drill");
        assertThat(force("venue.place", BreakerMode.CLOSED)).isNull();
        assertThat(guard.wouldPass()).isTrue();
    }

    @Test
    void sayThatThereIsNoneOfThatName() throws TimeoutException {
        assertThat(force("nothing", BreakerMode.OPEN)).isEqualTo("no breaker 'nothing' on node-1");
    }

    @Test
    void areTheSameUnderTheSameName() {
        assertThat(breakers.guard(terms("one"))).isSameAs(breakers.guard(terms("one")));
        assertThat(breakers.guard(terms("one"))).isNotSameAs(breakers.guard(terms("two")));
    }

    @Test
    void areBoundedInNumberAndBeyondThatShareOne() {
        for (int i = 0; i < 10 * Breakers.MAX_GUARDS; i++) {
            breakers.guard(terms("execution.node-" + i));
        }
        assertThat(breakers.views()).hasSize(Breakers.MAX_GUARDS + 1);
        assertThat(breakers.guard(terms("one more"))).isSameAs(breakers.guard(terms("and another")));
        assertThat(breakers.guard(terms("execution.node-1"))).isSameAs(
            breakers.guard(terms("execution.node-1")));
    }

    @Test
    void beginAnewForAProcessThatWasRestarted() {
        GuardedCall guard = trip("execution.node-2");
        breakers.renew("execution.node-2", "node-2 claimed shard 07");
        breakers.renew("execution.node-9", "never heard of");
        assertThat(guard.wouldPass()).isTrue();
    }

    private GuardedCall trip(String name) {
        GuardedCall guard = breakers.guard(terms(name));
        for (int i = 0; i < 5; i++) {
            guard.call(() -> Future.failedFuture("down"));
        }
        assertThat(guard.wouldPass()).isFalse();
        return guard;
    }

    private String force(String name, BreakerMode mode) throws TimeoutException {
        return bus.request(Addresses.forceBreaker("node-1"), new ForceBreaker(name, mode, "alice", "a drill"),
            WAIT).await(5, SECONDS).problem();
    }

    private static GuardTerms terms(String name) {
        return GuardTerms.of(name, 8, CallJudge.EVERY_FAILURE);
    }
}

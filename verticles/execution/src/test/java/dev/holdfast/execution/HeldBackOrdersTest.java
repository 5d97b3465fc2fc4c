package dev.holdfast.execution;

import static dev.holdfast.execution.OneAccount.ACCOUNT;
import static dev.holdfast.execution.OneAccount.SHARD;
import static dev.holdfast.execution.OneAccount.id;
import static dev.holdfast.execution.OneAccount.submit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.breaker.BreakerMode;
import dev.holdfast.runtime.guard.GuardedCall;
import dev.holdfast.runtime.guard.GuardedSession;
import dev.holdfast.runtime.venue.Outcome;
import dev.holdfast.testkit.TestClock;
import dev.holdfast.trading.desk.DeskCommand.CancelAll;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.order.OrderStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of orders while the breaker before the venue is open: nothing is sent, nothing is guessed. */
class HeldBackOrdersTest {
    private static Vertx vertx;
    private final TestClock clock = TestClock.at(OneAccount.START);
    private final MemoryLog log = new MemoryLog(SHARD);
    private final ScriptedSession venue = new ScriptedSession("session-1");
    private GuardedCall places;
    private GuardedSession guarded;
    private OrderPath node;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() {
        vertx.close();
    }

    @BeforeEach
    void ownsTheShard() {
        places = guard();
        guarded = new GuardedSession(venue, places,
            GuardedCall.alone(vertx, GuardedSession.questionTerms(), this::nanos));
        node = OneAccount.node("node-1",
            new OneAccount.Parts(clock, log, new NodesHeard("node-1"), guarded));
        guarded.start(node);
        node.onCaughtUp();
        run();
        assertThat(node.keeper().shard(SHARD).isLive()).isTrue();
    }

    @Test
    void areQueuedAndNotSentAndThoseWithoutAnAnswerStayUnknown() {
        trip();
        Future<OrderReply> reply = submit(node, "sixth");
        log.deliver(node);
        assertThat(reply.result().status()).isEqualTo(OrderStatus.QUEUED);
        run();
        assertThat(venue.written).hasSize(5);
        assertThat(status("sixth")).isEqualTo(OrderStatus.QUEUED);
        for (int i = 0; i < 5; i++) {
            assertThat(status("lost-" + i)).isEqualTo(OrderStatus.UNKNOWN);
        }
    }

    @Test
    void areWithheldIfTheBreakerOpenedBetweenTheDecisionAndTheSend() {
        Future<OrderReply> reply = submit(node, "decided");
        places.force(BreakerMode.OPEN, "alice", "the venue is down for maintenance");
        log.deliver(node);
        assertThat(reply.result().status()).isEqualTo(OrderStatus.SUBMITTED);
        run();
        assertThat(venue.written).isEmpty();
        assertThat(status("decided")).isEqualTo(OrderStatus.DENIED);
    }

    @Test
    void areSentOneByOneAsTrialsAfterThirtySecondsAndThenFreely() {
        trip();
        pass(Duration.ofSeconds(29));
        submit(node, "waiting");
        log.deliver(node);
        assertThat(status("waiting")).isEqualTo(OrderStatus.QUEUED);
        healVenue();
        pass(Duration.ofSeconds(1));
        assertThat(status("waiting")).isEqualTo(OrderStatus.WORKING);
        for (String name : new String[] {"second", "third", "free"}) {
            submit(node, name);
            log.deliver(node);
            assertThat(status(name)).isEqualTo(OrderStatus.WORKING);
        }
        assertThat(venue.written).hasSize(9);
    }

    @Test
    void areHeldBackAgainByOneTrialThatFails() {
        trip();
        pass(Duration.ofSeconds(30));
        submit(node, "trial");
        log.deliver(node);
        assertThat(status("trial")).isEqualTo(OrderStatus.UNKNOWN);
        Future<OrderReply> next = submit(node, "next");
        log.deliver(node);
        assertThat(next.result().status()).isEqualTo(OrderStatus.QUEUED);
    }

    @Test
    void canBeCanceledAllTheSame() {
        healVenue();
        submit(node, "resting");
        log.deliver(node);
        places.force(BreakerMode.OPEN, "alice", "no new orders");
        node.handle(SHARD, new CancelAll(ACCOUNT, "alice"));
        log.deliver(node);
        assertThat(venue.canceled).containsExactly(id("resting").text());
    }

    @Test
    void areSentAgainOnceTheVenueTakesANewSession() {
        trip();
        healVenue();
        guarded.start(node);
        Future<OrderReply> reply = submit(node, "after");
        log.deliver(node);
        assertThat(reply.result().status()).isEqualTo(OrderStatus.SUBMITTED);
        assertThat(status("after")).isEqualTo(OrderStatus.WORKING);
    }

    private GuardedCall guard() {
        return GuardedCall.alone(vertx, GuardedSession.placeTerms(), this::nanos);
    }

    /** Five orders in a row of which nobody knows what became. */
    private void trip() {
        venue.onPlace = attempt -> new Outcome.Unknown("timeout");
        for (int i = 0; i < 5; i++) {
            submit(node, "lost-" + i);
            log.deliver(node);
        }
        assertThat(guarded.takesOrders()).isFalse();
    }

    private void healVenue() {
        venue.onPlace = ScriptedSession.ACCEPTS;
    }

    private OrderStatus status(String name) {
        return node.keeper().shard(SHARD).replica().order(id(name)).status();
    }

    private void pass(Duration time) {
        clock.advance(time);
        run();
    }

    private void run() {
        for (int i = 0; i < 5; i++) {
            node.tick();
            log.deliver(node);
        }
    }

    private long nanos() {
        return Duration.between(OneAccount.START, clock.instant()).toNanos();
    }
}

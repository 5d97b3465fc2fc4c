package dev.holdfast.runtime.bus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.resilience.breaker.BreakerState;
import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.runtime.guard.Breakers;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.trading.desk.DeskCommand.CancelAll;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeView;
import dev.holdfast.wire.message.Ack;
import dev.holdfast.wire.message.ShardOwned;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One breaker a node: who does not answer holds nobody else up, and nobody longer than need be. */
class ShardRouterTest {
    private static final ShardId SHARD = new ShardId(3);
    private static final ShardId OTHER = new ShardId(4);
    /** Just above what the router leaves an answer at least. */
    private static final Duration SHORT = Duration.ofMillis(250);
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final CancelAll COMMAND = new CancelAll(new AccountId("trend"), "test");

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, "gateway", Clock.systemUTC());
    private final Breakers breakers =
        new Breakers(bus, new NodeIdentity("gateway", "life", Clock.systemUTC()));
    private final ShardRouter router = new ShardRouter(vertx, bus, breakers);
    private final Map<String, Supplier<Future<Ack>>> answers = new ConcurrentHashMap<>();
    private long offset;

    @BeforeEach
    void twoNodes() {
        serve("node-1");
        serve("node-2");
        owns(SHARD, "node-1");
        owns(OTHER, "node-2");
    }

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void letsANodeThatDoesNotAnswerHoldUpNoOther() throws TimeoutException {
        hang("node-1");
        assertThat(ask(OTHER, LONG).await(5, SECONDS).problem()).isEqualTo("by node-2");
        assertThatThrownBy(() -> ask(SHARD, SHORT).await(5, SECONDS))
            .isInstanceOfSatisfying(Refusal.class, refusal -> {
                assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
                assertThat(refusal).hasMessage("the circuit breaker execution.node-1 is open");
            });
        assertThat(state("node-2")).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void goesToTheNewOwnerAsSoonAsThereIsOne() throws TimeoutException {
        hang("node-1");
        Future<Ack> waiting = ask(SHARD, LONG);
        owns(SHARD, "node-2");
        assertThat(waiting.await(5, SECONDS).problem()).isEqualTo("by node-2");
    }

    @Test
    void asksTheNewOwnerWhatTheOldOneHasNotAnswered() throws TimeoutException {
        Promise<Ack> late = Promise.promise();
        answers.put("node-1", late::future);
        Future<Ack> asked = ask(SHARD, LONG);
        owns(SHARD, "node-2");
        assertThat(asked.await(5, SECONDS).problem()).isEqualTo("by node-2");
        late.complete(new Ack("by node-1"));
        assertThat(asked.await(5, SECONDS).problem()).isEqualTo("by node-2");
    }

    @Test
    void asksNobodyTwiceForAClaimOfTheSameNode() throws TimeoutException {
        AtomicInteger asked = new AtomicInteger();
        Promise<Ack> late = Promise.promise();
        answers.put("node-1", () -> {
            asked.incrementAndGet();
            return late.future();
        });
        Future<Ack> answer = ask(SHARD, LONG);
        Awaitility.await().until(() -> asked.get() == 1);
        owns(SHARD, "node-1");
        tell(SHARD, owner(SHARD), true);
        owns(OTHER, "node-2");
        late.complete(new Ack("by node-1"));
        assertThat(answer.await(5, SECONDS).problem()).isEqualTo("by node-1");
        assertThat(asked).hasValue(1);
    }

    @Test
    void beginsAnewWithANodeThatClaimsAgain() throws TimeoutException {
        hang("node-1");
        answers.remove("node-1");
        owns(SHARD, "node-1");
        assertThat(ask(SHARD, LONG).await(5, SECONDS).problem()).isEqualTo("by node-1");
    }

    @Test
    void triesANodeAgainThatGoesOnTellingWhatItOwns() throws TimeoutException {
        ClaimId claim = owner(SHARD);
        hang("node-1");
        answers.remove("node-1");
        Future<Ack> waiting = ask(SHARD, LONG);
        tell(SHARD, claim, true);
        assertThat(waiting.await(5, SECONDS).problem()).isEqualTo("by node-1");
        for (int i = 0; i < 2; i++) {
            assertThat(ask(SHARD, LONG).await(5, SECONDS).problem()).isEqualTo("by node-1");
        }
        assertThat(state("node-1")).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void doesNotTryANodeThatTellsThatItMayNotAct() throws TimeoutException {
        ClaimId claim = owner(SHARD);
        hang("node-1");
        answers.remove("node-1");
        tell(SHARD, claim, false);
        tell(OTHER, owner(OTHER), true);
        assertThatThrownBy(() -> ask(SHARD, SHORT).await(5, SECONDS)).isInstanceOf(Refusal.class)
            .hasMessageContaining("is open");
    }

    @Test
    void takesNoRefusalForAFailure() {
        for (Refusal.Kind kind : new Refusal.Kind[] {Refusal.Kind.NOT_OWNER, Refusal.Kind.UNAVAILABLE}) {
            answers.put("node-1", () -> Future.failedFuture(new Refusal(kind, "")));
            assertThatThrownBy(() -> ask(SHARD, Duration.ofSeconds(1)).await(5, SECONDS))
                .isInstanceOf(Refusal.class);
        }
        assertThat(view("node-1").calls()).isGreaterThan(10);
        assertThat(state("node-1")).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void bringsWhatCanOnlyMakeThingsSaferPastAnOpenBreaker() throws TimeoutException {
        hang("node-1");
        answers.remove("node-1");
        assertThat(state("node-1")).isEqualTo(BreakerState.OPEN);
        assertThat(router.requestSafety(SHARD, Addresses::cancelAll, COMMAND, LONG).await(5, SECONDS)
            .problem()).isEqualTo("by node-1");
    }

    private void serve(String node) {
        bus.serve(Addresses.cancelAll(node), (shard, command) -> answers.getOrDefault(node,
            () -> Future.succeededFuture(new Ack("by " + node))).get());
    }

    /** Its handlers never reply from here on, and five commands have found out. */
    private void hang(String node) {
        answers.put(node, () -> Promise.<Ack>promise().future());
        for (int i = 0; i < 5; i++) {
            Future<Ack> asked = ask(SHARD, SHORT);
            assertThatThrownBy(() -> asked.await(5, SECONDS)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NO_ANSWER));
        }
        assertThat(state(node)).isEqualTo(BreakerState.OPEN);
    }

    private void owns(ShardId shard, String node) {
        ClaimId claim = new ClaimId(++offset, node, "life");
        tell(shard, claim, true);
        Awaitility.await().until(() -> router.owners().stream().anyMatch(own -> own.claim().equals(claim)));
    }

    private void tell(ShardId shard, ClaimId claim, boolean accepting) {
        bus.publish(Addresses.SHARD_OWNED,
            new ShardOwned(shard.number(), claim, accepting, null, Instant.now()));
    }

    private ClaimId owner(ShardId shard) {
        return router.owners().stream().filter(own -> own.shard() == shard.number()).findFirst()
            .orElseThrow().claim();
    }

    private Future<Ack> ask(ShardId shard, Duration timeout) {
        return router.request(shard, Addresses::cancelAll, COMMAND, timeout);
    }

    private BreakerState state(String node) {
        return view(node).state();
    }

    private FailsafeView.Breaker view(String node) {
        return breakers.views().stream().filter(each -> each.name().equals(ShardRouter.breaker(node)))
            .findFirst().orElseThrow();
    }
}

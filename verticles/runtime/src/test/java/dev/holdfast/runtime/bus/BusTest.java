package dev.holdfast.runtime.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.runtime.recovery.Fence;
import dev.holdfast.trading.desk.DeskCommand.CancelAll;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.CommandAddress;
import dev.holdfast.wire.Headers;
import dev.holdfast.wire.message.Ack;
import dev.holdfast.wire.message.Ask;
import dev.holdfast.wire.message.ServiceReport;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusTest {
    private static final CommandAddress<Ask, String> ADDRESS =
        new CommandAddress<>("test.query.answer", Ask.class, String.class);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, "node-1", Clock.systemUTC());
    private final Fence fence = new Fence();
    private final Bus fenced = bus.behind(fence);

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(5, TimeUnit.SECONDS);
    }

    @Test
    void hearsAndAnswersWhileTheFenceStands() throws Exception {
        fenced.serve(ADDRESS, ask -> Future.succeededFuture("here"));
        assertThat(bus.request(ADDRESS, new Ask(), SOON).await(5, TimeUnit.SECONDS)).isEqualTo("here");
    }

    @Test
    void leavesNoHandlerBehindOnceCutOff() {
        fenced.serve(ADDRESS, ask -> Future.succeededFuture("a ghost"));
        fence.cut();

        assertThatThrownBy(() -> bus.request(ADDRESS, new Ask(), SOON).await(5, TimeUnit.SECONDS))
            .isInstanceOfSatisfying(Refusal.class, refusal ->
                assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NO_HANDLER));
    }

    @Test
    void publishesAndAsksNothingMoreOnceCutOff() throws Exception {
        BlockingQueue<String> heard = new ArrayBlockingQueue<>(10);
        bus.subscribe(Addresses.SERVICE_REPORT, report -> heard.add(report.service()));
        fence.cut();

        fenced.publish(Addresses.SERVICE_REPORT, report("ghost"));
        bus.publish(Addresses.SERVICE_REPORT, report("alive"));

        assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("alive");
        assertThat(fenced.request(ADDRESS, new Ask(), SOON).cause()).isInstanceOf(Refusal.class);
    }

    @Test
    void answersTheCallerAndTellsTheContextWhenAHandlerThrows() throws Exception {
        CompletableFuture<Throwable> noticed = new CompletableFuture<>();
        vertx.exceptionHandler(noticed::complete);
        fenced.serve(ADDRESS, ask -> {
            throw new IllegalStateException("a bug");
        });

        assertThatThrownBy(() -> bus.request(ADDRESS, new Ask(), SOON).await(5, TimeUnit.SECONDS))
            .isInstanceOf(Refusal.class).hasMessage("a bug");
        assertThat(noticed.get(5, TimeUnit.SECONDS)).hasMessage("a bug");
    }

    @Test
    void doesNotTakeARefusalForABug() {
        CompletableFuture<Throwable> noticed = new CompletableFuture<>();
        vertx.exceptionHandler(noticed::complete);
        fenced.serve(ADDRESS, ask -> {
            throw new Refusal(Refusal.Kind.UNAVAILABLE, "not now");
        });

        assertThatThrownBy(() -> bus.request(ADDRESS, new Ask(), SOON).await(5, TimeUnit.SECONDS))
            .hasMessage("not now");
        assertThat(noticed).isNotDone();
    }

    @Test
    void hasNoHandlerRunForAKnock() throws Exception {
        BlockingQueue<String> asked = new ArrayBlockingQueue<>(10);
        bus.serve(Addresses.cancelAll("node-2"), (shard, command) -> {
            asked.add("asked");
            return Future.succeededFuture(new Ack());
        });
        bus.knock(Addresses.cancelAll("node-2"));
        assertThat(cancelAll(0, SOON).await(5, TimeUnit.SECONDS)).isEqualTo(new Ack());
        assertThat(asked).hasSize(1);
    }

    @Test
    void knocksAtEveryDoorForShardCommandsOfANodeThatIsHeard() throws Exception {
        Set<String> knocked = ConcurrentHashMap.newKeySet();
        Addresses.shardCommands("node-2").forEach(door -> vertx.eventBus().consumer(door.address(),
            knock -> knocked.add(door.address())));
        ShardRouter.unguarded(vertx, bus);
        bus.publish(Addresses.SERVICE_REPORT, new ServiceReport("execution", "node-2", HealthStatus.HEALTHY,
            "fine", Instant.EPOCH));
        await().until(() -> knocked.size() == 7);
    }

    @Test
    void hearsForWhichShardACommandIs() throws Exception {
        bus.serve(Addresses.cancelAll("node-2"), (shard, command) ->
            Future.succeededFuture(new Ack(shard + " " + command.account() + " " + command.by())));
        assertThat(cancelAll(15, SOON).await(5, TimeUnit.SECONDS).problem()).isEqualTo("15 null me");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"16", "-1", "one", ""})
    void refusesACommandForNoShardAndGoesOn(String shard) throws Exception {
        bus.serve(Addresses.cancelAll("node-2"), (of, command) -> Future.succeededFuture(new Ack()));
        DeliveryOptions options = new DeliveryOptions();
        if (shard != null) {
            options.addHeader(Headers.SHARD, shard);
        }
        Future<?> asked = vertx.eventBus().request(Addresses.cancelAll("node-2").address(),
            Buffer.buffer("{}"), options);

        assertThatThrownBy(() -> asked.await(5, TimeUnit.SECONDS)).isInstanceOf(ReplyException.class)
            .hasMessage("the header 'shard' must be 0 to 15, was " + shard);
        assertThat(cancelAll(0, SOON).await(5, TimeUnit.SECONDS)).isEqualTo(new Ack());
    }

    @Test
    void findsTheOneShardThatOwesAnAnswerAmongOthersThatGiveTheirs() throws Exception {
        bus.serve(Addresses.cancelAll("node-2"), (shard, command) -> shard.number() == 3
            ? Promise.<Ack>promise().future() : Future.succeededFuture(new Ack()));
        cancelAll(3, Duration.ofMillis(50));
        await().until(() -> {
            cancelAll(4, SOON).await(5, TimeUnit.SECONDS);
            return bus.leftUnanswered(Duration.ofMillis(50)) != null;
        });
        assertThat(bus.leftUnanswered(Duration.ofMillis(50)))
            .isEqualTo("execution.command.cancel-all.node-2 for shard 3");
    }

    private Future<Ack> cancelAll(int shard, Duration timeout) {
        return bus.request(Addresses.cancelAll("node-2"), new ShardId(shard), new CancelAll(null, "me"),
            timeout);
    }

    private static ServiceReport report(String service) {
        return new ServiceReport(service, "node-1", HealthStatus.HEALTHY, "fine", Instant.EPOCH);
    }
}

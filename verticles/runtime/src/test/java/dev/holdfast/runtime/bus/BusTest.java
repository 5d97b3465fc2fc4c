package dev.holdfast.runtime.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.runtime.recovery.Fence;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.CommandAddress;
import dev.holdfast.wire.message.Ask;
import dev.holdfast.wire.message.ServiceReport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
        bus.serve(ADDRESS, ask -> {
            asked.add("asked");
            return Future.succeededFuture("here");
        });
        bus.knock(ADDRESS);
        assertThat(bus.request(ADDRESS, new Ask(), SOON).await(5, TimeUnit.SECONDS)).isEqualTo("here");
        assertThat(asked).hasSize(1);
    }

    @Test
    void knocksAtEveryDoorForShardCommandsOfANodeThatIsHeard() throws Exception {
        CountDownLatch knocks = new CountDownLatch(ShardId.COUNT);
        for (int shard = 0; shard < ShardId.COUNT; shard++) {
            vertx.eventBus().consumer(Addresses.flatten(new ShardId(shard), "node-2").address(),
                knock -> knocks.countDown());
        }
        ShardRouter.unguarded(vertx, bus);
        bus.publish(Addresses.SERVICE_REPORT, new ServiceReport("execution", "node-2", HealthStatus.HEALTHY,
            "fine", Instant.EPOCH));
        assertThat(knocks.await(5, TimeUnit.SECONDS)).isTrue();
    }

    private static ServiceReport report(String service) {
        return new ServiceReport(service, "node-1", HealthStatus.HEALTHY, "fine", Instant.EPOCH);
    }
}

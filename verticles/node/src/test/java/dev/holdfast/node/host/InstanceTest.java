package dev.holdfast.node.host;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.wire.CommandAddress;
import dev.holdfast.wire.message.Ask;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InstanceTest {
    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final Duration WHILE_NOBODY_ASKS = Duration.ofSeconds(1);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicReference<Context> own = new AtomicReference<>();
    private final CountDownLatch turn = new CountDownLatch(1);
    private final NodeKit kit = new NodeKit(new NodeIdentity("node-1", "i1", Clock.systemUTC()), null,
        new Bus(vertx, "node-1", Clock.systemUTC()), null);
    private Instance instance;

    @BeforeEach
    void start() throws Exception {
        instance = new Instance(given -> {
            own.set(given);
            return Future.succeededFuture();
        }, kit, thrown -> { });
        vertx.deployVerticle(instance).await(10, SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        turn.countDown();
        vertx.close().await(10, SECONDS);
    }

    @Test
    void isNotSilentWhileItsEventLoopTurns() {
        instance.ping();
        await().atMost(Duration.ofSeconds(10)).until(() -> instance.silence(later(HOUR)).isZero());
    }

    @Test
    void isSilentSinceItWasAskedAndNotForTheHourInWhichNobodyAsked() {
        stopTurning();
        long begun = System.nanoTime();
        // As after a start that took an hour: the last that is known of the loop is of before.
        instance.forgive(begun - HOUR);
        instance.ping();
        long asked = System.nanoTime();
        assertThat(instance.silence(later(HOUR)))
            .isBetween(Duration.ofNanos(HOUR), Duration.ofNanos(HOUR + asked - begun)
                .plus(WHILE_NOBODY_ASKS).plusSeconds(1));
    }

    @Test
    void isNotSilentWhileItHearsWhatCameBeforeTheQuestion() throws Exception {
        CommandAddress<Ask, String> order =
            new CommandAddress<>("test.command.order", Ask.class, String.class);
        stopTurning();
        instance.ping();
        long then = later(HOUR);
        Duration before = instance.silence(then);
        kit.bus().serve(order, ask -> Future.succeededFuture("done"));
        kit.bus().request(order, new Ask(), Duration.ofSeconds(10)).await(10, SECONDS);
        assertThat(instance.silence(then)).isLessThan(before);
    }

    @Test
    void isForgivenWhenTheProcessStoodStill() {
        stopTurning();
        instance.ping();
        long after = later(HOUR);
        instance.forgive(after);
        assertThat(instance.silence(after)).isZero();
    }

    private static long later(long nanos) {
        return System.nanoTime() + nanos;
    }

    private void stopTurning() {
        own.get().runOnContext(now -> {
            try {
                turn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}

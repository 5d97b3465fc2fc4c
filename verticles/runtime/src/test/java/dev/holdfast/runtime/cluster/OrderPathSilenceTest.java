package dev.holdfast.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.runtime.health.LoopWatch;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real event loops, really blocked; the silence's own clock is moved by hand. */
class OrderPathSilenceTest {
    private static final String ORDER_PATH = "execution";
    private static final long ENOUGH = OrderPathSilence.ABANDONED.toNanos();

    private final Vertx vertx = Vertx.vertx();
    private final LoopWatch loops = new LoopWatch(Duration.ofMillis(500));
    private final OrderPathSilence silence = new OrderPathSilence("node-1", ORDER_PATH, loops);
    private final CountDownLatch release = new CountDownLatch(1);
    private Context hanging;

    @BeforeEach
    void blockTheOrderPath() {
        hanging = ((VertxInternal) vertx).createEventLoopContext();
        loops.start(vertx);
        loops.watch(ORDER_PATH, hanging);
        assertThat(silence.isKept(0)).isFalse();
        await().atMost(Duration.ofSeconds(20)).until(() -> loops.hasTurned(hanging));
        hanging.runOnContext(now -> holdUp());
        await().atMost(Duration.ofSeconds(20)).until(() -> loops.isBlocked(hanging));
        assertThat(silence.isKept(0)).isTrue();
    }

    @AfterEach
    void close() throws Exception {
        release.countDown();
        loops.stop();
        vertx.close().await(5, TimeUnit.SECONDS);
    }

    @Test
    void lastsAsLongAsTheOrderPathHangs() {
        assertThat(silence.isKept(100 * ENOUGH)).isTrue();
    }

    @Test
    void endsAtOnceWhenTheLoopTurnsAgain() {
        release.countDown();
        await().atMost(Duration.ofSeconds(20)).until(() -> !loops.isBlocked(hanging));

        assertThat(silence.isKept(1)).isFalse();
    }

    @Test
    void outlastsTheAbandoningUntilTheOthersCouldTakeTheShards() {
        loops.forget(ORDER_PATH, hanging);
        assertThat(silence.isKept(1)).isTrue();
        loops.watch(ORDER_PATH, ((VertxInternal) vertx).createEventLoopContext());

        assertThat(silence.isKept(ENOUGH - 1)).isTrue();
        assertThat(silence.isKept(ENOUGH)).isFalse();
        assertThat(silence.isKept(ENOUGH + 1)).as("the old loop hangs on").isFalse();
    }

    @Test
    void endsAsSoonAsTheNewOrderPathActs() {
        loops.forget(ORDER_PATH, hanging);
        loops.watch(ORDER_PATH, ((VertxInternal) vertx).createEventLoopContext());
        assertThat(silence.isKept(1)).isTrue();
        silence.orderPathIsLive();

        assertThat(silence.isKept(2)).isFalse();
    }

    @Test
    void isNotEndedByWhatWasLiveBeforeItHung() {
        silence.orderPathIsLive();

        assertThat(silence.isKept(1)).as("the same one still hangs").isTrue();
    }

    private void holdUp() {
        try {
            release.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.holdfast.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.runtime.health.LoopWatch.Blocked;
import io.vertx.core.Context;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real event loops, really blocked. */
class LoopWatchTest {
    private static final Duration LIMIT = Duration.ofMillis(500);

    private final Vertx vertx = Vertx.vertx();
    private final LoopWatch watch = new LoopWatch(LIMIT);
    private final List<Blocked> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile boolean spinning = true;
    private Context order;
    private Context other;

    @BeforeEach
    void watchTwoLoops() {
        order = ((VertxInternal) vertx).createEventLoopContext();
        other = ((VertxInternal) vertx).createEventLoopContext();
        watch.onBlocked(told::add);
        watch.start(vertx);
        watch.watch("execution", order);
        watch.watch("risk", other);
        await().atMost(Duration.ofSeconds(20)).until(() -> watch.hasTurned(order) && watch.hasTurned(other));
    }

    @AfterEach
    void close() throws Exception {
        release.countDown();
        spinning = false;
        watch.stop();
        vertx.close().await(5, TimeUnit.SECONDS);
    }

    @Test
    void tellsOfALoopThatDoesNotTurnWhoseItIsAndWhereItStands() {
        order.runOnContext(now -> holdUp());

        await().atMost(Duration.ofSeconds(20)).until(() -> !told.isEmpty());

        Blocked blocked = told.getFirst();
        assertThat(blocked.services()).containsExactly("execution");
        assertThat(blocked.forTime()).isGreaterThan(LIMIT.dividedBy(2));
        assertThat(blocked.where()).isNotEmpty();
        assertThat(isBlocked(watch, "execution")).isTrue();
        assertThat(watch.isBlocked(order)).isTrue();
        assertThat(isBlocked(watch, "risk")).isFalse();
        assertThat(watch.turning()).isNotNull().isNotSameAs(order);
    }

    @Test
    void givesALoopWhoseThreadRunsAllTheTimeThatAnyHas() {
        order.runOnContext(now -> {
            while (spinning) {
                Thread.onSpinWait();
            }
        });

        await().atMost(Duration.ofSeconds(20)).until(() -> !told.isEmpty());

        assertThat(told.getFirst().forTime()).isGreaterThan(LIMIT);
    }

    @Test
    void waitsLongerForALoopWhoseThreadLacksTheProcessor() {
        // As if this thread had never got a processor since the task was put on its loop.
        LoopWatch starved = new LoopWatch(LIMIT, () -> System::nanoTime);
        List<Blocked> said = new CopyOnWriteArrayList<>();
        starved.onBlocked(said::add);
        starved.start(vertx);
        starved.watch("execution", order);
        await().atMost(Duration.ofSeconds(20)).until(() -> starved.hasTurned(order));

        order.runOnContext(now -> {
            while (spinning) {
                Thread.onSpinWait();
            }
        });

        await().atMost(Duration.ofSeconds(20)).until(() -> starved.isStarved("execution"));
        await().atMost(Duration.ofSeconds(20)).until(() -> !said.isEmpty());
        assertThat(starved.isStarved("execution")).isFalse();
        starved.stop();
        assertThat(said.getFirst().forTime()).isGreaterThan(LIMIT.multipliedBy(5));
    }

    @Test
    void believesSoonerOfAThreadThatSleepsThatItsLoopDoesNotTurn() {
        Duration patient = Duration.ofSeconds(8);
        LoopWatch slow = new LoopWatch(patient);
        List<Blocked> said = new CopyOnWriteArrayList<>();
        slow.onBlocked(said::add);
        slow.start(vertx);
        slow.watch("execution", order);
        await().atMost(Duration.ofSeconds(20)).until(() -> slow.hasTurned(order));

        order.runOnContext(now -> holdUp());

        await().atMost(Duration.ofSeconds(20)).until(() -> !said.isEmpty());
        slow.stop();
        assertThat(said.getFirst().forTime()).isBetween(patient.dividedBy(2), patient);
    }

    @Test
    void judgesALoopThatWaitsForALockByWhatItsOwnerDoes() throws InterruptedException {
        Object lock = new Object();
        CountDownLatch taken = new CountDownLatch(1);
        LoopWatch starved = new LoopWatch(LIMIT, () -> System::nanoTime);
        List<Blocked> said = new CopyOnWriteArrayList<>();
        starved.onBlocked(said::add);
        starved.start(vertx);
        starved.watch("risk", order);
        starved.watch("execution", other);
        await().atMost(Duration.ofSeconds(20)).until(() -> starved.hasTurned(order)
            && starved.hasTurned(other));

        other.runOnContext(now -> {
            synchronized (lock) {
                taken.countDown();
                while (spinning) {
                    Thread.onSpinWait();
                }
            }
        });
        taken.await();
        order.runOnContext(now -> enter(lock));

        await().atMost(Duration.ofSeconds(20)).until(() -> starved.isStarved("risk"));
        await().atMost(Duration.ofSeconds(20)).until(() -> said.size() == 2);
        starved.stop();
        assertThat(said).allMatch(each -> each.forTime().compareTo(LIMIT.multipliedBy(5)) > 0);
    }

    @Test
    void tellsOnceForEachTimeAndSeesItTurnAgain() {
        order.runOnContext(now -> holdUp());
        await().atMost(Duration.ofSeconds(20)).until(() -> watch.blocked().size() == 1
            && watch.blocked().getFirst().forTime().compareTo(LIMIT.multipliedBy(3)) > 0);
        assertThat(told).hasSize(1);

        release.countDown();

        await().atMost(Duration.ofSeconds(20)).until(() -> !isBlocked(watch, "execution"));
        assertThat(watch.blocked()).isEmpty();
        assertThat(watch.takeWorstDelay()).isGreaterThan(LIMIT);
    }

    @Test
    void speaksOfTheServiceThatLivesThereNow() {
        watch.watch("execution", other);
        watch.forget("execution", order);

        order.runOnContext(now -> holdUp());

        await().atMost(Duration.ofSeconds(20)).until(() -> !told.isEmpty());
        assertThat(told.getFirst().services()).isEmpty();
        assertThat(isBlocked(watch, "execution")).isFalse();
    }

    @Test
    void knowsNoLoopOfAServiceOnWorkerThreads() {
        Context worker = ((VertxInternal) vertx).createWorkerContext();
        assertThat(worker.threadingModel()).isEqualTo(ThreadingModel.WORKER);
        watch.watch("risk", worker);

        assertThat(isBlocked(watch, "risk")).isFalse();
        assertThat(watch.isBlocked(worker)).isFalse();
    }

    @Test
    void accusesNobodyBeforeItIsStarted() {
        LoopWatch idle = new LoopWatch(Duration.ofNanos(1));
        idle.watch("execution", order);

        assertThat(isBlocked(idle, "execution")).isFalse();
        assertThat(idle.blocked()).isEmpty();
    }

    private static boolean isBlocked(LoopWatch watch, String service) {
        return watch.isBlocked(watch.contextOf(service));
    }

    private static void enter(Object lock) {
        synchronized (lock) {
            assertThat(Thread.holdsLock(lock)).isTrue();
        }
    }

    private void holdUp() {
        try {
            release.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.holdfast.runtime.guard;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.resilience.breaker.BreakerMode;
import dev.holdfast.resilience.breaker.BreakerState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GuardedCallTest {
    private static final GuardTerms TERMS = GuardTerms.of("test", 8, CallJudge.EVERY_FAILURE);
    private static Vertx vertx;
    private final AtomicLong now = new AtomicLong();
    private int begun;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() {
        vertx.close();
    }

    @Test
    void makesNoCallWhileItIsOpenAndSaysSoAtOnce() {
        GuardedCall guard = tripped(TERMS);
        int before = begun;
        Future<String> refused = guard.call(() -> counted(Future.succeededFuture("made")));
        assertThat(refused.cause()).isInstanceOf(NotAdmitted.class)
            .hasMessage("the circuit breaker test is open");
        assertThat(begun).isEqualTo(before);
    }

    @Test
    void neverHasMoreCallsUnderWayThanItsBoundHoweverManyHang() {
        GuardedCall guard = guard(TERMS);
        List<Promise<String>> hanging = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < 100_000; i++) {
            Future<String> call = guard.call(() -> {
                Promise<String> never = Promise.promise();
                hanging.add(never);
                return never.future();
            });
            refused += call.failed() ? 1 : 0;
            assertThat(guard.inFlight()).isLessThanOrEqualTo(8);
        }
        assertThat(hanging).hasSize(8);
        assertThat(refused).isEqualTo(100_000 - 8);
        assertThat(guard.snapshot().state()).as("a full guard says nothing about the called one")
            .isEqualTo(BreakerState.CLOSED);
        hanging.forEach(each -> each.complete("late"));
        assertThat(guard.inFlight()).isZero();
        assertThat(guard.call(() -> Future.succeededFuture("made")).result()).isEqualTo("made");
    }

    @Test
    void countsNoCallAnyMoreOfWhichNothingIsHeardForAMinute() {
        GuardedCall guard = guard(TERMS);
        Promise<String> abandoned = Promise.promise();
        for (int i = 0; i < 8; i++) {
            guard.call(abandoned::future);
        }
        now.addAndGet(Duration.ofSeconds(59).toNanos());
        guard.tick();
        assertThat(guard.inFlight()).isEqualTo(8);
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        guard.tick();
        assertThat(guard.inFlight()).isZero();
        guard.call(() -> Promise.<String>promise().future());
        abandoned.complete("late");
        assertThat(guard.inFlight()).as("those that were forgotten do not end again").isEqualTo(1);
    }

    @Test
    void hasNothingUnderWayOnceItIsOpenHoweverManyCome() {
        GuardedCall guard = tripped(TERMS);
        for (int i = 0; i < 100_000; i++) {
            assertThat(guard.call(() -> Promise.<String>promise().future()).failed()).isTrue();
        }
        assertThat(guard.inFlight()).isZero();
        assertThat(guard.snapshot().rejected()).isEqualTo(100_000);
    }

    @Test
    void endsACallAtItsDeadlineWhateverBecomesOfIt() throws TimeoutException {
        GuardedCall guard = guard(TERMS.within(Duration.ofMillis(20)));
        Promise<String> hanging = Promise.promise();
        Future<String> call = guard.call(hanging::future);
        assertThatThrownBy(() -> call.await(5, SECONDS)).isNotInstanceOf(TimeoutException.class);
        assertThat(guard.inFlight()).isZero();
        assertThat(guard.snapshot().failures()).isEqualTo(1);
        hanging.complete("too late");
        assertThat(guard.snapshot().calls()).isEqualTo(1);
        assertThat(call.failed()).isTrue();
    }

    @Test
    void runsTrialsOfCallsWithADeadlineAfterItWasOpen() throws TimeoutException {
        GuardedCall guard = tripped(TERMS.within(Duration.ofSeconds(5)));
        now.addAndGet(Duration.ofSeconds(30).toNanos());
        for (int i = 0; i < 3; i++) {
            assertThat(guard.call(() -> Future.succeededFuture("made")).await(5, SECONDS)).isEqualTo("made");
        }
        assertThat(guard.snapshot().state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void takesWorkThatThrowsForAFailure() {
        GuardedCall guard = guard(TERMS);
        Future<String> call = guard.call(() -> {
            throw new IllegalStateException("broken");
        });
        assertThat(call.cause()).hasMessage("broken");
        assertThat(guard.inFlight()).isZero();
        assertThat(guard.snapshot().failuresInRow()).isEqualTo(1);
    }

    @Test
    void doesSomethingElseInstead() {
        GuardedCall guard = tripped(TERMS);
        assertThat(guard.call(() -> Future.succeededFuture("made"), why -> Future.succeededFuture("instead"))
            .result()).isEqualTo("instead");
    }

    @Test
    void letsCallsWaitForATrialAndMakesThemWhenItSucceeds() throws TimeoutException {
        GuardedCall guard = tripped(TERMS.waiting(2));
        now.addAndGet(Duration.ofSeconds(30).toNanos());
        Promise<String> trial = Promise.promise();
        guard.call(trial::future);
        int before = begun;
        Future<String> second = guard.call(() -> counted(Future.succeededFuture("second")));
        Future<String> third = guard.call(() -> counted(Future.succeededFuture("third")));
        Future<String> fourth = guard.call(() -> counted(Future.succeededFuture("fourth")));
        assertThat(begun).isEqualTo(before);
        assertThat(fourth.cause()).hasMessage("the circuit breaker test waits for a trial");
        trial.complete("first");
        assertThat(second.await(5, SECONDS)).isEqualTo("second");
        assertThat(third.await(5, SECONDS)).isEqualTo("third");
        assertThat(guard.snapshot().state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void refusesThoseWhoWaitWhenTheTrialFails() {
        GuardedCall guard = tripped(TERMS.waiting(2));
        now.addAndGet(Duration.ofSeconds(30).toNanos());
        Promise<String> trial = Promise.promise();
        guard.call(trial::future);
        Future<String> waiting = guard.call(() -> counted(Future.succeededFuture("never")));
        int before = begun;
        trial.fail("still down");
        assertThatThrownBy(() -> waiting.await(5, SECONDS)).hasMessage("the circuit breaker test is open");
        assertThat(begun).isEqualTo(before);
    }

    @Test
    void refusesThoseWhoWaitForATrialOfWhichNothingIsHeard() {
        GuardedCall guard = tripped(TERMS.waiting(2));
        now.addAndGet(Duration.ofSeconds(30).toNanos());
        guard.call(() -> Promise.<String>promise().future());
        Future<String> waiting = guard.call(() -> Future.succeededFuture("never"));
        now.addAndGet(Duration.ofSeconds(30).toNanos());
        guard.tick();
        assertThatThrownBy(() -> waiting.await(5, SECONDS)).hasMessage("the circuit breaker test is open");
    }

    @Test
    void tellsEachChangeToItsListener() {
        List<String> told = new ArrayList<>();
        GuardedCall guard = new GuardedCall(vertx, TERMS, now::get,
            (of, change) -> told.add(change.from() + ">" + change.to() + " " + change.by()));
        guard.force(BreakerMode.OPEN, "alice", "a drill");
        guard.force(BreakerMode.CLOSED, "bob", "the drill is over");
        assertThat(told).containsExactly("CLOSED>OPEN alice", "OPEN>CLOSED bob");
    }

    private GuardedCall guard(GuardTerms terms) {
        return GuardedCall.alone(vertx, terms, now::get);
    }

    private GuardedCall tripped(GuardTerms terms) {
        GuardedCall guard = guard(terms);
        for (int i = 0; i < 5; i++) {
            Future<String> call = guard.call(() -> counted(Future.failedFuture("down")));
            assertThatThrownBy(() -> call.await(5, SECONDS)).hasMessage("down");
        }
        assertThat(guard.wouldPass()).isFalse();
        return guard;
    }

    private <T> Future<T> counted(Future<T> result) {
        begun++;
        return result;
    }
}

package dev.holdfast.resilience.breaker;

import static dev.holdfast.resilience.breaker.Breaker.REJECTED;
import static dev.holdfast.resilience.breaker.BreakerState.CLOSED;
import static dev.holdfast.resilience.breaker.BreakerState.HALF_OPEN;
import static dev.holdfast.resilience.breaker.BreakerState.OPEN;
import static dev.holdfast.resilience.breaker.CallResult.FAILURE;
import static dev.holdfast.resilience.breaker.CallResult.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is not the rule's to decide: an operator's hand, and the restart of what is called. */
class ForcedBreakerTest {
    private long now;
    private final Breaker breaker = new Breaker(BreakerLimits.STANDARD, now);

    @Test
    void isHeldOpenByAnOperatorForAsLongAsHeWants() {
        breaker.force(BreakerMode.OPEN, "alice", "venue maintenance", now);
        assertThat(breaker.nextChange())
            .isEqualTo(new BreakerChange(CLOSED, OPEN, "venue maintenance", "alice", now));
        pass(Duration.ofDays(1));
        assertThat(breaker.admit(now)).isEqualTo(REJECTED);
        assertThat(breaker.state()).isEqualTo(OPEN);
    }

    @Test
    void isHeldClosedByAnOperatorWhateverFails() {
        trip();
        breaker.force(BreakerMode.CLOSED, "alice", "it works, I looked", now);
        calls(100, FAILURE);
        assertThat(breaker.state()).isEqualTo(CLOSED);
        assertThat(breaker.snapshot(now).windowFailures()).isEqualTo(100);
    }

    @Test
    void beginsAnewWhenItIsGivenBackFromBeingHeldClosed() {
        breaker.force(BreakerMode.CLOSED, "alice", "a drill", now);
        long before = breaker.admit(now);
        calls(100, FAILURE);
        breaker.force(BreakerMode.AUTO, "alice", "the drill is over", now);
        breaker.settle(before, FAILURE, now);
        calls(4, FAILURE);
        assertThat(breaker.state()).isEqualTo(CLOSED);
        calls(1, FAILURE);
        assertThat(breaker.state()).isEqualTo(OPEN);
    }

    @Test
    void isOpenSinceItFirstWasWhenItIsGivenBackFromBeingHeldOpen() {
        breaker.force(BreakerMode.OPEN, "alice", "a drill", now);
        pass(Duration.ofSeconds(20));
        breaker.force(BreakerMode.AUTO, "alice", "the drill is over", now);
        assertThat(breaker.state()).isEqualTo(OPEN);
        pass(Duration.ofSeconds(10));
        assertThat(breaker.wouldAdmit(now)).isTrue();
        assertThat(breaker.state()).isEqualTo(HALF_OPEN);
    }

    @Test
    void forgetsWhatItKnewOfAProcessThatWasRestarted() {
        long early = breaker.admit(now);
        trip();
        breaker.renew("node-2 claimed a shard anew", now);
        assertThat(breaker.state()).isEqualTo(CLOSED);
        calls(4, FAILURE);
        breaker.settle(early, FAILURE, now);
        assertThat(breaker.state()).isEqualTo(CLOSED);
    }

    @Test
    void staysAsAnOperatorHoldsItWhenAProcessIsRestarted() {
        breaker.force(BreakerMode.OPEN, "alice", "do not touch", now);
        breaker.renew("node-2 claimed a shard anew", now);
        assertThat(breaker.admit(now)).isEqualTo(REJECTED);
    }

    @Test
    void triesSoonerWhatGivesASignOfLife() {
        trip();
        breaker.hear("node-2 says that it owns shard 3", now);
        assertThat(breaker.state()).isEqualTo(HALF_OPEN);
        breaker.settle(breaker.admit(now), FAILURE, now);
        assertThat(breaker.state()).isEqualTo(OPEN);
        breaker.hear("node-2 says that it owns shard 3", now);
        calls(3, SUCCESS);
        assertThat(breaker.state()).isEqualTo(CLOSED);
    }

    @Test
    void doesNotLetASignOfLifeDisturbATrialOrAnOperator() {
        trip();
        breaker.hear("node-2 says that it owns shard 3", now);
        long trial = breaker.admit(now);
        breaker.hear("node-2 says that it owns shard 3", now);
        assertThat(breaker.admit(now)).isEqualTo(REJECTED);
        breaker.settle(trial, SUCCESS, now);
        breaker.force(BreakerMode.OPEN, "alice", "do not touch", now);
        breaker.hear("node-2 says that it owns shard 3", now);
        assertThat(breaker.admit(now)).isEqualTo(REJECTED);
    }

    private void calls(int count, CallResult result) {
        for (int i = 0; i < count; i++) {
            breaker.settle(breaker.admit(now), result, now);
        }
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private void trip() {
        calls(5, FAILURE);
        assertThat(breaker.state()).isEqualTo(OPEN);
    }
}

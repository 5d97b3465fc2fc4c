package dev.holdfast.resilience.breaker;

import static dev.holdfast.resilience.breaker.Breaker.REJECTED;
import static dev.holdfast.resilience.breaker.BreakerState.CLOSED;
import static dev.holdfast.resilience.breaker.BreakerState.HALF_OPEN;
import static dev.holdfast.resilience.breaker.BreakerState.OPEN;
import static dev.holdfast.resilience.breaker.CallResult.FAILURE;
import static dev.holdfast.resilience.breaker.CallResult.NEUTRAL;
import static dev.holdfast.resilience.breaker.CallResult.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Requirement A3.2 at each of its limits. */
class BreakerTest {
    /** A clock that starts anywhere, as a monotonic one does. */
    private static final long START = -7_000_000_000L;
    private long now = START;
    private final Breaker breaker = new Breaker(BreakerLimits.STANDARD, START);

    @Test
    void opensAtTheFifthFailureInARow() {
        calls(4, FAILURE);
        assertThat(breaker.state()).isEqualTo(CLOSED);
        calls(1, FAILURE);
        assertThat(breaker.state()).isEqualTo(OPEN);
    }

    @Test
    void staysClosedWhenASuccessInterruptsTheRow() {
        calls(4, FAILURE);
        call(SUCCESS);
        calls(4, FAILURE);
        assertThat(breaker.state()).isEqualTo(CLOSED);
        call(FAILURE);
        assertThat(breaker.state()).isEqualTo(OPEN);
    }

    @Test
    void takesWhatNeverLeftForNeitherSuccessNorFailure() {
        calls(4, FAILURE);
        calls(50, NEUTRAL);
        assertThat(breaker.state()).isEqualTo(CLOSED);
        assertThat(breaker.snapshot(now).windowCalls()).isEqualTo(4);
        call(FAILURE);
        assertThat(breaker.state()).isEqualTo(OPEN);
    }

    @Test
    void staysClosedAt499Of1000AndOpensAt500Of1000() {
        for (int failures : new int[] {499, 500}) {
            Breaker mixed = new Breaker(BreakerLimits.STANDARD, START);
            // A lead of two or three successes, which is used up by the very last calls only.
            String calls = "S".repeat(502 - failures) + "SF".repeat(498) + "F".repeat(failures - 498);
            for (char call : calls.toCharArray()) {
                assertThat(mixed.state()).isEqualTo(CLOSED);
                mixed.settle(mixed.admit(now), call == 'S' ? SUCCESS : FAILURE, now);
            }
            assertThat(mixed.snapshot(now).windowCalls()).isEqualTo(1_000);
            assertThat(mixed.snapshot(now).windowFailures()).isEqualTo(failures);
            assertThat(mixed.state()).isEqualTo(failures == 500 ? OPEN : CLOSED);
        }
    }

    @Test
    void judgesNoRateOfFewerThanTenCalls() {
        call(FAILURE);
        alternate(4);
        assertThat(breaker.snapshot(now).windowCalls()).isEqualTo(9);
        assertThat(breaker.snapshot(now).windowFailures()).isEqualTo(5);
        assertThat(breaker.state()).isEqualTo(CLOSED);
    }

    @Test
    void judgesTheRateAtTheTenthCallEvenIfItSucceeds() {
        call(FAILURE);
        alternate(4);
        call(SUCCESS);
        assertThat(breaker.state()).isEqualTo(OPEN);
        assertThat(breaker.nextChange().why()).isEqualTo("5 of 10 calls failed within 30 s");
    }

    @Test
    void remembersAFailureFor29999MillisAndNotFor30000() {
        for (long age : new long[] {29_999, 30_000}) {
            Breaker aged = new Breaker(BreakerLimits.STANDARD, START);
            aged.settle(aged.admit(START), FAILURE, START);
            long later = START + Duration.ofMillis(age).toNanos();
            for (int i = 0; i < 4; i++) {
                aged.settle(aged.admit(later), SUCCESS, later);
                aged.settle(aged.admit(later), FAILURE, later);
            }
            aged.settle(aged.admit(later), SUCCESS, later);
            assertThat(aged.snapshot(later).windowCalls()).isEqualTo(age == 29_999 ? 10 : 9);
            assertThat(aged.state()).isEqualTo(age == 29_999 ? OPEN : CLOSED);
        }
    }

    @Test
    void passesNothingForThirtySeconds() {
        trip();
        pass(Duration.ofMillis(29_999));
        assertThat(breaker.wouldAdmit(now)).isFalse();
        assertThat(breaker.admit(now)).isEqualTo(REJECTED);
        assertThat(breaker.state()).isEqualTo(OPEN);
        pass(Duration.ofMillis(1));
        assertThat(breaker.wouldAdmit(now)).isTrue();
        assertThat(breaker.state()).isEqualTo(HALF_OPEN);
        assertThat(breaker.snapshot(now).rejected()).isEqualTo(1);
    }

    @Test
    void passesOneTrialAtATime() {
        halfOpen();
        long trial = breaker.admit(now);
        assertThat(trial).isNotEqualTo(REJECTED);
        assertThat(breaker.admit(now)).isEqualTo(REJECTED);
        breaker.settle(trial, SUCCESS, now);
        assertThat(breaker.admit(now)).isNotEqualTo(REJECTED);
    }

    @Test
    void closesAtTheThirdSuccessfulTrial() {
        halfOpen();
        calls(2, SUCCESS);
        assertThat(breaker.state()).isEqualTo(HALF_OPEN);
        call(SUCCESS);
        assertThat(breaker.state()).isEqualTo(CLOSED);
        assertThat(breaker.snapshot(now).windowCalls()).isZero();
    }

    @Test
    void opensAgainAtOneFailedTrialForAnotherThirtySeconds() {
        halfOpen();
        calls(2, SUCCESS);
        call(FAILURE);
        assertThat(breaker.state()).isEqualTo(OPEN);
        pass(Duration.ofMillis(29_999));
        assertThat(breaker.wouldAdmit(now)).isFalse();
        pass(Duration.ofMillis(1));
        calls(2, SUCCESS);
        assertThat(breaker.state()).as("successes of the earlier try do not count").isEqualTo(HALF_OPEN);
    }

    @Test
    void letsATrialThatNeverLeftBeFollowedByAnother() {
        halfOpen();
        call(NEUTRAL);
        assertThat(breaker.state()).isEqualTo(HALF_OPEN);
        assertThat(breaker.wouldAdmit(now)).isTrue();
    }

    @Test
    void takesATrialOfWhichNothingIsHeardForAFailure() {
        halfOpen();
        long lost = breaker.admit(now);
        pass(BreakerLimits.STANDARD.trialPatience().minusNanos(1));
        assertThat(breaker.wouldAdmit(now)).isFalse();
        breaker.advance(now);
        assertThat(breaker.state()).isEqualTo(HALF_OPEN);
        pass(Duration.ofNanos(1));
        breaker.advance(now);
        assertThat(breaker.state()).isEqualTo(OPEN);
        breaker.settle(lost, SUCCESS, now);
        assertThat(breaker.state()).isEqualTo(OPEN);
    }

    @Test
    void ignoresWhatComesBackFromBeforeItOpened() {
        long early = breaker.admit(now);
        trip();
        breaker.settle(early, SUCCESS, now);
        assertThat(breaker.state()).isEqualTo(OPEN);
        pass(Duration.ofSeconds(30));
        breaker.settle(early, FAILURE, now);
        assertThat(breaker.wouldAdmit(now)).as("a trial, and it was not one").isTrue();
        calls(2, SUCCESS);
        breaker.settle(early, SUCCESS, now);
        assertThat(breaker.state()).isEqualTo(HALF_OPEN);
        call(SUCCESS);
        breaker.settle(early, FAILURE, now);
        assertThat(breaker.snapshot(now).failuresInRow()).isZero();
    }

    @Test
    void countsATrialOnce() {
        halfOpen();
        long trial = breaker.admit(now);
        breaker.settle(trial, SUCCESS, now);
        breaker.settle(trial, SUCCESS, now);
        breaker.settle(trial, SUCCESS, now);
        assertThat(breaker.state()).isEqualTo(HALF_OPEN);
    }

    @Test
    void tellsEachChangeOnceAndWhenItWasDue() {
        trip();
        long opened = now;
        pass(Duration.ofMinutes(5));
        breaker.advance(now);
        assertThat(breaker.nextChange())
            .isEqualTo(new BreakerChange(CLOSED, OPEN, "5 failures in a row", null, opened));
        assertThat(breaker.nextChange()).isEqualTo(new BreakerChange(OPEN, HALF_OPEN, "it was open for 30 s",
            null, opened + Duration.ofSeconds(30).toNanos()));
        assertThat(breaker.nextChange()).isNull();
    }

    @Test
    void refusesLimitsThatCannotBe() {
        assertThatThrownBy(() -> limits(0, 50, Duration.ofSeconds(30)))
            .hasMessage("failuresInRow must be > 0, was 0");
        assertThatThrownBy(() -> limits(5, 101, Duration.ofSeconds(30)))
            .hasMessage("ratePercent must be 1 to 100, was 101");
        assertThatThrownBy(() -> limits(5, 50, Duration.ofSeconds(61)))
            .hasMessageContaining("window must be");
    }

    private static BreakerLimits limits(int inRow, int percent, Duration window) {
        return new BreakerLimits(inRow, percent, 10, window, Duration.ofSeconds(30), 3,
            Duration.ofSeconds(30));
    }

    private void call(CallResult result) {
        breaker.settle(breaker.admit(now), result, now);
    }

    private void calls(int count, CallResult result) {
        for (int i = 0; i < count; i++) {
            call(result);
        }
    }

    /** A success and a failure, so often. */
    private void alternate(int times) {
        for (int i = 0; i < times; i++) {
            call(SUCCESS);
            call(FAILURE);
        }
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private void trip() {
        calls(5, FAILURE);
        assertThat(breaker.state()).isEqualTo(OPEN);
    }

    private void halfOpen() {
        trip();
        pass(Duration.ofSeconds(30));
        assertThat(breaker.wouldAdmit(now)).isTrue();
    }
}

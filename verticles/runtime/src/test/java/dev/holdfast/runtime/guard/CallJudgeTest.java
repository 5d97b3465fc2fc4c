package dev.holdfast.runtime.guard;

import static dev.holdfast.resilience.breaker.CallResult.FAILURE;
import static dev.holdfast.resilience.breaker.CallResult.NEUTRAL;
import static dev.holdfast.resilience.breaker.CallResult.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.breaker.CallResult;
import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.runtime.venue.Outcome;
import dev.holdfast.runtime.venue.StatusAnswer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which failures count. */
class CallJudgeTest {
    @ParameterizedTest
    @EnumSource(Refusal.Kind.class)
    void ofANodeCountsOnlyThatItDidNotAnswerOrServe(Refusal.Kind kind) {
        CallResult expected = kind == Refusal.Kind.NO_ANSWER || kind == Refusal.Kind.NO_HANDLER
            ? FAILURE : SUCCESS;
        assertThat(CallJudge.BUS.judge(null, new Refusal(kind, "why"))).isEqualTo(expected);
    }

    @Test
    void ofANodeCountsWhatIsNoRefusalAtAll() {
        assertThat(CallJudge.BUS.judge(null, new IllegalStateException())).isEqualTo(FAILURE);
        assertThat(CallJudge.BUS.judge("reply", null)).isEqualTo(SUCCESS);
    }

    @Test
    void ofAVenueCountsThatItWasNotReachedOrDidNotAnswer() {
        assertThat(venue(new Outcome.Unknown("timeout"))).isEqualTo(FAILURE);
        assertThat(venue(new Outcome.NotSent("no connection", true))).isEqualTo(FAILURE);
        assertThat(venue(new StatusAnswer.NoAnswer("timeout"))).isEqualTo(FAILURE);
        assertThat(CallJudge.VENUE.judge(null, new IllegalStateException())).isEqualTo(FAILURE);
    }

    @Test
    void ofAVenueCountsNothingThatWeHeldBackOurselves() {
        assertThat(venue(new StatusAnswer.Withdrawn("another line was opened"))).isEqualTo(NEUTRAL);
        assertThat(CallJudge.VENUE.judge(null, new NotAdmitted("64 requests are under way")))
            .isEqualTo(NEUTRAL);
    }

    @Test
    void ofAVenueTakesARefusalForAnAnswer() {
        assertThat(venue(new Outcome.Refused(-2010, "insufficient balance"))).isEqualTo(SUCCESS);
        assertThat(venue(new Outcome.Done(List.of()))).isEqualTo(SUCCESS);
        assertThat(venue(new StatusAnswer.NotFound(Instant.EPOCH, "s"))).isEqualTo(SUCCESS);
    }

    @Test
    void ofAVenueLearnsNothingFromWhatWeHeldBack() {
        assertThat(venue(new Outcome.NotSent("trading was halted"))).isEqualTo(NEUTRAL);
    }

    private static CallResult venue(Object result) {
        return CallJudge.VENUE.judge(result, null);
    }
}

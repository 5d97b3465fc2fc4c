package dev.holdfast.binance.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.binance.net.HttpAnswer.Answered;
import dev.holdfast.runtime.venue.Outcome.Refused;
import dev.holdfast.runtime.venue.Outcome.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorRuleTest {
    private static Answered error(int status, int code) {
        return new Answered(status, -1, "{\"code\":" + code + ",\"msg\":\"words\"}");
    }

    @ParameterizedTest
    @CsvSource({"400, -1013", "400, -1021", "400, -1022", "400, -1121", "400, -2010", "400, -2011",
        "400, -2013", "401, -2015", "429, -1003", "429, -1015", "418, -1003"})
    void takesAClearWordForARefusal(int status, int code) {
        assertThat(ErrorRule.outcome(error(status, code))).isEqualTo(new Refused(code, "words"));
    }

    @ParameterizedTest
    @CsvSource({"400, -1000", "400, -1001", "400, -1006", "400, -1007", "408, -1007", "400, -1008",
        "500, -1013", "502, -2010", "503, -1007", "504, -1", "302, -1", "200, -1"})
    void takesEverythingElseForUnknown(int status, int code) {
        assertThat(ErrorRule.outcome(error(status, code))).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({"403, true", "418, true", "429, true", "400, false", "404, false", "408, false",
        "503, false"})
    void believesAnAnswerWithoutACodeOnlyIfItCannotHaveReachedTheEngine(int status, boolean refused) {
        var outcome = ErrorRule.outcome(new Answered(status, -1, "<html>"));
        assertThat(outcome instanceof Refused).isEqualTo(refused);
    }

    @Test
    void knowsNoSuchOrder() {
        assertThat(ErrorRule.isNoSuchOrder(error(400, -2013))).isTrue();
        assertThat(ErrorRule.isNoSuchOrder(error(500, -2013))).isFalse();
        assertThat(ErrorRule.isNoSuchOrder(error(400, -2011))).isFalse();
    }
}

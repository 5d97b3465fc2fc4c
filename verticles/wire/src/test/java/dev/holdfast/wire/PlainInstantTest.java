package dev.holdfast.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainInstantTest {
    private static final long YEAR_1 = -62_135_596_800L;
    private static final long YEAR_10000 = 253_402_300_800L;

    @Property
    void readsWhatTheJdkWrites(@ForAll @LongRange(min = YEAR_1, max = YEAR_10000 - 1) long second,
                               @ForAll @IntRange(max = 999_999_999) int nano) {
        Instant instant = Instant.ofEpochSecond(second, nano);
        assertThat(PlainInstant.read(instant.toString())).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-02-29T23:59:59Z", "2000-02-29T00:00:00.1Z",
        "2024-08-08T01:02:03.000000001Z",
        "0000-01-01T00:00:00Z"})
    void agreesWithTheJdk(String text) {
        assertThat(PlainInstant.read(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z", "2024-00-01T00:00:00Z",
        "2024-01-00T00:00:00Z", "2024-01-01T25:00:00Z", "2024-01-01T00:60:00Z", "2024-01-01T00:00:60Z",
        "2024-01-01T00:00:00.1234567890Z", "2024-01-01T00:00:00,5Z",
        "2024-01-01 00:00:00Z", "20x4-01-01T00:00:00Z", "2024-01-01T00:00:00"})
    void leavesEveryWrongTimeToTheJdkWhichRefusesIt(String text) {
        assertThat(PlainInstant.read(text)).isNull();
        assertThat(catchThrowable(() -> Instant.parse(text)))
            .isInstanceOf(DateTimeParseException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-01-01T24:00:00Z", "+12024-01-01T00:00:00Z", "2024-01-01T00:00:00+01:00",
        "2024-01-01t00:00:00z", "2024-01-01T00:00:00.Z"})
    void leavesEveryOtherFormToTheJdkWhichKnowsIt(String text) {
        assertThat(PlainInstant.read(text)).isNull();
        assertThat(Instant.parse(text)).isNotNull();
    }
}

package dev.holdfast.resilience.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CheckpointNameTest {
    private static final long YEAR_9999 = 253_402_300_799_000L;

    @Test
    void saysItsTime() {
        assertThat(new CheckpointName(Instant.parse("2024-08-08T10:15:30.250999Z")).text())
            .isEqualTo("checkpoint-20240808T101530.250Z");
    }

    @Test
    void isNotWhatOnlyLooksLikeOne() {
        assertThat(CheckpointName.of("checkpoint-20240808T101530.250Z.part")).isNull();
        assertThat(CheckpointName.of("checkpoint-20241308T101530.250Z")).isNull();
        assertThat(CheckpointName.of("checkpoint-")).isNull();
        assertThat(CheckpointName.of("../checkpoint-20240808T101530.250Z")).isNull();
    }

    @Test
    void isANewOneWithinTheSameMillisecondAndWhenTheClockWasSetBack() {
        CheckpointName first = new CheckpointName(Instant.ofEpochMilli(1_000));
        assertThat(CheckpointName.after(null, Instant.ofEpochMilli(1_000))).isEqualTo(first);
        assertThat(CheckpointName.after(first, Instant.ofEpochMilli(1_000)).at().toEpochMilli())
            .isEqualTo(1_001);
        assertThat(CheckpointName.after(first, Instant.ofEpochMilli(5)).at().toEpochMilli()).isEqualTo(1_001);
        assertThat(CheckpointName.after(first, Instant.ofEpochMilli(1_002)).at().toEpochMilli())
            .isEqualTo(1_002);
    }

    @Property
    void comesBackFromItsTextAndSortsAsItsTime(@ForAll @LongRange(min = 0, max = YEAR_9999) long one,
                                               @ForAll @LongRange(min = 0, max = YEAR_9999) long other) {
        CheckpointName first = new CheckpointName(Instant.ofEpochMilli(one));
        CheckpointName second = new CheckpointName(Instant.ofEpochMilli(other));
        assertThat(CheckpointName.of(first.text())).isEqualTo(first);
        assertThat(Integer.signum(first.text().compareTo(second.text()))).isEqualTo(Long.compare(one, other));
        assertThat(Integer.signum(first.compareTo(second))).isEqualTo(Long.compare(one, other));
    }
}

package dev.holdfast.resilience.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.checkpoint.CheckpointManifest.Part;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PointInTimeRuleTest {
    private static final Instant AT = Manifests.TAKEN;

    @Test
    void takesOneOfThatVeryMillisecondButNoneOfTheNext() {
        CheckpointName before = new CheckpointName(AT.minusMillis(1));
        CheckpointName same = new CheckpointName(AT);
        CheckpointName later = new CheckpointName(AT.plusMillis(1));
        assertThat(PointInTimeRule.candidates(List.of(before, later, same), AT))
            .containsExactly(same, before);
    }

    @Test
    void takesNoneThatHoldsALaterEvent() {
        assertThat(PointInTimeRule.fits(Manifests.of(asOf(AT)), AT)).isTrue();
        assertThat(PointInTimeRule.fits(Manifests.of(asOf(AT), asOf(AT.plusNanos(1))), AT)).isFalse();
    }

    private static Part asOf(Instant at) {
        return new Part("execution-0", 0, 5L, "state", 1, "sha", at, AT, null);
    }
}

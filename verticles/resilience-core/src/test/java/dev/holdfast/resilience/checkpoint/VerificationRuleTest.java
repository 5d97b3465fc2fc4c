package dev.holdfast.resilience.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.checkpoint.CheckpointManifest.Part;
import dev.holdfast.resilience.checkpoint.VerificationRule.Found;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerificationRuleTest {
    private static final Found RIGHT = new Found(10, "sha0", "state0");
    private final CheckpointManifest manifest = Manifests.of(Manifests.shard(0, 5));

    @Test
    void findsNothingWrongWithWhatWasWritten() {
        assertThat(problems(Map.of("execution-0", RIGHT))).isEmpty();
    }

    @Test
    void missesAPart() {
        assertThat(problems(Map.of())).singleElement().asString().contains("execution-0 is missing");
    }

    @Test
    void seesAByteLessAByteMoreAndAnotherByte() {
        assertThat(problems(Map.of("execution-0", new Found(9, "sha0", "state0")))).hasSize(1);
        assertThat(problems(Map.of("execution-0", new Found(11, "sha0", "state0")))).hasSize(1);
        assertThat(problems(Map.of("execution-0", new Found(10, "sha1", "state0")))).hasSize(1);
    }

    @Test
    void seesAnotherStateBehindTheSameBytes() {
        assertThat(problems(Map.of("execution-0", new Found(10, "sha0", "state1"))))
            .singleElement().asString().contains("another state");
        assertThat(problems(Map.of("execution-0", new Found(10, "sha0", null)))).hasSize(1);
    }

    @Test
    void seesAPartThatNobodyNamedAndOneThatIsNamedTwice() {
        assertThat(problems(Map.of("execution-0", RIGHT, "execution-1", RIGHT)))
            .containsExactly("execution-1 is not in the manifest");
        Part twice = Manifests.shard(0, 5);
        assertThat(VerificationRule.problems(Manifests.NAME, Manifests.of(twice, twice),
            Map.of("execution-0", RIGHT))).containsExactly("execution-0 is named twice");
    }

    @Test
    void seesThatAFileBearsTheNameOfAnother() {
        CheckpointName asked = new CheckpointName(Instant.EPOCH);
        assertThat(VerificationRule.problems(asked, manifest, Map.of("execution-0", RIGHT)))
            .containsExactly("it says that it is " + Manifests.NAME.text());
    }

    private List<String> problems(Map<String, Found> found) {
        return VerificationRule.problems(Manifests.NAME, manifest, found);
    }
}

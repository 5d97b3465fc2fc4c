package dev.holdfast.resilience.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.partition.Quorum;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeakerRuleTest {
    @Test
    void letsTheLeaderSpeak() {
        assertThat(SpeakerRule.speaker("node-1", "node-3", Quorum.MAJORITY, List.of("node-2", "node-3")))
            .isEqualTo("node-3");
    }

    @Test
    void letsOneOfThoseWhoHearEachOtherSpeakWhileNobodyLeads() {
        assertThat(SpeakerRule.speaker("node-2", null, Quorum.MAJORITY, List.of("node-1", "node-3")))
            .isEqualTo("node-1");
        assertThat(SpeakerRule.speaker("node-1", null, Quorum.MAJORITY, List.of("node-2", "node-3")))
            .isEqualTo("node-1");
    }

    @Test
    void letsANodeThatHearsNobodySpeakForItself() {
        assertThat(SpeakerRule.speaker("node-2", "node-1", Quorum.ISOLATED, List.of("node-1")))
            .isEqualTo("node-2");
    }

    @Test
    void doesNotTrustTheMinoritysIdeaOfALeader() {
        assertThat(SpeakerRule.speaker("node-3", "node-1", Quorum.MINORITY, List.of("node-4")))
            .isEqualTo("node-3");
    }
}

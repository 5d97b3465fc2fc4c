package dev.holdfast.runtime.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExistingTopicTest {
    private static final TopicSettings JOURNAL = TopicsFile.shipped().stream()
        .filter(TopicSettings::partitionsAreFixed).findFirst().orElseThrow();
    private static final TopicSettings OTHER = TopicsFile.shipped().stream()
        .filter(topic -> !topic.partitionsAreFixed() && topic.partitions() > 1).findFirst().orElseThrow();

    @Test
    void mayHaveMorePartitionsThanNeededUnlessItIsTheJournal() {
        assertThat(existing(OTHER, OTHER.partitions()).fault(OTHER)).isNull();
        assertThat(existing(OTHER, OTHER.partitions() + 1).fault(OTHER)).isNull();
        assertThat(existing(OTHER, OTHER.partitions() - 1).fault(OTHER)).contains(OTHER.name(), "needs");
        assertThat(existing(JOURNAL, 16).fault(JOURNAL)).isNull();
        assertThat(existing(JOURNAL, 17).fault(JOURNAL)).contains("17 partitions", "exactly 16");
        assertThat(existing(JOURNAL, 15).fault(JOURNAL)).contains("15 partitions", "exactly 16");
    }

    @Test
    void needsNoCorrectionWhenItIsAsWanted() {
        ExistingTopic same = existing(OTHER, OTHER.partitions());
        assertThat(same.corrections(OTHER, 1)).isEmpty();
        assertThat(same.remarks(OTHER, 1)).isEmpty();
    }

    @Test
    void isPutRightWhereASettingDiffers() {
        Map<String, String> settings = new HashMap<>(JOURNAL.kafka(1));
        settings.put("retention.ms", "1000");
        ExistingTopic shortLived = new ExistingTopic(16, 1, settings);
        assertThat(shortLived.corrections(JOURNAL, 1)).containsExactly(Map.entry("retention.ms", "-1"));
        assertThat(shortLived.remarks(JOURNAL, 1))
            .containsExactly("execution.journal.v1: retention.ms was 1000, set to -1");
    }

    @Test
    void isReportedWhenTooFewBrokersHoldIt() {
        ExistingTopic single = new ExistingTopic(16, 1, JOURNAL.kafka(3));
        assertThat(single.fault(JOURNAL)).isNull();
        assertThat(single.remarks(JOURNAL, 3)).singleElement().asString().contains("1 copies, should have 3");
    }

    private static ExistingTopic existing(TopicSettings settings, int partitions) {
        return new ExistingTopic(partitions, 1, settings.kafka(1));
    }
}

package dev.holdfast.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.runtime.stream.TopicAdmin;
import dev.holdfast.runtime.stream.TopicSettings;
import dev.holdfast.runtime.stream.TopicsFile;
import dev.holdfast.runtime.stream.TopicsNotApplied;
import dev.holdfast.testkit.FreePorts;
import dev.holdfast.testkit.KafkaFixture;
import dev.holdfast.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Here and not beside the class, because the runtime is built before the broker that this needs. */
class TopicAdminIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final List<TopicSettings> WANTED = TopicsFile.shipped();
    private final KafkaFixture kafka = KafkaFixture.fresh();

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void makesEveryTopicOnceAndFindsNothingToDoTheSecondTime() throws Exception {
        assertThat(apply()).hasSize(WANTED.size())
            .contains("execution.journal.v1: made with 16 partitions, 1 copies, kept forever");
        assertThat(apply()).isEmpty();
        try (Admin admin = admin()) {
            var made = admin.describeTopics(List.of(Topics.JOURNAL.name())).allTopicNames()
                .get(10, TimeUnit.SECONDS).get(Topics.JOURNAL.name());
            assertThat(made.partitions()).hasSize(16);
        }
    }

    @Test
    void putsARetentionRightThatSomebodyChanged() throws Exception {
        apply();
        try (Admin admin = admin()) {
            var journal = new ConfigResource(ConfigResource.Type.TOPIC, Topics.JOURNAL.name());
            admin.incrementalAlterConfigs(Map.of(journal, List.of(new AlterConfigOp(
                new ConfigEntry("retention.ms", "1000"), AlterConfigOp.OpType.SET)))).all()
                .get(10, TimeUnit.SECONDS);
        }
        // A broker answers from its own copy of the settings, which follows the controller's a moment later.
        await().atMost(SOON).untilAsserted(() -> assertThat(apply())
            .containsExactly("execution.journal.v1: retention.ms was 1000, set to -1"));
        await().atMost(SOON).untilAsserted(() -> assertThat(apply()).isEmpty());
    }

    @Test
    void refusesAJournalWithAnotherNumberOfPartitions() {
        kafka.createTopic(Topics.JOURNAL.name(), 17);
        assertThatThrownBy(this::apply).isInstanceOf(TopicsNotApplied.class)
            .hasMessageContaining("execution.journal.v1 has 17 partitions and must have exactly 16");
    }

    @Test
    void refusesTooFewPartitionsAndTakesMore() {
        kafka.createTopic(Topics.TRADES.name(), 9);
        kafka.createTopic(Topics.QUOTES.name(), 1);
        assertThatThrownBy(this::apply).isInstanceOf(TopicsNotApplied.class)
            .hasMessageContaining("market.quotes.v1 has 1 partitions and needs 4");
    }

    @Test
    void saysWhereItLookedForABrokerAndHowLong() {
        String nowhere = "127.0.0.1:" + FreePorts.one();
        assertThatThrownBy(() -> TopicAdmin.apply(nowhere, WANTED, Duration.ofMillis(500)))
            .isInstanceOf(TopicsNotApplied.class).hasMessage("no Kafka broker answered at " + nowhere
                + " within 0.5 s; start one, or correct kafka.bootstrapServers");
        assertThatThrownBy(() -> TopicAdmin.apply("nonsense", WANTED, SOON))
            .isInstanceOf(TopicsNotApplied.class).hasMessageContaining("'nonsense'");
    }

    private List<String> apply() throws TopicsNotApplied {
        return TopicAdmin.apply(kafka.bootstrap(), WANTED, SOON);
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()));
    }
}

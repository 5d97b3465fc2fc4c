package dev.holdfast.runtime.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.wire.Topic;
import dev.holdfast.wire.Topics;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TopicsFileTest {
    private static final String JOURNAL = entry("execution.journal.v1", "16", "forever", "JournalRecord");
    private static final String TRADES = entry("market.trades.v1", "4", "P7D", "Trade");
    private static final String WHOLE = "topics:\n" + JOURNAL + TRADES
        + entry("market.quotes.v1", "4", "P1D", "Quote")
        + entry("market.bars.v1", "4", "P30D", "Bar")
        + entry("signal.signals.v1", "4", "P30D", "Signal")
        + entry("risk.decisions.v1", "4", "P30D", "RiskAssessed")
        + entry("risk.peaks.v1", "1", "forever", "PeakEquity")
        + entry("cluster.leases.v1", "2", "PT1H", "LeaseRecord")
        + entry("audit.entries.v1", "1", "forever", "AuditEntry")
        + entry("failsafe.events.v1", "1", "P30D", "FailsafeEvent");

    private static String entry(String name, String partitions, String retention, String records) {
        return """
              - name: %s
                key: something
                partitions: %s
                retention: %s
                replication: auto
                owner: somebody
                records: %s
            """.formatted(name, partitions, retention, records);
    }

    @Test
    void shipsEveryTopicOfTheCodeAndNoOther() {
        assertThat(TopicsFile.shipped()).extracting(TopicSettings::name)
            .containsExactlyInAnyOrderElementsOf(Topics.all().stream().map(Topic::name).toList());
    }

    @Test
    void readsRetentionAsADurationOrForever() {
        var byName = TopicsFile.parse(WHOLE);
        assertThat(byName.get(0).retention()).isEmpty();
        assertThat(byName.get(1).retention()).isEqualTo(Optional.of(Duration.ofDays(7)));
        assertThat(byName.get(0).kafka(1)).containsEntry("retention.ms", "-1");
        assertThat(byName.get(1).kafka(1)).containsEntry("retention.ms", "604800000");
    }

    @Test
    void replicatesToThreeBrokersOrAsManyAsThereAre() {
        TopicSettings journal = TopicsFile.parse(WHOLE).getFirst();
        assertThat(journal.replicas(1)).isEqualTo(1);
        assertThat(journal.replicas(2)).isEqualTo(2);
        assertThat(journal.replicas(3)).isEqualTo(3);
        assertThat(journal.replicas(5)).isEqualTo(3);
        assertThat(journal.kafka(2)).containsEntry("min.insync.replicas", "1");
        assertThat(journal.kafka(3)).containsEntry("min.insync.replicas", "2")
            .containsEntry("unclean.leader.election.enable", "false")
            .containsEntry("cleanup.policy", "delete");
    }

    @Test
    void takesAnExplicitReplicationAndCleanup() {
        String compacted = TRADES.replace("replication: auto", "replication: 2\n    cleanup: compact");
        TopicSettings trades = TopicsFile.parse(WHOLE.replace(TRADES, compacted)).get(1);
        assertThat(trades.replicas(5)).isEqualTo(2);
        assertThat(trades.kafka(5)).containsEntry("cleanup.policy", "compact");
    }

    @Test
    void refusesAFileThatLacksATopic() {
        refused(WHOLE.replace(TRADES, ""), "market.trades.v1 is missing");
    }

    @Test
    void refusesATopicThatNothingWrites() {
        refused(WHOLE + entry("market.rumours.v1", "1", "P1D", "Rumour"),
            "nothing writes [market.rumours.v1]");
    }

    @Test
    void refusesATopicNamedTwice() {
        refused(WHOLE + TRADES, "market.trades.v1 stands there twice");
    }

    @Test
    void refusesANameThatIsNotContextPluralAndVersion() {
        refused(WHOLE.replace("market.trades.v1", "market.trades"), "<context>.<plural>.v<major>");
        refused(WHOLE.replace("market.trades.v1", "Market.trades.v1"), "was 'Market.trades.v1'");
        refused(WHOLE.replace("market.trades.v1", "market.trades.v0"), "was 'market.trades.v0'");
    }

    @Test
    void refusesTheWrongRecordType() {
        refused(WHOLE.replace("records: Trade", "records: Quote"), "records must be Trade, was Quote");
    }

    @Test
    void refusesAJournalThatLosesOrMovesRecords() {
        refused(WHOLE.replace(JOURNAL, JOURNAL.replace("16", "15")), "partitions must be 16, one a shard");
        refused(WHOLE.replace(JOURNAL, JOURNAL.replace("forever", "P30D")), "the journal is kept whole");
        refused(WHOLE.replace(JOURNAL, JOURNAL + "    cleanup: compact\n"), "the journal is kept whole");
    }

    @Test
    void refusesValuesThatAreNotWhatTheyShouldBe() {
        refused(trades("partitions: 4", "partitions: 0"),
            "partitions must be a number from 1 to 1000, was 0");
        refused(trades("partitions: 4", "partitions: four"), "was four");
        refused(trades("retention: P7D", "retention: 7 days"), "ISO-8601 duration such as P7D, or 'forever'");
        refused(trades("retention: P7D", "retention: PT0S"), "retention must be above zero");
        refused(trades("replication: auto", "replication: 9"), "replication must be a number from 1 to 5");
        refused(trades("owner: somebody", "owner: somebody\n    partitons: 3"),
            "unknown setting 'partitons'");
        refused(trades("owner: somebody", "owner: ''"), "owner must be a text");
        refused(trades("owner: somebody", "owner: x\n    cleanup: burn"),
            "cleanup must be delete or compact");
    }

    @Test
    void refusesWhatIsNoListOfTopics() {
        refused("", "one list, 'topics'");
        refused("topics: 7", "one list, 'topics'");
        refused("topics:\n  - trades\n", "expected a topic, got 'trades'");
        refused("topics: [", "not YAML");
        refused(trades("owner: somebody", "owner: a\n    owner: b"), "duplicate key owner");
    }

    private static String trades(String from, String to) {
        return WHOLE.replace(TRADES, TRADES.replace(from, to));
    }

    private static void refused(String yaml, String why) {
        assertThatThrownBy(() -> TopicsFile.parse(yaml)).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(why);
    }
}

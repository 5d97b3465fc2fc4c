package dev.holdfast.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.wire.journal.LogIdentity;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogCheckTest {
    private static final LogIdentity LOG = new LogIdentity("t", 16);
    private final Map<String, String> settings = new HashMap<>(Map.of("cleanup.policy", "delete",
        "retention.ms", "-1", "retention.bytes", "-1", "unclean.leader.election.enable", "false",
        "min.insync.replicas", "2"));

    @Test
    void trustsThreeCopiesOfWhichTwoMustAnswer() {
        assertThat(LogCheck.of(LOG, 3, settings::get).isDurable()).isTrue();
    }

    @Test
    void saysThatOneBrokerIsNotDurableAgainstPowerLoss() {
        assertThat(LogCheck.of(LOG, 1, settings::get).faults())
            .containsExactly("it has 1 copy, 3 are needed: not durable against power loss");
        assertThat(LogCheck.of(LOG, 2, settings::get).isDurable()).isFalse();
    }

    @Test
    void findsEverySettingThatLosesRecords() {
        settings.putAll(Map.of("cleanup.policy", "compact", "retention.ms", "604800000", "retention.bytes",
            "1000", "unclean.leader.election.enable", "true", "min.insync.replicas", "1"));
        assertThat(LogCheck.of(LOG, 3, settings::get).faults()).containsExactly(
            "cleanup.policy is compact, must be delete", "retention.ms is 604800000, must be -1",
            "retention.bytes is 1000, must be -1", "unclean.leader.election.enable is true, must be false",
            "min.insync.replicas is 1, at least 2 are needed");
    }

    @Test
    void refusesAnotherNumberOfPartitions() {
        assertThat(LogCheck.of(new LogIdentity("t", 15), 3, settings::get).faults())
            .containsExactly("it has 15 partitions, one a shard would be 16");
    }
}

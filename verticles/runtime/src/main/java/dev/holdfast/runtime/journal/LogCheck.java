package dev.holdfast.runtime.journal;

import dev.holdfast.runtime.stream.TopicsFile;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.journal.LogIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Whether the journal can be trusted with real money, looked at when a node starts (ownership rule 23): what
 * {@link TopicsFile} wants is put right before, but copies depend on the brokers and another tool may have
 * changed the rest.
 *
 * @param identity which log it is
 * @param faults   what makes it lose records, in words for a person; empty if it is durable
 */
public record LogCheck(LogIdentity identity, List<String> faults) {
    private static final Duration ASK = Duration.ofSeconds(10);
    private static final int COPIES = 3;

    public LogCheck {
        faults = List.copyOf(faults);
    }

    /** True if no single broker's loss, nor a power cut, loses an acknowledged record. */
    public boolean isDurable() {
        return faults.isEmpty();
    }

    /**
     * Looks; blocks until the broker answers.
     *
     * @throws IllegalStateException if it does not within ten seconds each time, or knows no journal
     */
    public static LogCheck of(String bootstrapServers) throws InterruptedException {
        String journal = Topics.JOURNAL.name();
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, journal);
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers))) {
            TopicDescription found = admin.describeTopics(List.of(journal)).allTopicNames()
                .get(ASK.toMillis(), TimeUnit.MILLISECONDS).get(journal);
            Config settings = admin.describeConfigs(List.of(topic)).all()
                .get(ASK.toMillis(), TimeUnit.MILLISECONDS).get(topic);
            int copies = found.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0);
            return of(new LogIdentity(found.topicId().toString(), found.partitions().size()), copies,
                name -> settings.get(name) == null ? null : settings.get(name).value());
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker does not describe " + journal + ": "
                + (e.getCause() == null ? e : e.getCause()), e);
        }
    }

    /** Judges what was found. */
    static LogCheck of(LogIdentity identity, int copies,
                       UnaryOperator<String> setting) {
        List<String> faults = new ArrayList<>();
        if (identity.partitions() != ShardId.COUNT) {
            faults.add("it has " + identity.partitions() + " partitions, one a shard would be "
                + ShardId.COUNT);
        }
        if (copies < COPIES) {
            faults.add("it has " + copies + (copies == 1 ? " copy" : " copies") + ", " + COPIES
                + " are needed: not durable against power loss");
        }
        expect(faults, setting, "cleanup.policy", "delete");
        expect(faults, setting, "retention.ms", "-1");
        expect(faults, setting, "retention.bytes", "-1");
        expect(faults, setting, "unclean.leader.election.enable", "false");
        if (copies >= COPIES) {
            String inSync = setting.apply("min.insync.replicas");
            if (inSync == null || Integer.parseInt(inSync) < 2) {
                faults.add("min.insync.replicas is " + inSync + ", at least 2 are needed");
            }
        }
        return new LogCheck(identity, faults);
    }

    private static void expect(List<String> faults, UnaryOperator<String> setting,
                               String name, String wanted) {
        String found = setting.apply(name);
        if (!wanted.equals(found)) {
            faults.add(name + " is " + found + ", must be " + wanted);
        }
    }
}

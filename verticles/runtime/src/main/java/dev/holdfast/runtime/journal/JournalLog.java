package dev.holdfast.runtime.journal;

import dev.holdfast.wire.Topics;
import dev.holdfast.wire.journal.LogIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;

/** Asks the broker which log the journal is (ownership rule 23). */
public final class JournalLog {
    private static final Duration ASK = Duration.ofSeconds(10);

    private JournalLog() {
    }

    /**
     * Blocks until the broker answers.
     *
     * @throws IllegalStateException if it does not within ten seconds, or knows no journal
     */
    public static LogIdentity identity(String bootstrapServers) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers))) {
            TopicDescription journal = admin.describeTopics(List.of(Topics.JOURNAL.name())).allTopicNames()
                .get(ASK.toMillis(), TimeUnit.MILLISECONDS).get(Topics.JOURNAL.name());
            return new LogIdentity(journal.topicId().toString(), journal.partitions().size());
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker does not describe " + Topics.JOURNAL.name() + ": "
                + (e.getCause() == null ? e : e.getCause()), e);
        }
    }
}

package dev.holdfast.runtime.journal;

import dev.holdfast.resilience.checkpoint.AdmissionRule.Log;
import dev.holdfast.runtime.stream.TopicBounds;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.journal.LogIdentity;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** From where to where the journal goes now: what a snapshot is held against (ownership rule 24). */
public final class LogBounds {
    private static final Duration ASK = Duration.ofSeconds(10);

    private LogBounds() {
    }

    /**
     * Asks; blocks until the broker answers.
     *
     * @throws IllegalStateException if it does not within ten seconds each time
     */
    public static Log of(String bootstrapServers, LogIdentity log) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers))) {
            return new Log(log.topicId(), new TopicBounds(admin, ASK).of(Topics.JOURNAL.name()));
        }
    }
}

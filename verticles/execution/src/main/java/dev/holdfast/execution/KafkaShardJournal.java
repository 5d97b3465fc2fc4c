package dev.holdfast.execution;

import dev.holdfast.execution.shard.ShardJournal;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.journal.JournalWriter;
import dev.holdfast.runtime.journal.KafkaJournalWriter;
import dev.holdfast.runtime.stream.StreamTail;
import dev.holdfast.runtime.stream.TailPace;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.journal.LogIdentity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;

/** The journal in Kafka, with the tail that feeds the order path. */
final class KafkaShardJournal implements ShardJournal {
    private final Vertx vertx;
    private final String bootstrap;
    private final LogIdentity identity;
    private final StreamTail<JournalRecord> tail;

    KafkaShardJournal(Vertx vertx, String bootstrap, LogIdentity identity,
                      StreamTail.Listener<JournalRecord> listener) {
        this.vertx = vertx;
        this.bootstrap = bootstrap;
        this.identity = identity;
        this.tail = new StreamTail<>(vertx, bootstrap, Topics.JOURNAL, TailPace.PROMPT, listener);
    }

    void start(Map<Integer, StreamTail.Point> from) {
        tail.startAt(from);
    }

    void stop() {
        tail.stop();
    }

    @Override
    public JournalWriter open(NodeIdentity writer) {
        return new KafkaJournalWriter(vertx, bootstrap, writer);
    }

    @Override
    public Future<Map<Integer, Long>> endOffsets() {
        return tail.endOffsets();
    }

    @Override
    public LogIdentity identity() {
        return identity;
    }
}

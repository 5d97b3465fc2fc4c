package dev.holdfast.persistence;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.testkit.KafkaFixture;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.Topic;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import dev.holdfast.wire.journal.JournalRecord.ShardClaimed;
import dev.holdfast.wire.journal.LogIdentity;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes to the topics as their owners would. Each has a broker of its own, with empty topics. */
final class TestStreams implements AutoCloseable {
    final KafkaFixture kafka = KafkaFixture.fresh();
    private final KafkaProducer<String, byte[]> producer;
    private ClaimId claim;
    private long seq;

    TestStreams() {
        kafka.createTopic(Topics.JOURNAL.name(), 16);
        kafka.createTopic(Topics.AUDIT.name(), 1);
        kafka.createTopic(Topics.BARS.name(), 4);
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", kafka.bootstrap(), "acks", "all",
            "linger.ms", "5"), new StringSerializer(), new ByteArraySerializer());
    }

    /** Takes the shard of {@link Days#ACCOUNT}; what follows is written under this claim. */
    void claim(String node) throws Exception {
        long offset = journal(new ShardClaimed(claim, node, "i-" + node,
            new LogIdentity("t", 16), Days.START));
        claim = new ClaimId(offset, node, "i-" + node);
        seq = 0;
    }

    ClaimId currentClaim() {
        return claim;
    }

    /** Writes decisions, in order, and waits until the last is durable. */
    void decide(List<List<DeskEvent>> decisions) {
        for (List<DeskEvent> events : decisions) {
            producer.send(record(new DecisionMade(claim, seq++, events)));
        }
        producer.flush();
    }

    /** Writes one record to the shard's partition; its offset. */
    long journal(JournalRecord record) throws Exception {
        return producer.send(record(record)).get().offset();
    }

    <T> void write(Topic<T> topic, T value) throws Exception {
        producer.send(new ProducerRecord<>(topic.name(), 0, "key", Json.bytes(value))).get();
    }

    @Override
    public void close() {
        producer.close();
        kafka.close();
    }

    private static ProducerRecord<String, byte[]> record(JournalRecord record) {
        return new ProducerRecord<>(Topics.JOURNAL.name(), Days.SHARD.number(), Days.ACCOUNT.name(),
            Json.bytes(record));
    }
}

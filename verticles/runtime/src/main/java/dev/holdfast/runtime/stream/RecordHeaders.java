package dev.holdfast.runtime.stream;

import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.wire.Headers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The headers that every record of ours carries; the same on the bus (see {@link Headers}). */
public final class RecordHeaders {
    private RecordHeaders() {
    }

    /** Adds who says it, when, and what it is. */
    public static void add(ProducerRecord<String, byte[]> out, NodeIdentity source, Object body) {
        add(out, Headers.MESSAGE_ID, UUID.randomUUID().toString());
        add(out, Headers.SOURCE, source.name());
        add(out, Headers.SENT_AT, Long.toString(source.clock().millis()));
        add(out, Headers.SCHEMA, body.getClass().getSimpleName());
    }

    /** Adds one more. */
    public static void add(ProducerRecord<String, byte[]> out, String name, String value) {
        out.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}

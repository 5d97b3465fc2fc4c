package dev.holdfast.portfolio.stream;

import dev.holdfast.portfolio.stream.ClientQueue.Verdict;
import dev.holdfast.portfolio.stream.EventRing.Numbered;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** One open connection of the stream. */
final class StreamClient {
    /** Bytes the connection may hold before it counts as full. */
    private static final int WRITE_QUEUE_BYTES = 256 * 1024;
    /** Has no id: to resume, the id of the event before it still counts. */
    private static final byte[] RESET = "event: reset\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8);

    private final HttpServerResponse response;
    private final Set<EventKind> topics;
    private final BooleanSupplier mayStay;
    private final ClientQueue queue = new ClientQueue();

    /**
     * Takes over a response whose head is written.
     *
     * @param topics  what it wants to hear
     * @param mayStay false once its session has ended
     */
    StreamClient(HttpServerResponse response, Set<EventKind> topics, BooleanSupplier mayStay) {
        this.response = response;
        this.topics = topics;
        this.mayStay = mayStay;
        response.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
        response.drainHandler(drained -> flush());
    }

    /** SEND if the client does not want it: there is nothing to count. */
    Verdict offer(Numbered event) {
        if (!topics.contains(event.kind()) && event.kind() != EventKind.RESET) {
            return Verdict.SEND;
        }
        Verdict verdict = queue.offer(event, response.writeQueueFull());
        if (verdict == Verdict.SEND) {
            write(event.frame());
        }
        return verdict;
    }

    /** Writes past the queue: the stream's own words, and the past that a resumed client asked for. */
    void write(byte[] frame) {
        response.write(Buffer.buffer(frame));
    }

    /** Tells the client to load everything anew. */
    void reset() {
        write(RESET);
    }

    boolean wants(EventKind kind) {
        return topics.contains(kind);
    }

    boolean mayStay() {
        return mayStay.getAsBoolean() && !response.closed();
    }

    /** Full for the whole time between two heartbeats: even those are not read any more. */
    boolean isFull() {
        return response.writeQueueFull();
    }

    void close() {
        response.reset();
    }

    private void flush() {
        while (!response.writeQueueFull()) {
            Numbered next = queue.poll();
            if (next == null) {
                closeTheHole();
                return;
            }
            write(next.frame());
        }
    }

    private void closeTheHole() {
        if (queue.takeMissedCandle() && wants(EventKind.CANDLE)) {
            reset();
        }
    }
}

package dev.holdfast.node.drill;

import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.wire.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Every answer that the load got, one JSON object a line: what the journal must agree with afterwards. */
final class ReplyLog implements AutoCloseable {
    private final BufferedWriter file;
    private final Consumer<OrderReply> also;
    private final Map<ClOrdId, OrderStatus> durable = new ConcurrentHashMap<>();

    /**
     * One answer.
     *
     * @param status  the order's status at that time; null if the command was refused
     * @param refusal why the command was not answered with a durable reply; null otherwise
     */
    record Line(Instant at, String command, ClOrdId clOrdId, OrderStatus status, String problem,
                boolean duplicate, String refusal) {
    }

    /**
     * Opens the file.
     *
     * @param also hears every durable reply
     */
    ReplyLog(Path path, Consumer<OrderReply> also) throws IOException {
        this.also = also;
        this.file = Files.newBufferedWriter(path);
    }

    void replied(String command, OrderReply reply) {
        if (reply.status() != null) {
            durable.put(reply.clOrdId(), reply.status());
            also.accept(reply);
        }
        write(new Line(Instant.now(), command, reply.clOrdId(), reply.status(), reply.problem(),
            reply.duplicate(), null));
    }

    void refused(String command, ClOrdId id, String why) {
        write(new Line(Instant.now(), command, id, null, null, false, why));
    }

    /** The orders that somebody was told exist, each with the status told last. */
    Map<ClOrdId, OrderStatus> durable() {
        return Map.copyOf(durable);
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }

    private synchronized void write(Line line) {
        try {
            file.write(Json.text(line));
            file.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

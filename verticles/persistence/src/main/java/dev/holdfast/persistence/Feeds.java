package dev.holdfast.persistence;

import dev.holdfast.runtime.journal.JournalReader;
import dev.holdfast.runtime.journal.ShardPosition;
import dev.holdfast.runtime.stream.StreamTail;
import dev.holdfast.runtime.stream.TailPace;
import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.message.AuditEntry;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The three topics that are stored, read together and stopped together. Readers that were stopped may still
 * hand over what they had read; nothing of it is heard any more. Lives on one Vert.x context.
 */
final class Feeds {
    private final JournalReader journal;
    private final StreamTail<AuditEntry> audit;
    private final StreamTail<Bar> bars;
    private boolean open = true;

    /** Hears what is to be stored, each partition in its order. */
    interface Listener {
        void onDecision(ShardId shard, List<DeskEvent> events, ShardPosition position);

        void onAuditEntry(int partition, long offset, AuditEntry entry);

        void onMinuteBar(int partition, long offset, Bar bar);

        /** The journal's past is folded. */
        void onCaughtUp();

        /** A reader broke; nothing more comes from it. */
        void onBroken(Throwable cause);
    }

    Feeds(Vertx vertx, String bootstrap, Listener listener) {
        journal = new JournalReader(vertx, bootstrap, TailPace.GATHERED, new JournalReader.Listener() {
            @Override
            public void onDecision(ShardId shard, List<DeskEvent> events, ShardPosition position) {
                whileOpen(() -> listener.onDecision(shard, events, position));
            }

            @Override
            public void onCaughtUp() {
                whileOpen(listener::onCaughtUp);
            }

            @Override
            public void onBroken(Throwable cause) {
                whileOpen(() -> listener.onBroken(cause));
            }
        });
        audit = new StreamTail<>(vertx, bootstrap, Topics.AUDIT,
            new Ear<>(listener::onAuditEntry, listener::onBroken));
        bars = new StreamTail<>(vertx, bootstrap, Topics.BARS, new Ear<>((partition, offset, bar) -> {
            if (bar.interval() == BarInterval.MINUTE) {
                listener.onMinuteBar(partition, offset, bar);
            }
        }, listener::onBroken));
    }

    /** Begins at the given places; what is not named begins at its beginning. */
    void start(Map<ShardId, ShardPosition> shards, Map<Integer, Long> auditOffsets,
               Map<Integer, Long> barOffsets) {
        journal.start(shards);
        audit.start(auditOffsets);
        bars.start(barOffsets);
    }

    void stop() {
        open = false;
        journal.stop();
        audit.stop();
        bars.stop();
    }

    /** Records that could not be understood and were passed over. */
    long malformed() {
        return audit.malformedRecords() + bars.malformedRecords();
    }

    private void whileOpen(Runnable hear) {
        if (open) {
            hear.run();
        }
    }

    /** Takes one record of a stream. */
    @FunctionalInterface
    private interface RecordHandler<T> {
        void handle(int partition, long offset, T record);
    }

    /** Hears one stream, while this is open. When it is caught up matters to nobody. */
    private final class Ear<T> implements StreamTail.Listener<T> {
        private final RecordHandler<T> records;
        private final Consumer<Throwable> broken;

        Ear(RecordHandler<T> records, Consumer<Throwable> broken) {
            this.records = records;
            this.broken = broken;
        }

        @Override
        public void onRecord(int partition, long offset, T record) {
            whileOpen(() -> records.handle(partition, offset, record));
        }

        @Override
        public void onCaughtUp() {
        }

        @Override
        public void onBroken(Throwable cause) {
            whileOpen(() -> broken.accept(cause));
        }
    }
}

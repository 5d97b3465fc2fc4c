package dev.holdfast.runtime.journal;

import dev.holdfast.resilience.lease.ClaimFold;
import dev.holdfast.runtime.stream.StreamTail;
import dev.holdfast.runtime.stream.TailPace;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.journal.JournalFilter;
import dev.holdfast.wire.journal.JournalRecord;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the journal for those who only watch: views, risk, persistence. Void records, of a deposed owner or
 * with a hole before them, are passed over as every reader must (ownership rule 2). Views fed from here can
 * be behind the journal, never ahead of it (invariant 18).
 */
public final class JournalReader {
    private static final Logger LOG = LoggerFactory.getLogger(JournalReader.class);

    private final Listener listener;
    private final Map<Integer, JournalFilter> filters = new HashMap<>();
    private final Map<Integer, Long> nextOffsets = new HashMap<>();
    private final StreamTail<JournalRecord> tail;
    private boolean broken;

    /** Hears the valid decisions of all shards, each shard in its order. */
    public interface Listener {
        /**
         * One decision, whole.
         *
         * @param position the shard after it: store it together with what the events changed
         */
        void onDecision(ShardId shard, List<DeskEvent> events, ShardPosition position);

        /** The past is folded; from here on it is the present. Called once. */
        void onCaughtUp();

        /** Reading broke off for good: the fold is not live any longer. The log has the cause. */
        void onBroken(Throwable cause);
    }

    /** Must be made on the context that will hear it. */
    public JournalReader(Vertx vertx, String bootstrap, TailPace pace, Listener listener) {
        this.listener = listener;
        this.tail = new StreamTail<>(vertx, bootstrap, Topics.JOURNAL, pace, new StreamTail.Listener<>() {
            @Override
            public void onRecord(int partition, long offset, JournalRecord record) {
                fold(partition, offset, record);
            }

            @Override
            public void onCaughtUp() {
                listener.onCaughtUp();
            }

            @Override
            public void onBroken(Throwable cause) {
                listener.onBroken(cause);
            }
        });
    }

    /** Begins after the given positions; a shard that is not named begins at its beginning. */
    public void start(Map<ShardId, ShardPosition> from) {
        Map<Integer, Long> offsets = new HashMap<>();
        from.forEach((shard, position) -> {
            offsets.put(shard.number(), position.nextOffset());
            nextOffsets.put(shard.number(), position.nextOffset());
            filters.put(shard.number(), new JournalFilter(position.claim(), position.nextSeq()));
        });
        tail.start(offsets);
    }

    public void stop() {
        tail.stop();
    }

    /** Where the fold of a shard stands. */
    public ShardPosition position(ShardId shard) {
        ClaimFold claims = filter(shard.number()).claims();
        long next = nextOffsets.getOrDefault(shard.number(), 0L);
        return new ShardPosition(next, claims.current(), claims.nextSeq());
    }

    /** Where each shard's journal ends, asked of the broker after this call. */
    public Future<Map<Integer, Long>> ends() {
        return tail.endOffsets();
    }

    /** Records before the given ends that were not read yet. */
    public long behind(Map<Integer, Long> ends) {
        return ends.entrySet().stream().mapToLong(end ->
            Math.max(0, end.getValue() - nextOffsets.getOrDefault(end.getKey(), 0L))).sum();
    }

    /** Records of all shards that counted for nobody. */
    public long voidRecords() {
        return filters.values().stream().mapToLong(filter -> filter.claims().voidRecords()).sum();
    }

    private void fold(int partition, long offset, JournalRecord record) {
        nextOffsets.put(partition, offset + 1);
        List<DeskEvent> events = filter(partition).take(offset, record);
        if (!events.isEmpty()) {
            hear(new ShardId(partition), events);
        }
    }

    /** A listener that failed on a decision has a wrong fold: it must not be fed on as if it were right. */
    private void hear(ShardId shard, List<DeskEvent> events) {
        if (broken) {
            return;
        }
        try {
            listener.onDecision(shard, events, position(shard));
        } catch (RuntimeException e) {
            LOG.error("a reader of the journal failed at {} of shard {}", position(shard), shard, e);
            broken = true;
            tail.stop();
            listener.onBroken(e);
        }
    }

    private JournalFilter filter(int partition) {
        return filters.computeIfAbsent(partition, absent -> new JournalFilter());
    }
}

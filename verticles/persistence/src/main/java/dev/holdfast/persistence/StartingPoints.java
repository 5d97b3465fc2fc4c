package dev.holdfast.persistence;

import dev.holdfast.persistence.db.DatabaseProblem;
import dev.holdfast.persistence.store.StoredState;
import dev.holdfast.persistence.store.StreamPartition;
import dev.holdfast.resilience.checkpoint.AdmissionRule.Bounds;
import dev.holdfast.wire.Topics;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;

/** Where reading goes on, from what is stored and what the broker still has. */
final class StartingPoints {
    private final StreamBounds bounds;
    private final String database;

    StartingPoints(StreamBounds bounds, String database) {
        this.bounds = bounds;
        this.database = database;
    }

    /**
     * Next offsets of the topics other than the journal. Fails with a lasting {@link DatabaseProblem} if the
     * database knows more of the journal or the audit topic than there is: it belongs to another broker, and
     * to go on would mix two histories.
     */
    Future<Map<StreamPartition, Long>> after(StoredState stored) {
        String bars = Topics.BARS.name();
        return bounds.of(Topics.JOURNAL.name())
            .compose(journal -> bounds.of(Topics.AUDIT.name()).map(audit -> {
                requireSameHistory(stored, journal, audit);
                return null;
            }))
            .compose(same -> bounds.of(bars).map(kept -> {
                Map<StreamPartition, Long> offsets = new HashMap<>(stored.streams());
                // What a retention overtook while nobody read is gone and must not stop the rest.
                kept.forEach((number, span) -> offsets.compute(new StreamPartition(bars, number),
                    (at, next) -> next == null ? span.begin()
                        : Math.min(Math.max(next, span.begin()), span.end())));
                return offsets;
            }));
    }

    private void requireSameHistory(StoredState stored, Map<Integer, Bounds> journal,
                                    Map<Integer, Bounds> audit) {
        stored.fold().positions().forEach((shard, position) ->
            requireAtMost(Topics.JOURNAL.name(), shard.number(), position.nextOffset(), journal));
        stored.streams().forEach((stream, next) -> {
            if (stream.topic().equals(Topics.AUDIT.name())) {
                requireAtMost(stream.topic(), stream.partition(), next, audit);
            }
        });
    }

    private void requireAtMost(String topic, int partition, long stored, Map<Integer, Bounds> bounds) {
        Bounds known = bounds.get(partition);
        long end = known == null ? 0 : known.end();
        if (stored > end) {
            throw new DatabaseProblem("database " + database + " has " + topic + "-" + partition
                + " up to offset " + stored + ", the broker only up to " + end + ": they do not belong "
                + "together; restore the broker's data, or set database.url to another database", true, null);
        }
    }
}

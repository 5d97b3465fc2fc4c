package dev.holdfast.persistence;

import dev.holdfast.persistence.db.DatabaseProblem;
import dev.holdfast.persistence.store.StoredState;
import dev.holdfast.persistence.store.StreamPartition;
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
        return bounds.ends(Topics.JOURNAL.name())
            .compose(journal -> bounds.ends(Topics.AUDIT.name()).map(audit -> {
                requireSameHistory(stored, journal, audit);
                return null;
            }))
            .compose(same -> bounds.beginnings(bars))
            .compose(first -> bounds.ends(bars).map(end -> {
                Map<StreamPartition, Long> offsets = new HashMap<>(stored.streams());
                // What a retention overtook while nobody read is gone and must not stop the rest.
                first.forEach((number, from) -> offsets.compute(new StreamPartition(bars, number),
                    (at, next) -> next == null ? from : Math.min(Math.max(next, from), end.get(number))));
                return offsets;
            }));
    }

    private void requireSameHistory(StoredState stored, Map<Integer, Long> journal,
                                    Map<Integer, Long> audit) {
        stored.fold().positions().forEach((shard, position) ->
            requireAtMost(Topics.JOURNAL.name(), shard.number(), position.nextOffset(), journal));
        stored.streams().forEach((stream, next) -> {
            if (stream.topic().equals(Topics.AUDIT.name())) {
                requireAtMost(stream.topic(), stream.partition(), next, audit);
            }
        });
    }

    private void requireAtMost(String topic, int partition, long stored, Map<Integer, Long> ends) {
        long end = ends.getOrDefault(partition, 0L);
        if (stored > end) {
            throw new DatabaseProblem("database " + database + " has " + topic + "-" + partition
                + " up to offset " + stored + ", the broker only up to " + end + ": they do not belong "
                + "together; restore the broker's data, or set database.url to another database", true, null);
        }
    }
}

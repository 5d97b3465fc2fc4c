package dev.holdfast.persistence.store;

import dev.holdfast.persistence.audit.AuditChain;
import dev.holdfast.persistence.audit.AuditChain.Link;
import dev.holdfast.persistence.fold.FoldedDecision;
import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.runtime.journal.ShardPosition;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.message.AuditEntry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes batches, one at a time, each in one transaction together with the positions it comes from. Every
 * position is moved by compare-and-set, so of two writers, or of a write and its repetition, only one can
 * succeed: rows are neither lost nor doubled, whatever crashes when.
 */
public final class BatchWriter {
    private static final String MOVE_SHARD = "UPDATE shard_positions SET next_offset = #{next_offset}, "
        + "claim_offset = #{claim_offset}, claim_node = #{claim_node}, "
        + "claim_incarnation = #{claim_incarnation}, next_seq = #{next_seq}, shard_state = #{shard_state}, "
        + "last_event_at = #{last_event_at}, parked_reports = #{parked_reports}, standing = #{standing} "
        + "WHERE shard = #{shard} AND next_offset = #{expected}";
    private static final String NEW_STREAM =
        Statement.insert("stream_positions", "topic", "topic_partition", "next_offset");
    private static final String MOVE_STREAM = "UPDATE stream_positions SET next_offset = #{next_offset} "
        + "WHERE topic = #{topic} AND topic_partition = #{topic_partition} AND next_offset = #{expected}";
    private static final String MOVE_HEAD = "UPDATE audit_head SET seq = #{seq}, hash = #{hash} "
        + "WHERE id = 1 AND seq = #{expected_seq} AND hash = #{expected_hash}";
    private static final String LINK = Statement.insert("audit_trail", "seq", "entry_id", "at", "actor",
        "action", "subject", "result", "detail", "previous_hash", "hash");
    private static final String KNOWN = "SELECT seq FROM audit_trail WHERE entry_id = #{entry_id}";

    private final Vertx vertx;
    private final Pool pool;
    private final Map<ShardId, ShardPosition> shards;
    private final Map<StreamPartition, Long> streams;
    private AuditChain chain;

    /** A writer that goes on where the database stands. */
    public BatchWriter(Vertx vertx, Pool pool, StoredState stored) {
        this.vertx = vertx;
        this.pool = pool;
        this.shards = new HashMap<>(stored.fold().positions());
        this.streams = new HashMap<>(stored.streams());
        this.chain = new AuditChain(stored.auditSeq(), stored.auditHead());
    }

    /**
     * Writes the items' rows; the next batch must wait for it. After a failure this writer must not be used
     * again, as a commit may have happened even if its answer was lost.
     */
    public Future<Void> write(List<Item> items) {
        // Thousands of texts: after a burst they held up everything else on the event loop for seconds.
        return vertx.executeBlocking(() -> new Batch(items)).compose(this::write);
    }

    private Future<Void> write(Batch batch) {
        AuditChain next = new AuditChain(chain.seq(), chain.head());
        return pool.withTransaction(connection -> movePositions(connection, batch)
            .compose(moved -> writeRows(connection, batch))
            .compose(written -> appendAudit(connection, batch.audit(), next)))
            .onSuccess(done -> {
                batch.lasts().forEach((shard, decision) -> shards.put(shard, decision.after()));
                streams.putAll(batch.streams());
                chain = next;
            }).mapEmpty();
    }

    /** Where each shard's journal is stored up to. */
    public Map<ShardId, ShardPosition> shards() {
        return Map.copyOf(shards);
    }

    /** Next offsets of the topics other than the journal, as they are stored. */
    public Map<StreamPartition, Long> streams() {
        return Map.copyOf(streams);
    }

    private Future<Void> movePositions(SqlConnection connection, Batch batch) {
        Future<Void> all = Future.succeededFuture();
        for (Map.Entry<ShardId, FoldedDecision> shard : batch.lasts().entrySet()) {
            Map<String, Object> move = position(batch.firsts().get(shard.getKey()), shard.getValue());
            String what = "shard " + shard.getKey();
            all = all.compose(before -> compareAndSet(connection, MOVE_SHARD, move, what));
        }
        for (Map.Entry<StreamPartition, Long> stream : batch.streams().entrySet()) {
            all = all.compose(before -> moveStream(connection, stream.getKey(), stream.getValue()));
        }
        return all;
    }

    private static Map<String, Object> position(FoldedDecision first, FoldedDecision last) {
        ClaimId claim = last.after().claim();
        return Params.of("shard", last.shard().number())
            .and("expected", first.before().nextOffset())
            .and("next_offset", last.after().nextOffset())
            .and("claim_offset", claim.offset()).and("claim_node", claim.node())
            .and("claim_incarnation", claim.incarnation())
            .and("next_seq", last.after().nextSeq())
            .and("shard_state", last.state().tradingState())
            .and("last_event_at", last.state().lastEventAt())
            .and("parked_reports", last.state().parkedReports())
            .and("standing", Json.text(last.state().standing())).map();
    }

    private Future<Void> moveStream(SqlConnection connection, StreamPartition stream, long next) {
        Params move = Params.of("topic", stream.topic()).and("topic_partition", stream.partition())
            .and("next_offset", next);
        Long expected = streams.get(stream);
        if (expected == null) {
            return SqlTemplate.forUpdate(connection, NEW_STREAM).execute(move.map()).mapEmpty();
        }
        return compareAndSet(connection, MOVE_STREAM, move.and("expected", expected).map(),
            stream.toString());
    }

    private static Future<Void> compareAndSet(SqlConnection connection, String sql,
                                              Map<String, Object> values, String what) {
        return SqlTemplate.forUpdate(connection, sql).execute(values).compose(result ->
            result.rowCount() == 1 ? Future.succeededFuture()
                : Future.failedFuture(new PositionConflict(what)));
    }

    private static Future<Void> writeRows(SqlConnection connection, Batch batch) {
        Future<Void> all = Future.succeededFuture();
        for (Statement statement : Statement.values()) {
            List<Map<String, Object>> rows = batch.rows(statement);
            if (!rows.isEmpty()) {
                all = all.compose(before ->
                    SqlTemplate.forUpdate(connection, statement.sql()).executeBatch(rows).mapEmpty());
            }
        }
        return all;
    }

    private static Future<Void> appendAudit(SqlConnection connection, List<AuditEntry> entries,
                                            AuditChain chain) {
        if (entries.isEmpty()) {
            return Future.succeededFuture();
        }
        Map<String, Object> head = Params.of("expected_seq", chain.seq())
            .and("expected_hash", chain.head()).map();
        Future<Void> all = Future.succeededFuture();
        for (AuditEntry entry : entries) {
            all = all.compose(before -> appendOnce(connection, entry, chain));
        }
        return all.compose(appended -> {
            head.put("seq", chain.seq());
            head.put("hash", chain.head());
            return compareAndSet(connection, MOVE_HEAD, head, "audit trail");
        });
    }

    private static Future<Void> appendOnce(SqlConnection connection, AuditEntry entry, AuditChain chain) {
        return SqlTemplate.forQuery(connection, KNOWN)
            .execute(Params.of("entry_id", entry.entryId()).map())
            .compose(known -> known.size() > 0 ? Future.succeededFuture()
                : SqlTemplate.forUpdate(connection, LINK).execute(row(chain.append(entry))).mapEmpty());
    }

    private static Map<String, Object> row(Link link) {
        AuditEntry entry = link.entry();
        return Params.of("seq", link.seq()).and("entry_id", entry.entryId()).and("at", entry.at())
            .and("actor", entry.actor()).and("action", entry.action()).and("subject", entry.subject())
            .and("result", entry.result()).and("detail", entry.detail())
            .and("previous_hash", link.previousHash()).and("hash", link.hash()).map();
    }
}

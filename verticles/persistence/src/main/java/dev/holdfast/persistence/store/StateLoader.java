package dev.holdfast.persistence.store;

import dev.holdfast.persistence.db.Database;
import dev.holdfast.persistence.equity.EquityPoint;
import dev.holdfast.persistence.fold.History;
import dev.holdfast.persistence.fold.JournalFold;
import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.runtime.journal.ShardPosition;
import dev.holdfast.trading.desk.DeskSnapshot;
import dev.holdfast.trading.desk.DeskSnapshot.KeptOrder;
import dev.holdfast.trading.desk.DeskSnapshot.Standing;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderBook;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.position.Account;
import dev.holdfast.wire.Json;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Reads back what {@link BatchWriter} stored, in one transaction. Of each shard: its open orders, and the
 * ended ones that {@link History} says; at most {@value OrderBook#MAX_ENDED}, as the trading core keeps them.
 */
public final class StateLoader {
    /**
     * Of the journal of a shard; some hundred orders. To load all that are kept took a minute where the
     * processor was busy, with a quarter of what there can be.
     */
    static final int RECENT_RECORDS = 1_000;
    private static final String SHARDS = "SELECT * FROM shard_positions WHERE next_offset > 0";
    private static final String ACCOUNTS = "SELECT state FROM accounts WHERE shard = #{shard}";
    private static final String OPEN = "SELECT cl_ord_id, state FROM orders WHERE shard = #{shard} "
        + "AND ended_offset IS NULL ORDER BY created_offset";
    private static final String ENDED = "SELECT cl_ord_id, state FROM orders WHERE shard = #{shard} "
        + "AND ended_offset >= #{from} ORDER BY ended_offset DESC, created_offset DESC LIMIT "
        + OrderBook.MAX_ENDED;
    // Two joins for one condition with OR, or with a union below IN: H2 looks those up in no index.
    private static final String FILLS = "SELECT f.cl_ord_id, f.exec_id, f.status, f.state FROM orders o "
        + "JOIN fills f ON f.cl_ord_id = o.cl_ord_id WHERE o.shard = #{shard} AND ";
    private static final String IN_ORDER = " ORDER BY f.journal_offset, f.event_index";
    private static final String OPEN_FILLS = FILLS + "o.ended_offset IS NULL" + IN_ORDER;
    private static final String ENDED_FILLS = FILLS + "o.ended_offset >= #{from}" + IN_ORDER;
    private static final String OLDEST = "SELECT MIN(ended_offset) AS oldest FROM (SELECT ended_offset "
        + "FROM orders WHERE shard = #{shard} AND ended_offset IS NOT NULL "
        + "ORDER BY ended_offset DESC, created_offset DESC LIMIT " + OrderBook.MAX_ENDED + ") AS newest";
    private static final String ROUND_TRIPS = "SELECT r.account, r.instrument, r.booked_after FROM "
        + "(SELECT account, instrument, MAX(journal_offset) AS newest FROM round_trips "
        + "GROUP BY account, instrument) n JOIN round_trips r ON r.account = n.account "
        + "AND r.instrument = n.instrument AND r.journal_offset = n.newest ORDER BY r.event_index";
    private static final String STREAMS = "SELECT topic, topic_partition, next_offset FROM stream_positions";
    private static final String NEWEST_POINT = "SELECT * FROM equity_points ORDER BY at DESC LIMIT 1";
    private static final String HEAD = "SELECT seq, hash FROM audit_head WHERE id = 1";

    private final Map<InstrumentId, Instrument> instruments;

    public StateLoader(Map<InstrumentId, Instrument> instruments) {
        this.instruments = instruments;
    }

    /** Everything, as one moment had it, even while another node writes. */
    public Future<StoredState> load(Database database, History history) {
        JournalFold fold = new JournalFold(instruments, history);
        return database.pool().withTransaction(connection -> database.readOneMoment(connection)
            .compose(one -> query(connection, SHARDS, Map.of()))
            .compose(rows -> loadShards(connection, rows, fold, history))
            .compose(shards -> query(connection, ROUND_TRIPS, Map.of()))
            .map(rows -> restoreRoundTrips(rows, fold))
            .compose(trips -> query(connection, STREAMS, Map.of()))
            .compose(streams -> query(connection, NEWEST_POINT, Map.of())
                .compose(newest -> query(connection, HEAD, Map.of()).map(head ->
                    new StoredState(fold, streams(streams), point(newest),
                        head.iterator().next().getLong("seq"), head.iterator().next().getString("hash"))))));
    }

    private static Future<Void> loadShards(SqlConnection connection, RowSet<Row> shards, JournalFold fold,
                                           History history) {
        Future<Void> all = Future.succeededFuture();
        for (Row row : shards) {
            all = all.compose(before -> oldest(connection, row, history))
                .compose(from -> loadShard(connection, row, from, fold));
        }
        return all;
    }

    /** The journal offset from which on ended orders are loaded. */
    private static Future<Long> oldest(SqlConnection connection, Row shard, History history) {
        return switch (history) {
            case RECENT -> Future.succeededFuture(shard.getLong("next_offset") - RECENT_RECORDS);
            case ALL -> query(connection, OLDEST, Map.of("shard", shard.getInteger("shard")))
                .map(rows -> rows.iterator().next().getLong("oldest"))
                .map(oldest -> oldest == null ? 0L : oldest);
        };
    }

    private static Future<Void> loadShard(SqlConnection connection, Row row, long from, JournalFold fold) {
        ShardId shard = new ShardId(row.getInteger("shard"));
        Map<String, Object> of = Map.of("shard", shard.number());
        Map<String, Object> since = Map.of("shard", shard.number(), "from", from);
        List<Account> accounts = new ArrayList<>();
        List<String> orders = new ArrayList<>();
        List<ClOrdId> ended = new ArrayList<>();
        Executions executions = new Executions();
        return query(connection, ACCOUNTS, of).compose(rows -> {
            rows.forEach(account -> accounts.add(Json.read(account.getString("state"), Account.class)));
            return query(connection, ENDED, since);
        }).compose(rows -> {
            rows.forEach(order -> {
                orders.addFirst(order.getString("state"));
                ended.addFirst(new ClOrdId(order.getString("cl_ord_id")));
            });
            return query(connection, OPEN, of);
        }).compose(rows -> {
            rows.forEach(order -> orders.add(order.getString("state")));
            return query(connection, ENDED_FILLS, since);
        }).compose(fills -> {
            fills.forEach(executions::add);
            return query(connection, OPEN_FILLS, of);
        }).map(fills -> {
            fills.forEach(executions::add);
            fold.restore(shard, position(row), new DeskSnapshot(accounts,
                orders.stream().map(executions::with).toList(), ended,
                TradingState.valueOf(row.getString("shard_state")),
                row.getOffsetDateTime("last_event_at").toInstant(), row.getLong("parked_reports"),
                standing(row.getString("standing"))));
            return null;
        });
    }

    private static Standing standing(String json) {
        return json == null ? Standing.NONE : Json.read(json, Standing.class);
    }

    private static ShardPosition position(Row row) {
        return new ShardPosition(row.getLong("next_offset"), new ClaimId(row.getLong("claim_offset"),
            row.getString("claim_node"), row.getString("claim_incarnation")), row.getLong("next_seq"));
    }

    private static Void restoreRoundTrips(RowSet<Row> rows, JournalFold fold) {
        rows.forEach(row -> fold.roundTrips().restore(new AccountId(row.getString("account")),
            new InstrumentId(row.getString("instrument")), new Money(row.getBigDecimal("booked_after"))));
        return null;
    }

    private static Map<StreamPartition, Long> streams(RowSet<Row> rows) {
        Map<StreamPartition, Long> streams = new HashMap<>();
        rows.forEach(row -> streams.put(
            new StreamPartition(row.getString("topic"), row.getInteger("topic_partition")),
            row.getLong("next_offset")));
        return streams;
    }

    private static EquityPoint point(RowSet<Row> rows) {
        return rows.size() == 0 ? null : EquityStore.point(rows.iterator().next());
    }

    private static Future<RowSet<Row>> query(SqlConnection connection, String sql, Map<String, Object> of) {
        return SqlTemplate.forQuery(connection, sql).execute(of);
    }

    /** The executions of a shard's orders, each order's in their order. */
    private static final class Executions {
        private final Map<String, List<Fill>> booked = new HashMap<>();
        private final Map<String, TreeSet<String>> busted = new HashMap<>();

        void add(Row row) {
            String order = row.getString("cl_ord_id");
            if (row.getString("status").equals("BUSTED")) {
                busted.computeIfAbsent(order, absent -> new TreeSet<>()).add(row.getString("exec_id"));
            } else {
                booked.computeIfAbsent(order, absent -> new ArrayList<>())
                    .add(Json.read(row.getString("state"), Fill.class));
            }
        }

        KeptOrder with(String state) {
            Order order = Json.read(state, Order.class);
            String id = order.clOrdId().text();
            return new KeptOrder(order, booked.getOrDefault(id, List.of()),
                List.copyOf(busted.getOrDefault(id, new TreeSet<>())));
        }
    }
}

package dev.holdfast.persistence.store;

import dev.holdfast.persistence.equity.EquityPoint;
import dev.holdfast.trading.money.Money;
import dev.holdfast.wire.message.EquityCurve;
import dev.holdfast.wire.view.EquityPointView;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The stored equity curve. Every point is kept for a day, then one a minute for 90 days: never more than
 * 86,400 + 129,600 rows.
 */
public final class EquityStore {
    /** What the answer to {@code EQUITY_CURVE} holds at most. */
    static final int MAX_CURVE = 2_000;
    private static final Duration KEEP_ALL = Duration.ofDays(1);
    private static final Duration KEEP_MINUTES = Duration.ofDays(90);
    private static final int PAGE = 10_000;
    private static final String THIN = "DELETE FROM equity_points WHERE at < #{minutes} "
        + "OR at < #{all} AND NOT minute_mark";
    private static final String COUNT = "SELECT COUNT(*) AS points FROM equity_points";
    /** Counted from the newest back, so the newest is always among them. */
    private static final String CURVE = "SELECT * FROM (SELECT p.*, ROW_NUMBER() OVER (ORDER BY at DESC) - 1 "
        + "AS back FROM equity_points p) AS numbered WHERE MOD(back, #{step}) = 0 ORDER BY at";
    private static final String NEXT_PAGE = "SELECT * FROM equity_points WHERE at > #{after} AND at <= #{to} "
        + "ORDER BY at LIMIT " + PAGE;
    private static final String LAST_BEFORE = "SELECT * FROM equity_points WHERE at <= #{at} "
        + "ORDER BY at DESC LIMIT 1";

    private final Pool pool;

    public EquityStore(Pool pool) {
        this.pool = pool;
    }

    /** Oldest first, thinned evenly. */
    public Future<EquityCurve> curve() {
        return query(COUNT, Map.of()).compose(count -> {
            long points = count.iterator().next().getLong("points");
            long step = Math.max(1, (points + MAX_CURVE - 1) / MAX_CURVE);
            return query(CURVE, Map.of("step", step));
        }).map(rows -> {
            List<EquityPointView> views = new ArrayList<>();
            rows.forEach(row -> views.add(point(row).view()));
            return new EquityCurve(views);
        });
    }

    /** The newest point not after {@code at}; null if there is none. */
    public Future<EquityPoint> lastBefore(Instant at) {
        return query(LAST_BEFORE, Params.of("at", at).map())
            .map(rows -> rows.size() == 0 ? null : point(rows.iterator().next()));
    }

    /** Hands over the points after {@code after} up to {@code to}, oldest first, with a page in memory. */
    public Future<Void> forEach(Instant after, Instant to, Consumer<EquityPoint> consumer) {
        return query(NEXT_PAGE, Params.of("after", after).and("to", to).map()).compose(rows -> {
            Instant last = after;
            for (Row row : rows) {
                EquityPoint point = point(row);
                consumer.accept(point);
                last = point.at();
            }
            return rows.size() < PAGE ? Future.succeededFuture() : forEach(last, to, consumer);
        });
    }

    /** Deletes what need not be kept any longer. */
    public Future<Void> thin(Instant now) {
        Map<String, Object> limits = Params.of("minutes", now.minus(KEEP_MINUTES))
            .and("all", now.minus(KEEP_ALL)).map();
        return pool.withTransaction(connection ->
            SqlTemplate.forUpdate(connection, THIN).execute(limits).mapEmpty());
    }

    static EquityPoint point(Row row) {
        return new EquityPoint(row.getOffsetDateTime("at").toInstant(), money(row, "equity"),
            money(row, "cash"), money(row, "capital"), money(row, "peak"),
            money(row, "drawdown_percent").amount(), row.getBoolean("minute_mark"));
    }

    static Money money(Row row, String column) {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? Money.ZERO : new Money(value);
    }

    private Future<RowSet<Row>> query(String sql, Map<String, Object> of) {
        return SqlTemplate.forQuery(pool, sql).execute(of);
    }
}

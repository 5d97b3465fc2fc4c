package dev.holdfast.persistence.store;

import dev.holdfast.persistence.equity.EquityPoint;
import dev.holdfast.persistence.performance.EquityStatistics;
import dev.holdfast.persistence.performance.PerformanceReport;
import dev.holdfast.persistence.performance.TradeSums;
import dev.holdfast.wire.message.PerformanceQuery;
import dev.holdfast.wire.view.PerformanceView;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.Instant;
import java.util.Map;

/** Answers how trading went between two times, from the rows alone. A period excludes its first instant. */
public final class PerformanceQueries {
    /** Before any trading, and within the years that every database knows. */
    private static final Instant OPEN_FROM = Instant.EPOCH;
    private static final Instant OPEN_TO = Instant.parse("9999-01-01T00:00:00Z");
    private static final String SUMS = "SELECT "
        + "(SELECT COUNT(*) FROM orders WHERE created_at > #{from} AND created_at <= #{to}) AS orders, "
        + "(SELECT COUNT(*) FROM fills WHERE booked_at > #{from} AND booked_at <= #{to} "
        + "AND status <> 'BUSTED') AS fills, "
        + "(SELECT SUM(fee_value) FROM fills WHERE booked_at > #{from} AND booked_at <= #{to} "
        + "AND status <> 'BUSTED') AS fees";
    private static final String TRIPS = "SELECT COUNT(*) AS trips, "
        + "SUM(CASE WHEN profit > 0 THEN 1 ELSE 0 END) AS won, "
        + "SUM(CASE WHEN profit > 0 THEN profit ELSE 0 END) AS gained, "
        + "SUM(CASE WHEN profit < 0 THEN -profit ELSE 0 END) AS lost "
        + "FROM round_trips WHERE closed_at > #{from} AND closed_at <= #{to}";

    private final Pool pool;
    private final EquityStore equity;

    public PerformanceQueries(Pool pool) {
        this.pool = pool;
        this.equity = new EquityStore(pool);
    }

    /** The performance of a period. */
    public Future<PerformanceView> performance(PerformanceQuery asked) {
        Instant from = asked.from() == null ? OPEN_FROM : asked.from();
        Instant to = asked.to() == null ? OPEN_TO : asked.to();
        EquityStatistics curve = new EquityStatistics();
        return before(asked.from())
            .compose(before -> {
                if (before != null) {
                    curve.add(before);
                }
                return equity.forEach(from, to, curve::add)
                    .compose(read -> sums(from, to))
                    .map(sums -> new PerformanceReport(before, curve, sums).view(asked.from(), asked.to()));
            });
    }

    private Future<EquityPoint> before(Instant from) {
        return from == null ? Future.succeededFuture() : equity.lastBefore(from);
    }

    private Future<TradeSums> sums(Instant from, Instant to) {
        Map<String, Object> period = Params.of("from", from).and("to", to).map();
        return SqlTemplate.forQuery(pool, SUMS).execute(period).compose(sums ->
            SqlTemplate.forQuery(pool, TRIPS).execute(period).map(trips -> {
                Row sum = sums.iterator().next();
                Row trip = trips.iterator().next();
                return new TradeSums(count(sum, "orders"), count(sum, "fills"),
                    EquityStore.money(sum, "fees"), count(trip, "trips"), count(trip, "won"),
                    EquityStore.money(trip, "gained"), EquityStore.money(trip, "lost"));
            }));
    }

    private static int count(Row row, String column) {
        Long value = row.getLong(column);
        return value == null ? 0 : Math.toIntExact(value);
    }
}

package dev.holdfast.persistence.store;

import dev.holdfast.runtime.health.NodeIdentity;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Writes a row of this node's own, commits it, and reads it back in another transaction. */
public final class RowProof {
    private static final String CLEAR = "DELETE FROM health_probe WHERE node = #{node}";
    private static final String WRITE = "INSERT INTO health_probe (node, token, at) "
        + "VALUES (#{node}, #{token}, CURRENT_TIMESTAMP)";
    private static final String READ = "SELECT token FROM health_probe WHERE node = #{node}";

    private final Pool pool;
    private final String node;

    public RowProof(Pool pool, NodeIdentity me) {
        this.pool = pool;
        this.node = me.name();
    }

    /** How long it took; fails if what was read is not what was written. */
    public Future<Duration> prove() {
        long began = System.nanoTime();
        String token = UUID.randomUUID().toString();
        Map<String, Object> key = Map.of("node", node);
        return pool.withTransaction(connection -> update(connection, CLEAR, key)
                .compose(cleared -> update(connection, WRITE, Map.of("node", node, "token", token))))
            .compose(written -> SqlTemplate.forQuery(pool, READ).execute(key))
            .compose(rows -> token.equals(only(rows))
                ? Future.succeededFuture(Duration.ofNanos(System.nanoTime() - began))
                : Future.failedFuture("the row read back is not the one written"));
    }

    private static Future<Void> update(SqlConnection connection, String sql, Map<String, Object> values) {
        return SqlTemplate.forUpdate(connection, sql).execute(values).mapEmpty();
    }

    private static String only(RowSet<Row> rows) {
        return rows.size() == 1 ? rows.iterator().next().getString("token") : null;
    }
}

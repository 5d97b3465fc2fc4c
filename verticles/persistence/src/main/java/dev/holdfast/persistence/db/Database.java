package dev.holdfast.persistence.db;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.h2.jdbcx.JdbcDataSource;

/**
 * An open, migrated database. Everything that blocks happens in {@link #open}, off the event loop. Whatever
 * changes rows must run in a transaction: after one, vertx-jdbc-client leaves its connection without
 * auto-commit, and a plain statement on it would never be committed.
 */
public final class Database {
    /** One connection writes; the others serve queries meanwhile. */
    private static final int CONNECTIONS = 4;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final DatabaseUrl.Kind kind;
    private final Vertx vertx;
    private final Pool pool;
    private final AgroalDataSource source;

    private Database(Vertx vertx, DatabaseUrl.Kind kind, Pool pool, AgroalDataSource source) {
        this.vertx = vertx;
        this.kind = kind;
        this.pool = pool;
        this.source = source;
    }

    /**
     * Brings the tables up to date and opens a pool. Fails with {@link DatabaseProblem}.
     * PostgreSQL is spoken to by vertx-pg-client, H2 through JDBC on worker threads.
     */
    public static Future<Database> open(Vertx vertx, DatabaseUrl url) {
        Future<Database> opened = url.kind() == DatabaseUrl.Kind.H2
            ? vertx.executeBlocking(() -> openH2(url)).map(source -> new Database(vertx, url.kind(),
                JDBCPool.pool(vertx, source, new PoolOptions().setMaxSize(CONNECTIONS)), source))
            : vertx.executeBlocking(() -> migrate(url)).map(migrated -> new Database(vertx, url.kind(),
                postgres(vertx, url), null));
        return opened.recover(failure -> Future.failedFuture(DatabaseProblem.opening(url, failure)));
    }

    public Pool pool() {
        return pool;
    }

    /**
     * Makes the transaction that just began see one moment only. An H2 file has one process and the loader
     * runs while nothing is written, so there it is so anyway.
     */
    public Future<Void> readOneMoment(SqlConnection transaction) {
        return kind == DatabaseUrl.Kind.H2 ? Future.succeededFuture()
            : transaction.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ").execute().mapEmpty();
    }

    /** Completes when every connection is closed. What one is in the middle of is rolled back. */
    public Future<Void> close() {
        return pool.close().eventually(() -> source == null ? Future.succeededFuture()
            : vertx.executeBlocking(() -> {
                source.close();
                return null;
            }, false));
    }

    /**
     * H2 closes a file, and rearranges it, when the last connection goes. That of the migration would, and a
     * large file took many seconds to be closed and opened once more: so one is held until the pool has its.
     */
    private static AgroalDataSource openH2(DatabaseUrl url) throws SQLException, IOException {
        H2Failure.requireContent(url);
        JdbcDataSource file = new JdbcDataSource();
        file.setURL(url.jdbcUrl());
        Connection held = file.getConnection(url.user(), url.password());
        try {
            migrate(url);
            return agroal(url);
        } finally {
            held.close();
        }
    }

    /** Applies the migrations that are missing. Blocks. */
    private static MigrateResult migrate(DatabaseUrl url) {
        return Flyway.configure(Database.class.getClassLoader())
            .dataSource(url.jdbcUrl(), url.user(), url.password())
            .locations("classpath:db/migration")
            .validateMigrationNaming(true)
            .load().migrate();
    }

    private static AgroalDataSource agroal(DatabaseUrl url) throws SQLException {
        AgroalDataSource source = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(pool -> pool
                .initialSize(1).minSize(1).maxSize(CONNECTIONS)
                .acquisitionTimeout(CONNECT_TIMEOUT)
                .connectionFactoryConfiguration(factory -> factory
                    .jdbcUrl(url.jdbcUrl())
                    .principal(new NamePrincipal(url.user()))
                    .credential(new SimplePassword(url.password())))),
            new RollbackOnReturn());
        try {
            // The pool connects in its own time, and until then the file is nobody's: whoever looks into it
            // meanwhile locks it, and the pool is told that another process has it.
            source.getConnection().close();
            return source;
        } catch (SQLException e) {
            source.close();
            throw e;
        }
    }

    private static Pool postgres(Vertx vertx, DatabaseUrl url) {
        PgConnectOptions options = PgConnectOptions.fromUri(url.pgUri())
            .setUser(url.user()).setPassword(url.password())
            .setCachePreparedStatements(true);
        return PgBuilder.pool().using(vertx).connectingTo(options)
            .with(new NetClientOptions().setConnectTimeout((int) CONNECT_TIMEOUT.toMillis()))
            .with(new PoolOptions().setMaxSize(CONNECTIONS)
                .setConnectionTimeout((int) CONNECT_TIMEOUT.toSeconds())
                .setConnectionTimeoutUnit(TimeUnit.SECONDS))
            .build();
    }
}

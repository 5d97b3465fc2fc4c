package dev.holdfast.persistence;

import dev.holdfast.persistence.db.DatabaseUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Fresh databases of both kinds, and a look into them that does not go through the code under test. */
public final class TestDatabase {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static EmbeddedPostgres postgres;

    private TestDatabase() {
    }

    /** A file that does not exist yet. */
    public static DatabaseUrl h2(Path folder) {
        return DatabaseUrl.of("jdbc:h2:file:" + folder.resolve("holdfast" + NEXT.incrementAndGet()), "", "",
            folder);
    }

    /** An empty database on a PostgreSQL that lives as long as this JVM. */
    public static synchronized DatabaseUrl postgres() {
        try {
            if (postgres == null) {
                postgres = EmbeddedPostgres.builder().start();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String name = "holdfast" + NEXT.incrementAndGet();
        execute(url("postgres"), "CREATE DATABASE " + name);
        return url(name);
    }

    public static int postgresPort() {
        return postgres.getPort();
    }

    /** The rows of a query, each as one text. */
    public static List<String> rows(DatabaseUrl url, String sql) {
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
             var statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                StringBuilder row = new StringBuilder();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    row.append(rows.getObject(column)).append('|');
                }
                found.add(row.toString());
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public static String one(DatabaseUrl url, String sql) {
        return rows(url, sql).getFirst().replace("|", "");
    }

    public static void execute(DatabaseUrl url, String... statements) {
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
             var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every row of every table that the journal and the audit topic make, in a fixed order. */
    public static List<String> dump(DatabaseUrl url) {
        List<String> all = new ArrayList<>();
        for (String table : List.of("shard_positions|shard", "stream_positions|topic", "accounts|account",
            "trading_state_changes|journal_offset", "orders|cl_ord_id",
            "journal_events|journal_offset, event_index", "fills|journal_offset, event_index",
            "round_trips|journal_offset", "minute_bars|open_time", "audit_trail|seq", "audit_head|id")) {
            String[] parts = table.split("\\|");
            all.add(parts[0]);
            all.addAll(rows(url, "SELECT * FROM " + parts[0] + " ORDER BY " + parts[1]));
        }
        return all;
    }

    private static DatabaseUrl url(String name) {
        return DatabaseUrl.of("postgresql://127.0.0.1:" + postgres.getPort() + "/" + name, "postgres",
            "postgres", Path.of("."));
    }
}

package dev.holdfast.persistence.audit;

import dev.holdfast.persistence.audit.AuditChain.Link;
import dev.holdfast.persistence.db.DatabaseProblem;
import dev.holdfast.persistence.db.DatabaseUrl;
import dev.holdfast.wire.message.AuditEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/**
 * Walks the stored audit trail and says whether it is whole. For a command line: it blocks. An H2 file can be
 * open in one process only, so the node that uses it must be stopped first; PostgreSQL can be checked at any
 * time, as everything is read in one transaction.
 */
public final class AuditVerifier {
    private static final int FETCH_ROWS = 1_000;
    private static final String LINKS = "SELECT seq, entry_id, at, actor, action, subject, result, detail, "
        + "previous_hash, hash FROM audit_trail ORDER BY seq";

    private AuditVerifier() {
    }

    /** Checks the trail of a database; throws {@link DatabaseProblem} if it cannot be read. */
    public static AuditVerdict verify(DatabaseUrl url) {
        requireFile(url);
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password())) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return walk(connection);
        } catch (SQLException e) {
            throw DatabaseProblem.opening(url, e);
        }
    }

    /** The same for a URL as an operator writes it; user and password may be blank, the URL not. */
    public static AuditVerdict verify(String databaseUrl, String user, String password) {
        if (databaseUrl == null || databaseUrl.isBlank()) {
            throw new DatabaseProblem("which database? give its URL", true, null);
        }
        return verify(DatabaseUrl.of(databaseUrl, user, password, Path.of(".")));
    }

    private static AuditVerdict walk(Connection connection) throws SQLException {
        AuditWalk walk = new AuditWalk();
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet rows = statement.executeQuery(LINKS)) {
                while (rows.next()) {
                    walk.next(link(rows));
                }
            }
            try (ResultSet head = statement.executeQuery("SELECT seq, hash FROM audit_head WHERE id = 1")) {
                return head.next() ? walk.finish(head.getLong(1), head.getString(2)) : walk.finish(0, "none");
            }
        }
    }

    private static Link link(ResultSet row) throws SQLException {
        AuditEntry entry = new AuditEntry(row.getString("entry_id"),
            row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("actor"),
            row.getString("action"), row.getString("subject"), row.getString("result"),
            row.getString("detail"));
        return new Link(row.getLong("seq"), entry, row.getString("previous_hash"), row.getString("hash"));
    }

    /** H2 would make an empty file where there is none. */
    private static void requireFile(DatabaseUrl url) {
        boolean file = url.kind() == DatabaseUrl.Kind.H2 && url.display().endsWith(".mv.db");
        if (file && !Files.exists(Path.of(url.display()))) {
            throw new DatabaseProblem("there is no database file " + url.display()
                + "; check database.url or the data folder", true, null);
        }
    }
}

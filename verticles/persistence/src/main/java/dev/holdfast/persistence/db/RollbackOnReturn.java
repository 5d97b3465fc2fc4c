package dev.holdfast.persistence.db;

import io.agroal.api.AgroalDataSourceListener;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what a connection was in the middle of when it goes back to its pool. The pool itself only switches
 * auto-commit on again, and that commits (JDBC, {@code Connection.setAutoCommit}): of a transaction that a
 * service was stopped in, the first half would stand.
 */
final class RollbackOnReturn implements AgroalDataSourceListener {
    private static final Logger LOG = LoggerFactory.getLogger(RollbackOnReturn.class);

    @Override
    public void beforeConnectionReturn(Connection connection) {
        try {
            if (!connection.isClosed() && !connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (SQLException e) {
            LOG.warn("a connection could not be rolled back: {}", e.toString());
        }
    }
}

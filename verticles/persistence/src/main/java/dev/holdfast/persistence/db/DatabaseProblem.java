package dev.holdfast.persistence.db;

import java.sql.SQLException;

/** The database cannot be used, in one line for a person. */
public final class DatabaseProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** H2: the file is open in another process. */
    private static final int H2_ALREADY_OPEN = 90020;
    private final boolean lasting;

    /**
     * A problem.
     *
     * @param lasting true if only a person can end it; false if trying again may
     */
    public DatabaseProblem(String message, boolean lasting, Throwable cause) {
        super(message, cause);
        this.lasting = lasting;
    }

    public boolean isLasting() {
        return lasting;
    }

    /** Says what a failure to open the database means, and what mends it. */
    public static DatabaseProblem opening(DatabaseUrl url, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseProblem known) {
                return known;
            }
            if (cause instanceof SQLException sql) {
                return ofSql(url, sql);
            }
        }
        return new DatabaseProblem("database " + url.display() + ": " + firstLine(failure), true, failure);
    }

    private static DatabaseProblem ofSql(DatabaseUrl url, SQLException sql) {
        String state = String.valueOf(sql.getSQLState());
        if (sql.getErrorCode() == H2_ALREADY_OPEN) {
            return new DatabaseProblem("database file " + url.display() + " is in use by another process; "
                + "stop that process, or set database.url to another file or to postgresql://…", true, sql);
        }
        if (state.startsWith("28")) {
            return new DatabaseProblem("database " + url.display() + " refuses user '" + url.user()
                + "'; check database.user and database.password", true, sql);
        }
        if (state.equals("3D000")) {
            return new DatabaseProblem("there is no database " + url.display() + "; create it (createdb) or "
                + "correct database.url", true, sql);
        }
        boolean away = state.startsWith("08") || state.startsWith("57P");
        return new DatabaseProblem("database " + url.display() + ": " + firstLine(sql), !away, sql);
    }

    private static String firstLine(Throwable failure) {
        String message = String.valueOf(failure.getMessage()).strip();
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end).strip();
    }
}

package dev.holdfast.persistence.db;

import dev.holdfast.resilience.recovery.Fault;
import dev.holdfast.runtime.recovery.FaultException;
import java.sql.SQLException;

/** The database cannot be used, in one line for a person. */
public final class DatabaseProblem extends RuntimeException implements FaultException {
    private static final long serialVersionUID = 1L;
    /** H2: the file is open in another process. */
    private static final int H2_ALREADY_OPEN = 90020;
    private final boolean lasting;
    private final Kind kind;

    private enum Kind { OTHER, CORRUPT, DISK_FULL }

    /**
     * A problem.
     *
     * @param lasting true if only a person can end it; false if trying again may
     */
    public DatabaseProblem(String message, boolean lasting, Throwable cause) {
        this(message, lasting, Kind.OTHER, cause);
    }

    private DatabaseProblem(String message, boolean lasting, Kind kind, Throwable cause) {
        super(message, cause);
        this.lasting = lasting;
        this.kind = kind;
    }

    public boolean isLasting() {
        return lasting;
    }

    /** True if the rows can only be built anew: nothing that is read of them can be trusted. */
    public boolean isCorrupt() {
        return kind == Kind.CORRUPT;
    }

    /** True if it ends by itself once there is room on the disk. */
    public boolean isDiskFull() {
        return kind == Kind.DISK_FULL;
    }

    /** A database that is merely not there, or not let in to, is no reason to touch what it holds. */
    @Override
    public Fault fault() {
        return isCorrupt() ? Fault.CORRUPT_STATE : Fault.EXTERNAL;
    }

    /** Says what a failure to open the database means, and what mends it. */
    public static DatabaseProblem opening(DatabaseUrl url, Throwable failure) {
        if (url.kind() == DatabaseUrl.Kind.H2 && !isKnown(failure)) {
            if (H2Failure.isDiskFull(url, failure)) {
                return new DatabaseProblem("the disk is full: " + url.display() + " cannot be written; "
                    + "recording waits for room and then catches up", false, Kind.DISK_FULL, failure);
            }
            if (H2Failure.isCorrupt(failure)) {
                return corrupt(url, failure);
            }
        }
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

    /** What is stored does not mean anything. */
    static DatabaseProblem corrupt(DatabaseUrl url, Throwable failure) {
        return new DatabaseProblem("database file " + url.display() + " is corrupt: " + firstLine(failure),
            true, Kind.CORRUPT, failure);
    }

    private static boolean isKnown(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseProblem) {
                return true;
            }
        }
        return false;
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

package dev.holdfast.persistence;

import dev.holdfast.persistence.db.Database;
import dev.holdfast.persistence.db.DatabaseProblem;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ends of databases that were given up. A transaction that was not waited for any longer still holds its
 * locks until it ends, and a new connection would only run into them: so nothing is opened before.
 */
final class Endings {
    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);
    /** A connection that hangs on for longer than this holds its locks for good. */
    private static final long END_SECONDS = 60;
    /** At a stop: the next instance opens the same file. */
    private static final long LAST_END_SECONDS = 4;

    private final String database;
    private Future<Void> write = Future.succeededFuture();
    private Future<Void> ending = Future.succeededFuture();

    Endings(String database) {
        this.database = database;
    }

    /** Takes note of a write; the same future, for whoever waits less long. */
    Future<Void> writing(Future<Void> begun) {
        write = begun;
        return begun;
    }

    /** Closes a database; null does nothing. */
    void close(Database old) {
        if (old != null) {
            ending = Future.join(write.otherwiseEmpty(), old.close().onFailure(e ->
                LOG.debug("the old connections did not close well", e)).otherwiseEmpty()).mapEmpty();
        }
    }

    /** Completes once another may be opened. */
    Future<Void> ended() {
        return ending.timeout(END_SECONDS, TimeUnit.SECONDS).recover(late -> Future.failedFuture(
            new DatabaseProblem("a write to " + database + " has hung for more than " + END_SECONDS
                + " s, and nothing can be written before it ends", false, late)));
    }

    /** The same for a service that stops, which has less time. */
    Future<Void> endedAtLast() {
        return ending.timeout(LAST_END_SECONDS, TimeUnit.SECONDS);
    }
}

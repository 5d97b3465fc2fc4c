package dev.holdfast.persistence;

import dev.holdfast.persistence.db.DatabaseProblem;
import dev.holdfast.persistence.db.DatabaseUrl;
import dev.holdfast.persistence.fold.OrderNotLoaded;
import dev.holdfast.persistence.store.PositionConflict;
import dev.holdfast.resilience.recovery.Backoff;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;

/** What keeps a recorder from recording: how often in a row, how long to wait, and what to tell. */
final class Trouble {
    /** First wait half a second to one second, never longer than 5 s: the lag must not grow for nothing. */
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5));

    private final DatabaseUrl url;
    private int failures;
    private String problem;
    private boolean diskFull;
    private String brokenFold;
    private String step;

    Trouble(DatabaseUrl url) {
        this.url = url;
    }

    /** What a recorder is at on its way to recording. */
    void at(String what) {
        step = what;
    }

    /** The failure in words that help: that some time is over does not say what was waited for. */
    Throwable told(Throwable failure) {
        return failure instanceof TimeoutException
            ? new IllegalStateException("not ready in time, still at " + step, failure) : failure;
    }

    /** Takes note of a failure; null if it says nothing of the database. */
    DatabaseProblem failed(Throwable failure) {
        failures++;
        boolean elsewhere = failure instanceof PositionConflict || failure instanceof OrderNotLoaded
            || failure instanceof BrokerAway;
        DatabaseProblem known = elsewhere ? null : DatabaseProblem.opening(url, failure);
        problem = known == null ? failure.getMessage() : known.getMessage();
        diskFull = known != null && known.isDiskFull();
        return known;
    }

    /** Until the next try. */
    long pauseMillis() {
        return BACKOFF.delay(failures, ThreadLocalRandom.current().nextDouble()).toMillis();
    }

    void opened() {
        problem = null;
    }

    void written() {
        failures = 0;
        diskFull = false;
    }

    /** Nothing more can be recorded, whatever the database does. */
    void foldBroke(String why) {
        brokenFold = why;
    }

    boolean isFoldBroken() {
        return brokenFold != null;
    }

    /** The newest failure; null once the database was opened after it. */
    String problem() {
        return problem;
    }

    RecorderState state(boolean caughtUp, long behind, int queued) {
        return new RecorderState(problem, diskFull, brokenFold, failures, caughtUp, behind, queued,
            url.display());
    }
}

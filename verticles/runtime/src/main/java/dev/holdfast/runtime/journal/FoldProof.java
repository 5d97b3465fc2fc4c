package dev.holdfast.runtime.journal;

import dev.holdfast.runtime.health.ServiceReporter.SelfView;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;

/**
 * Proves that a fold of the journal follows it: asks where the journal ends and waits until the fold is
 * there. A fold that is behind for a moment under load passes; one that stands still does not.
 */
public final class FoldProof {
    private static final Duration WITHIN = Duration.ofSeconds(3);
    private static final long LOOK_MILLIS = 20;

    private final Vertx vertx;
    private final JournalReader reader;
    private final long startedNanos = System.nanoTime();

    private FoldProof(Vertx vertx, JournalReader reader) {
        this.vertx = vertx;
        this.reader = reader;
    }

    /** Asked on the reader's context. */
    public static Future<SelfView> of(Vertx vertx, JournalReader reader) {
        FoldProof proof = new FoldProof(vertx, reader);
        return reader.ends().compose(proof::reach);
    }

    private Future<SelfView> reach(Map<Integer, Long> ends) {
        long behind = reader.behind(ends);
        Duration waited = Duration.ofNanos(System.nanoTime() - startedNanos);
        if (behind == 0) {
            return Future.succeededFuture(SelfView.healthy("reached the journal's end after "
                + waited.toMillis() + " ms"));
        }
        if (waited.compareTo(WITHIN) > 0) {
            return Future.succeededFuture(SelfView.unhealthy("still " + behind
                + " records behind where the journal ended " + waited.toMillis() + " ms ago"));
        }
        return vertx.timer(LOOK_MILLIS).compose(due -> reach(ends));
    }
}

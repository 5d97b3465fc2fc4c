package dev.holdfast.binance.book;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps a book true by Binance's rule: collect events, take a snapshot, drop the events it already holds, and
 * from then on take only an event that continues the last one. Whatever breaks the row makes the book unknown
 * until a new snapshot.
 *
 * <p>A snapshot is believed only together with an event that touches it, since a venue may answer with an
 * old one. That is why it waits for the first event if none came yet.
 */
public final class BookSync {
    /** 100 s of 100 ms events; beyond it the oldest goes, and the snapshot must be newer than that. */
    static final int MAX_COLLECTED = 1_000;
    /** Events in a row after which earlier trouble counts as over: a second of 100 ms events. */
    private static final int STEADY_EVENTS = 10;

    private final DepthBook book = new DepthBook();
    private final Deque<DepthUpdate> collected = new ArrayDeque<>();
    private DepthSnapshot waiting;
    private boolean synced;
    private int inRow;
    private int snapshots;

    /** What an event or a snapshot did. */
    public enum Step {
        /** Already known; nothing changed. */
        IGNORED,
        /** Kept until a snapshot fits. */
        COLLECTED,
        /** The book moved on. */
        APPLIED,
        /** The book is whole from here on. */
        SYNCED,
        /** An update is missing: the book is unknown, a snapshot is wanted. */
        GAPPED,
        /** The snapshot lacks updates from before the events at hand: another one is wanted, later. */
        TOO_OLD
    }

    public Step onUpdate(DepthUpdate update) {
        if (!synced) {
            collect(update);
            return waiting == null ? Step.COLLECTED : take(waiting);
        }
        if (update.lastId() <= book.lastId()) {
            return Step.IGNORED;
        }
        if (update.firstId() > book.lastId() + 1) {
            restart();
            collect(update);
            return Step.GAPPED;
        }
        apply(update);
        return Step.APPLIED;
    }

    public Step onSnapshot(DepthSnapshot snapshot) {
        if (synced) {
            return Step.IGNORED;
        }
        snapshots++;
        return take(snapshot);
    }

    /** Counts a snapshot that could not be had. */
    public void onSnapshotFailed() {
        snapshots++;
    }

    /** Forgets everything: the connection is new. Earlier trouble still counts. */
    public void restart() {
        synced = false;
        collected.clear();
        waiting = null;
        inRow = 0;
    }

    public boolean isSynced() {
        return synced;
    }

    /** Meaningful only while {@link #isSynced}. */
    public DepthBook book() {
        return book;
    }

    /**
     * Snapshots taken or failed since the book last was steady. The wait before the next one grows with it,
     * so that no fault of the venue makes us ask in a loop.
     */
    public int recentSnapshots() {
        return snapshots;
    }

    private void collect(DepthUpdate update) {
        DepthUpdate last = collected.peekLast();
        if (last != null && update.lastId() <= last.lastId()) {
            return;
        }
        if (last != null && update.firstId() > last.lastId() + 1) {
            // A hole between collected events: only those after it can ever be continued.
            collected.clear();
        }
        if (collected.size() == MAX_COLLECTED) {
            collected.removeFirst();
        }
        collected.addLast(update);
    }

    private Step take(DepthSnapshot snapshot) {
        if (collected.isEmpty()) {
            waiting = snapshot;
            return Step.COLLECTED;
        }
        waiting = null;
        if (snapshot.lastId() + 1 < collected.peekFirst().firstId()) {
            return Step.TOO_OLD;
        }
        book.load(snapshot);
        synced = true;
        for (DepthUpdate update : collected) {
            if (update.lastId() > snapshot.lastId()) {
                apply(update);
            }
        }
        collected.clear();
        return Step.SYNCED;
    }

    private void apply(DepthUpdate update) {
        book.apply(update);
        if (++inRow >= STEADY_EVENTS) {
            snapshots = 0;
        }
    }
}

package dev.holdfast.binance.book;

import static dev.holdfast.binance.book.BookSync.Step.APPLIED;
import static dev.holdfast.binance.book.BookSync.Step.COLLECTED;
import static dev.holdfast.binance.book.BookSync.Step.GAPPED;
import static dev.holdfast.binance.book.BookSync.Step.IGNORED;
import static dev.holdfast.binance.book.BookSync.Step.SYNCED;
import static dev.holdfast.binance.book.BookSync.Step.TOO_OLD;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BookSyncTest {
    private final BookSync sync = new BookSync();

    private static DepthUpdate update(long first, long last) {
        return new DepthUpdate(first, last, new Levels(new long[] {100, last}), Levels.NONE);
    }

    private static DepthSnapshot snapshot(long last) {
        return new DepthSnapshot(last, new Levels(new long[] {100, 7}), new Levels(new long[] {101, 7}));
    }

    @Test
    void continuesTheSnapshotWithTheEventsThatFollowIt() {
        assertThat(sync.onUpdate(update(1, 5))).isEqualTo(COLLECTED);
        assertThat(sync.onUpdate(update(6, 8))).isEqualTo(COLLECTED);
        assertThat(sync.onSnapshot(snapshot(5))).isEqualTo(SYNCED);
        assertThat(sync.book().lastId()).isEqualTo(8);
        assertThat(sync.book().bestBidQuantity()).isEqualTo(8);
        assertThat(sync.book().bestAsk()).isEqualTo(101);
    }

    @Test
    void appliesAnEventThatSpansTheSnapshot() {
        sync.onUpdate(update(1, 9));
        assertThat(sync.onSnapshot(snapshot(5))).isEqualTo(SYNCED);
        assertThat(sync.book().bestBidQuantity()).isEqualTo(9);
    }

    @Test
    void takesASnapshotOneBeforeTheFirstEventButNoOlderOne() {
        sync.onUpdate(update(7, 9));
        assertThat(sync.onSnapshot(snapshot(5))).isEqualTo(TOO_OLD);
        assertThat(sync.isSynced()).isFalse();
        assertThat(sync.onSnapshot(snapshot(6))).isEqualTo(SYNCED);
    }

    @Test
    void keepsASnapshotNewerThanAllEvents() {
        sync.onUpdate(update(1, 3));
        assertThat(sync.onSnapshot(snapshot(5))).isEqualTo(SYNCED);
        assertThat(sync.book().bestBidQuantity()).isEqualTo(7);
        assertThat(sync.onUpdate(update(4, 5))).isEqualTo(IGNORED);
        assertThat(sync.onUpdate(update(6, 6))).isEqualTo(APPLIED);
    }

    @Test
    void believesNoSnapshotBeforeAnEventTouchesIt() {
        assertThat(sync.onSnapshot(snapshot(5))).isEqualTo(COLLECTED);
        assertThat(sync.isSynced()).isFalse();
        assertThat(sync.onUpdate(update(6, 6))).isEqualTo(SYNCED);
    }

    @Test
    void asksAnewWhenTheFirstEventIsBeyondTheSnapshot() {
        sync.onSnapshot(snapshot(5));
        assertThat(sync.onUpdate(update(7, 8))).isEqualTo(TOO_OLD);
        assertThat(sync.onSnapshot(snapshot(7))).isEqualTo(SYNCED);
    }

    @Test
    void ignoresADuplicate() {
        sync.onUpdate(update(1, 5));
        sync.onSnapshot(snapshot(5));
        assertThat(sync.onUpdate(update(1, 5))).isEqualTo(IGNORED);
        assertThat(sync.onUpdate(update(6, 7))).isEqualTo(APPLIED);
        assertThat(sync.onUpdate(update(6, 7))).isEqualTo(IGNORED);
    }

    @Test
    void isUnknownFromAGapUntilTheNextSnapshot() {
        sync.onUpdate(update(1, 5));
        sync.onSnapshot(snapshot(5));
        assertThat(sync.onUpdate(update(7, 8))).isEqualTo(GAPPED);
        assertThat(sync.isSynced()).isFalse();
        assertThat(sync.onUpdate(update(9, 9))).isEqualTo(COLLECTED);
        assertThat(sync.onSnapshot(snapshot(8))).isEqualTo(SYNCED);
        assertThat(sync.book().lastId()).isEqualTo(9);
    }

    @Test
    void collectsOnlyWhatFollowsAHole() {
        sync.onUpdate(update(1, 5));
        sync.onUpdate(update(8, 9));
        assertThat(sync.onSnapshot(snapshot(5))).isEqualTo(TOO_OLD);
        assertThat(sync.onSnapshot(snapshot(7))).isEqualTo(SYNCED);
    }

    @Test
    void boundsWhatItCollects() {
        for (int id = 1; id <= BookSync.MAX_COLLECTED + 1; id++) {
            sync.onUpdate(update(id, id));
        }
        assertThat(sync.onSnapshot(snapshot(0))).isEqualTo(TOO_OLD);
        assertThat(sync.onSnapshot(snapshot(1))).isEqualTo(SYNCED);
        assertThat(sync.book().lastId()).isEqualTo(BookSync.MAX_COLLECTED + 1);
    }

    @Test
    void countsSnapshotsUntilTheBookIsSteady() {
        sync.onUpdate(update(7, 9));
        sync.onSnapshot(snapshot(5));
        sync.onSnapshotFailed();
        sync.onSnapshot(snapshot(9));
        assertThat(sync.recentSnapshots()).isEqualTo(3);
        for (int id = 10; id < 20; id++) {
            assertThat(sync.recentSnapshots()).isEqualTo(3);
            sync.onUpdate(update(id, id));
        }
        assertThat(sync.recentSnapshots()).isZero();
    }

    @Test
    void forgetsTheBookButNotTheTroubleOnANewConnection() {
        sync.onUpdate(update(1, 5));
        sync.onSnapshot(snapshot(5));
        sync.restart();
        assertThat(sync.isSynced()).isFalse();
        assertThat(sync.recentSnapshots()).isEqualTo(1);
        assertThat(sync.onUpdate(update(90, 91))).isEqualTo(COLLECTED);
    }
}

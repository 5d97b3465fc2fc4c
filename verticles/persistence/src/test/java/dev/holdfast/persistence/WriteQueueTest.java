package dev.holdfast.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.persistence.store.Item;
import dev.holdfast.wire.message.AuditEntry;
import org.junit.jupiter.api.Test;

class WriteQueueTest {
    private final WriteQueue queue = new WriteQueue();

    @Test
    void isFullAtItsBoundAndHasRoomOnceNearlyEmpty() {
        fill(WriteQueue.FULL - 1);
        assertThat(queue.isFull()).isFalse();
        fill(1);
        assertThat(queue.isFull()).isTrue();
        while (queue.size() > WriteQueue.ROOM + WriteQueue.MAX_BATCH) {
            queue.next();
            queue.written();
            assertThat(queue.hasRoomAgain()).isFalse();
        }
        queue.next();
        assertThat(queue.hasRoomAgain()).isTrue();
    }

    @Test
    void countsABatchAsWaitingUntilItIsWritten() {
        fill(3);
        assertThat(queue.next()).hasSize(3);
        assertThat(queue.size()).isEqualTo(3);
        queue.written();
        assertThat(queue.size()).isZero();
    }

    @Test
    void keepsTheOrder() {
        fill(WriteQueue.MAX_BATCH + 1);
        assertThat(queue.next()).hasSize(WriteQueue.MAX_BATCH).first()
            .satisfies(item -> assertThat(((Item.Audited) item).offset()).isZero());
        assertThat(queue.next()).hasSize(1);
    }

    private void fill(int items) {
        for (int offset = 0; offset < items; offset++) {
            queue.add(new Item.Audited(0, offset,
                new AuditEntry("e" + offset, Days.START, "a", "b", "c", "d", null)));
        }
    }
}

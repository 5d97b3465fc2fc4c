package dev.holdfast.portfolio.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.portfolio.stream.ClientQueue.Verdict;
import dev.holdfast.portfolio.stream.EventRing.Numbered;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What the stream remembers, and what it owes to a client that does not read. */
class EventRingTest {
    private final EventRing ring = new EventRing("i-1", 3);

    @Test
    void writesAFrameThatABrowserReads() {
        Numbered event = ring.add(EventKind.ORDER, () -> "{}");
        assertThat(new String(event.frame(), StandardCharsets.UTF_8))
            .isEqualTo("id: i-1-1\nevent: order\ndata: {}\n\n");
    }

    @Test
    void givesWhatCameAfterAnId() {
        add(3);
        assertThat(ring.after("i-1-1")).extracting(Numbered::number).containsExactly(2L, 3L);
        assertThat(ring.after("i-1-3")).isEmpty();
    }

    @Test
    void stillKnowsTheIdRightBeforeItsOldestEvent() {
        add(5);
        assertThat(ring.after("i-1-2")).extracting(Numbered::number).containsExactly(3L, 4L, 5L);
        assertThat(ring.after("i-1-1")).isNull();
    }

    @Test
    void knowsNoIdOfTheFutureOrOfAnotherLife() {
        add(3);
        assertThat(ring.after("i-1-4")).isNull();
        assertThat(ring.after("i-2-2")).isNull();
        assertThat(ring.after("nonsense")).isNull();
    }

    @Test
    void aFullConnectionMissesQuotesKeepsOrdersAndIsClosedAtTheBound() {
        ClientQueue queue = new ClientQueue(2);
        Numbered quote = ring.add(EventKind.QUOTE, () -> "{}");
        Numbered order = ring.add(EventKind.ORDER, () -> "{}");
        assertThat(queue.offer(quote, false)).isEqualTo(Verdict.SEND);
        assertThat(queue.offer(quote, true)).isEqualTo(Verdict.DROP);
        assertThat(queue.offer(order, true)).isEqualTo(Verdict.HOLD);
        assertThat(queue.offer(order, true)).isEqualTo(Verdict.HOLD);
        assertThat(queue.offer(order, true)).isEqualTo(Verdict.CLOSE);
    }

    @Test
    void anEventNeverOvertakesOneThatWaits() {
        ClientQueue queue = new ClientQueue(2);
        Numbered order = ring.add(EventKind.ORDER, () -> "{}");
        queue.offer(order, true);
        assertThat(queue.offer(ring.add(EventKind.FILL, () -> "{}"), false)).isEqualTo(Verdict.HOLD);
        assertThat(queue.poll()).isEqualTo(order);
    }

    private void add(int events) {
        for (int i = 0; i < events; i++) {
            ring.add(EventKind.ORDER, () -> "{}");
        }
    }
}

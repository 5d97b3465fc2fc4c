package dev.holdfast.portfolio.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.order.DeskEvent.BreakClosed;
import dev.holdfast.trading.order.DeskEvent.BreakFound;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.reconcile.BreakDisposition;
import dev.holdfast.trading.reconcile.BreakKind;
import dev.holdfast.wire.view.BreakView;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakViewsTest {
    private static final Instant T0 = Instant.parse("2026-01-31T12:00:00Z");
    private static final ShardId SHARD = new ShardId(3);
    private final BreakViews breaks = new BreakViews();

    @Test
    void showsTheNewestFirstAndOnlyOpenOnesWhereAsked() {
        found("a", T0);
        found("b", T0.plusSeconds(1));
        closed("a", T0.plusSeconds(2));
        assertThat(breaks.newest(10, false)).extracting(BreakView::breakId).containsExactly("b", "a");
        assertThat(breaks.newest(10, true)).extracting(BreakView::breakId).containsExactly("b");
        assertThat(breaks.newest(1, false)).hasSize(1);
        assertThat(breaks.open()).isEqualTo(1);
    }

    @Test
    void tellsHowADifferenceWasSettled() {
        found("a", T0);
        closed("a", T0.plusSeconds(2));
        assertThat(breaks.newest(10, false)).singleElement().satisfies(view -> {
            assertThat(view.disposition()).isEqualTo(BreakDisposition.OPERATOR);
            assertThat(view.evidence()).isEqualTo("case 12");
            assertThat(view.foundAt()).isEqualTo(T0);
            assertThat(view.closedAt()).isEqualTo(T0.plusSeconds(2));
        });
    }

    @Test
    void opensADifferenceAgainThatCameBack() {
        found("a", T0);
        closed("a", T0.plusSeconds(2));
        found("a", T0.plusSeconds(4));
        assertThat(breaks.newest(10, false)).singleElement()
            .satisfies(view -> assertThat(view.disposition()).isNull());
    }

    @Test
    void forgetsTheOldestClosedOneBeyondTheBound() {
        for (int i = 0; i <= BreakViews.MAX_CLOSED; i++) {
            found("b" + i, T0.plusSeconds(i));
            closed("b" + i, T0.plusSeconds(i));
        }
        assertThat(breaks.newest(10_000, false)).hasSize(BreakViews.MAX_CLOSED)
            .extracting(BreakView::breakId).doesNotContain("b0");
    }

    private void found(String id, Instant at) {
        breaks.onFound(SHARD, new BreakFound(id, BreakKind.POSITION, "BTC", "1", "2", at));
    }

    private void closed(String id, Instant at) {
        breaks.onClosed(SHARD, new BreakClosed(id, BreakDisposition.OPERATOR, "case 12", "ada", at));
    }
}

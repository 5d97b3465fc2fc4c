package dev.holdfast.venuesim.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OrderBookTest {

    private static final long NO_CAP = Long.MAX_VALUE;

    private final OrderBook book = new OrderBook();

    @Test
    void takesTheBestPriceFirst() {
        book.setBackground(Side.SELL, 101, 5);
        book.setBackground(Side.SELL, 100, 5);

        var matches = book.take(1, Side.BUY, 101, 7);

        assertThat(matches).containsExactly(
            new Match(0, 1, Side.BUY, 100, 5), new Match(0, 1, Side.BUY, 101, 2));
    }

    @Test
    void leavesPricesBeyondTheLimitAlone() {
        book.setBackground(Side.SELL, 101, 5);

        assertThat(book.take(1, Side.BUY, 100, 7)).isEmpty();
        assertThat(book.visible(Side.SELL, 101)).isEqualTo(5);
    }

    @Test
    void keepsTakenLiquidityTakenUntilTheLevelIsRefreshed() {
        book.setBackground(Side.SELL, 100, 5);
        book.take(1, Side.BUY, 100, 5);
        assertThat(book.best(Side.SELL)).isEmpty();

        book.setBackground(Side.SELL, 100, 3);

        assertThat(book.visible(Side.SELL, 100)).isEqualTo(3);
    }

    @Test
    void letsAPrintConsumeTheQueueAheadBeforeOurOrder() {
        book.setBackground(Side.BUY, 100, 10);
        book.rest(1, Side.BUY, 100, 4);

        assertThat(book.print(Side.SELL, 100, 9, NO_CAP)).isEmpty();
        assertThat(book.print(Side.SELL, 100, 3, NO_CAP)).containsExactly(new Match(1, 0, Side.SELL, 100, 2));
        assertThat(book.remaining(1)).isEqualTo(2);
    }

    @Test
    void putsBackgroundThatArrivesLaterBehindOurOrder() {
        book.rest(1, Side.BUY, 100, 4);
        book.setBackground(Side.BUY, 100, 10);

        assertThat(book.print(Side.SELL, 100, 4, NO_CAP)).containsExactly(new Match(1, 0, Side.SELL, 100, 4));
    }

    @Test
    void takesACancelledBackgroundFromTheBackOfTheQueue() {
        book.setBackground(Side.BUY, 100, 10);
        book.rest(1, Side.BUY, 100, 4);
        book.setBackground(Side.BUY, 100, 12);
        book.setBackground(Side.BUY, 100, 11);

        assertThat(book.print(Side.SELL, 100, 10, NO_CAP)).isEmpty();
        assertThat(book.print(Side.SELL, 100, 1, NO_CAP)).hasSize(1);
    }

    @Test
    void fillsAnOrderThatThePrintTradedThrough() {
        book.setBackground(Side.BUY, 101, 50);
        book.rest(1, Side.BUY, 101, 4);

        assertThat(book.print(Side.SELL, 100, 4, NO_CAP)).containsExactly(new Match(1, 0, Side.SELL, 101, 4));
    }

    @Test
    void fillsAnOrderThatTheBackgroundCrosses() {
        book.rest(1, Side.BUY, 100, 4);

        var matches = book.setBackground(Side.SELL, 99, 6);

        assertThat(matches).containsExactly(new Match(1, 0, Side.SELL, 100, 4));
        assertThat(book.visible(Side.SELL, 99)).isEqualTo(2);
    }

    @Test
    void matchesOurOwnOrdersInTheOrderTheyCame() {
        book.rest(1, Side.SELL, 100, 2);
        book.rest(2, Side.SELL, 100, 2);

        assertThat(book.take(3, Side.BUY, 100, 3)).containsExactly(
            new Match(1, 3, Side.BUY, 100, 2), new Match(2, 3, Side.BUY, 100, 1));
    }

    @Test
    void showsOurRestingOrdersInTheDepth() {
        book.setBackground(Side.BUY, 100, 10);
        book.rest(1, Side.BUY, 100, 4);

        assertThat(book.depth(Side.BUY, 5)).containsExactly(new LevelView(Side.BUY, 100, 14));
    }

    @Test
    void refusesToRestAcrossTheSpread() {
        book.setBackground(Side.SELL, 100, 1);

        assertThatThrownBy(() -> book.rest(1, Side.BUY, 100, 1)).hasMessageContaining("would cross");
    }

    @Test
    void givesBackTheOpenQuantityOfACancelledOrderOnce() {
        book.rest(1, Side.BUY, 100, 4);
        book.print(Side.SELL, 100, 1, NO_CAP);

        assertThat(book.cancel(1)).isEqualTo(3);
        assertThat(book.cancel(1)).isZero();
        assertThat(book.best(Side.BUY)).isEmpty();
    }

    @Test
    void capsWhatAPrintFills() {
        book.rest(1, Side.BUY, 100, 4);

        assertThat(book.print(Side.SELL, 100, 4, 1)).containsExactly(new Match(1, 0, Side.SELL, 100, 1));
    }

    @Test
    void tellsEachChangedLevelOnceWithItsPresentQuantity() {
        book.setBackground(Side.BUY, 100, 1);
        book.setBackground(Side.BUY, 100, 2);
        book.setBackground(Side.BUY, 99, 1);
        book.setBackground(Side.BUY, 99, 0);

        assertThat(book.drainChanges()).isEqualTo(List.of(
            new LevelView(Side.BUY, 100, 2), new LevelView(Side.BUY, 99, 0)));
        assertThat(book.drainChanges()).isEmpty();
    }
}

package dev.holdfast.trading.order;

import static dev.holdfast.trading.order.OrderTest.ID;
import static dev.holdfast.trading.order.OrderTest.NOW;
import static dev.holdfast.trading.order.OrderTest.fill;
import static dev.holdfast.trading.order.OrderTest.send;
import static dev.holdfast.trading.order.OrderTest.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.OrderEvent.CancelConfirmed;
import dev.holdfast.trading.order.OrderEvent.CancelRequested;
import dev.holdfast.trading.order.OrderEvent.FillBusted;
import dev.holdfast.trading.order.OrderEvent.FillCorrected;
import dev.holdfast.trading.order.OrderEvent.OrderCreated;
import dev.holdfast.trading.order.OrderEvent.SendWithheld;
import org.junit.jupiter.api.Test;

/** Executions that come late, twice, are taken back or corrected. */
class OrderBookTest {
    private final OrderBook book = new OrderBook();

    OrderBookTest() {
        book.apply(new OrderCreated(ID, terms(), NOW));
        book.apply(send(1));
    }

    @Test
    void refusesTheSameExecutionTwice() {
        book.apply(fill("x1", "0.4"));
        assertThatThrownBy(() -> book.apply(fill("x1", "0.4"))).isInstanceOf(IllegalMove.class);
    }

    @Test
    void takesAnExecutionBack() {
        book.apply(fill("x1", "0.4"));
        book.apply(fill("x2", "0.1"));
        Order order = book.apply(new FillBusted(ID, "x1", NOW));
        assertThat(order.cumulative()).isEqualTo(Quantity.of("0.1"));
        assertThat(order.filledNotional()).isEqualTo(Money.of("10"));
        assertThat(book.apply(new FillBusted(ID, "x2", NOW)).status()).isEqualTo(OrderStatus.WORKING);
    }

    @Test
    void doesNotCountABustedExecutionWhenItIsReportedAgain() {
        book.apply(fill("x1", "0.4"));
        book.apply(new FillBusted(ID, "x1", NOW));
        assertThat(book.hasFill(ID, "x1")).isTrue();
        assertThatThrownBy(() -> book.apply(fill("x1", "0.4"))).isInstanceOf(IllegalMove.class);
    }

    @Test
    void correctsAnExecution() {
        book.apply(fill("x1", "0.4"));
        Order order = book.apply(new FillCorrected(ID, fill("x1", "0.5").fill(), NOW));
        assertThat(order.cumulative()).isEqualTo(Quantity.of("0.5"));
        assertThat(order.leaves()).isEqualTo(Quantity.of("0.5"));
    }

    @Test
    void isFilledByACorrectionUpToTheWhole() {
        book.apply(fill("x1", "0.4"));
        assertThat(book.apply(new FillCorrected(ID, fill("x1", "1").fill(), NOW)).status())
            .isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void keepsAnEndedOrderEndedThroughABust() {
        book.apply(fill("x1", "1"));
        Order order = book.apply(new FillBusted(ID, "x1", NOW));
        assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(order.leaves().isZero()).isTrue();
    }

    @Test
    void knowsNoBustOrCorrectionOfWhatNeverCame() {
        assertThatThrownBy(() -> book.apply(new FillBusted(ID, "x9", NOW))).isInstanceOf(IllegalMove.class);
        assertThatThrownBy(() -> book.apply(new FillCorrected(ID, fill("x9", "1").fill(), NOW)))
            .isInstanceOf(IllegalMove.class);
    }

    @Test
    void remembersWhichEndedOrdersWaitForACancel() {
        book.apply(new SendWithheld(ID, "late", NOW));
        assertThat(book.endedButAsked()).isEmpty();
        book.apply(new CancelRequested(ID, "test", NOW));
        assertThat(book.endedButAsked()).hasSize(1);
        assertThat(book.open()).isEmpty();
        book.apply(new CancelConfirmed(ID, NOW));
        assertThat(book.endedButAsked()).isEmpty();
    }
}

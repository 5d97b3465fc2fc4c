package dev.holdfast.trading.desk;

import static dev.holdfast.trading.desk.Desks.ACCOUNT;
import static dev.holdfast.trading.desk.Desks.BTC;
import static dev.holdfast.trading.desk.Desks.NOW;
import static dev.holdfast.trading.desk.Desks.at;
import static dev.holdfast.trading.desk.Desks.buy;
import static dev.holdfast.trading.desk.Desks.id;
import static dev.holdfast.trading.desk.Desks.names;
import static dev.holdfast.trading.desk.Desks.order;
import static dev.holdfast.trading.desk.Desks.report;
import static dev.holdfast.trading.desk.Desks.run;
import static dev.holdfast.trading.desk.Desks.state;
import static dev.holdfast.trading.desk.Desks.trade;
import static dev.holdfast.trading.desk.Desks.venueDown;
import static dev.holdfast.trading.desk.Desks.working;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.desk.DeskCommand.CancelOrder;
import dev.holdfast.trading.desk.DeskCommand.MarkCancelRejected;
import dev.holdfast.trading.desk.DeskCommand.PassTime;
import dev.holdfast.trading.desk.DeskCommand.SubmitOrder;
import dev.holdfast.trading.desk.DeskCommand.TakeOver;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.ExecutionReport.Kind;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.trading.order.TradingState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeRuleTest {
    private final OrderDesk desk = Desks.open();
    private final String venueId = id("a").venueId(1);

    @Test
    void asksAgainAtItsPaceWhateverElseHappensToTheOrder() {
        working(desk, buy("a", "2", "100"));
        run(desk, new CancelOrder(id("a"), "ann"), at(NOW));
        int asked = 0;
        for (int tenth = 1; tenth <= 200; tenth++) {
            Instant now = NOW.plusMillis(100L * tenth);
            run(desk, trade(venueId, "x" + tenth, "0.001"), at(now));
            asked += names(run(desk, new PassTime(), at(now))).contains("RequestUnresolved") ? 1 : 0;
        }
        assertThat(asked).isEqualTo(4);
    }

    @Test
    void doesNotTakeAnOrderForFreshBecauseItsCancelWasAsked() {
        run(desk, buy("a", "2", "100"), at(NOW));
        run(desk, new CancelOrder(id("a"), "ann"), at(NOW.plusSeconds(4)));
        run(desk, new PassTime(), at(NOW.plusSeconds(5)));
        assertThat(order(desk, "a").status()).isEqualTo(OrderStatus.UNKNOWN);
    }

    @Test
    void doubtsAnOrderThatCannotRestAndDoesNotEnd() {
        run(desk, buy("a", "2", null), at(NOW));
        run(desk, trade(venueId, "x1", "1"), at(NOW));
        run(desk, new PassTime(), at(NOW.plusMillis(4_999)));
        assertThat(order(desk, "a").status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        run(desk, new PassTime(), at(NOW.plusSeconds(5)));
        assertThat(order(desk, "a").status()).isEqualTo(OrderStatus.UNKNOWN);
    }

    @Test
    void endsADayOrderWithTheUtcDay() {
        Instant evening = Instant.parse("2026-01-05T23:59:59.999Z");
        run(desk, timed("a", TimeInForce.DAY), at(evening.minusSeconds(60)));
        run(desk, report(venueId, Kind.NEW), at(evening.minusSeconds(60)));
        assertThat(names(run(desk, new PassTime(), at(evening)))).isEmpty();
        assertThat(names(run(desk, new PassTime(), at(evening.plusMillis(1)))))
            .containsExactly("CancelRequested");
    }

    @Test
    void keepsAGoodTillCanceledOrderOverTheDay() {
        run(desk, timed("a", TimeInForce.GTC), at(NOW));
        run(desk, report(venueId, Kind.NEW), at(NOW));
        assertThat(names(run(desk, new PassTime(), at(NOW.plus(Duration.ofDays(2)))))).isEmpty();
    }

    @Test
    void cancelsTheRemainderOfWhatCannotRest() {
        run(desk, timed("a", TimeInForce.IOC), at(NOW));
        run(desk, trade(venueId, "x1", "0.5"), at(NOW));
        run(desk, new DeskCommand.TakeReport(Desks.words(venueId, Kind.EXPIRED, "0.5")), at(NOW));
        assertThat(order(desk, "a").status()).isEqualTo(OrderStatus.CANCELED);
        run(desk, timed("b", TimeInForce.FOK), at(NOW));
        run(desk, report(id("b").venueId(1), Kind.EXPIRED), at(NOW));
        assertThat(order(desk, "b").status()).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void deniesAQueuedMarketOrderWhosePriceRanBeyondWhatIsReserved() {
        run(desk, buy("a", "2", null), venueDown(NOW));
        run(desk, new PassTime(), quoted("105.01"));
        assertThat(order(desk, "a").status()).isEqualTo(OrderStatus.DENIED);
        assertThat(order(desk, "a").reason()).contains("PRICE_COLLAR");
        run(desk, buy("b", "2", null), venueDown(NOW));
        run(desk, new PassTime(), quoted("105"));
        assertThat(order(desk, "b").status()).isEqualTo(OrderStatus.SUBMITTED);
    }

    @Test
    void takesOverEachPendingRequestAsUnanswered() {
        working(desk, buy("a", "2", "100"));
        run(desk, new CancelOrder(id("a"), "ann"), at(NOW));
        assertThat(names(run(desk, new TakeOver(), at(NOW)))).containsExactly("RequestUnresolved");
        assertThat(run(desk, new TakeOver(), at(NOW)).events()).isEmpty();
    }

    @Test
    void asksForTheCancelThatAHaltStillOwesWhenItTakesOver() {
        working(desk, buy("a", "2", "100"));
        run(desk, state(TradingState.HALTED), at(NOW));
        run(desk, new MarkCancelRejected(id("a"), "-2011 unknown order"), at(NOW));
        assertThat(names(run(desk, new TakeOver(), at(NOW.plusMillis(4_999))))).isEmpty();
        assertThat(names(run(desk, new TakeOver(), at(NOW.plusSeconds(5)))))
            .containsExactly("CancelRequested");
    }

    private static SubmitOrder timed(String name, TimeInForce time) {
        return new SubmitOrder(id(name), ACCOUNT, BTC, Side.BUY, OrderType.LIMIT, time, Quantity.of("2"),
            Price.of("100"), Origin.manual("test"));
    }

    private static DeskContext quoted(String ask) {
        Quote quote = new Quote(BTC, Price.of("99"), Quantity.of("1"), Price.of(ask), Quantity.of("1"), NOW,
            NOW, 1, MarketCondition.LIVE);
        return new DeskContext(NOW.plusSeconds(1), id -> quote, "session-1", Duration.ZERO);
    }
}

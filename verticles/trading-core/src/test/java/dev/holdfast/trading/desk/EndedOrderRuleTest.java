package dev.holdfast.trading.desk;

import static dev.holdfast.trading.desk.Desks.ACCOUNT;
import static dev.holdfast.trading.desk.Desks.BTC;
import static dev.holdfast.trading.desk.Desks.NOW;
import static dev.holdfast.trading.desk.Desks.at;
import static dev.holdfast.trading.desk.Desks.buy;
import static dev.holdfast.trading.desk.Desks.execution;
import static dev.holdfast.trading.desk.Desks.id;
import static dev.holdfast.trading.desk.Desks.names;
import static dev.holdfast.trading.desk.Desks.order;
import static dev.holdfast.trading.desk.Desks.report;
import static dev.holdfast.trading.desk.Desks.run;
import static dev.holdfast.trading.desk.Desks.state;
import static dev.holdfast.trading.desk.Desks.trade;
import static dev.holdfast.trading.desk.Desks.unknown;
import static dev.holdfast.trading.desk.Desks.working;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.desk.DeskCommand.MarkCancelRejected;
import dev.holdfast.trading.desk.DeskCommand.MarkWithheld;
import dev.holdfast.trading.desk.DeskCommand.PassTime;
import dev.holdfast.trading.desk.DeskCommand.ResolveOrder;
import dev.holdfast.trading.desk.DeskCommand.TakeReport;
import dev.holdfast.trading.desk.DeskCommand.TakeStatus;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.ExecutionReport.Kind;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.PendingRequest;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.reconcile.BreakKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the venue says of orders that ended here: their fills count, their end stays, nobody is fooled. */
class EndedOrderRuleTest {
    private final OrderDesk desk = Desks.open();
    private final String venueId = id("a").venueId(1);

    @Test
    void cancelsAndFlagsAnAbsentOrderThatShowsUpAfterAll() {
        absent();
        assertThat(names(run(desk, report(venueId, Kind.NEW), at(NOW)))).containsExactly("BreakFound",
            "TradingStateChanged", "CancelRequested");
        assertThat(order(desk, "a").status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(desk.state().shardState()).isEqualTo(TradingState.REDUCE_ONLY);
        assertThat(desk.state().breaks().open(BreakKind.RESURRECTED_ORDER.breakId(id("a").text())))
            .isNotNull();
    }

    @Test
    void booksTheFillOfAnOrderWhoseBytesWereSaidToBeHeldBack() {
        run(desk, buy("a", "2", "100"), at(NOW));
        run(desk, new MarkWithheld(id("a"), "expired"), at(NOW));
        assertThat(names(run(desk, trade(venueId, "x1", "0.5"), at(NOW)))).containsExactly("OrderFilled",
            "BreakFound", "TradingStateChanged", "CancelRequested");
        assertThat(order(desk, "a").status()).isEqualTo(OrderStatus.DENIED);
        assertThat(desk.state().account(ACCOUNT).position(BTC).quantity()).isEqualByComparingTo("0.5");
        assertThat(names(run(desk, trade(venueId, "x1", "0.5"), at(NOW)))).isEmpty();
    }

    @Test
    void seesOneThatShowsUpInAStatusAsWell() {
        absent();
        run(desk, new TakeStatus(id("a"), venueId, Desks.words(venueId, Kind.CANCELED, "0.5"),
            List.of(execution(venueId, "x1", "0.5")), null), at(NOW));
        assertThat(desk.state().shardState()).isEqualTo(TradingState.REDUCE_ONLY);
        assertThat(order(desk, "a").cumulative()).isEqualTo(Quantity.of("0.5"));
        assertThat(order(desk, "a").pending().isNone()).isTrue();
    }

    @Test
    void staysHaltedWhenOneShowsUpUnderAHalt() {
        absent();
        run(desk, state(TradingState.HALTED), at(NOW));
        assertThat(names(run(desk, report(venueId, Kind.NEW), at(NOW)))).containsExactly("BreakFound",
            "CancelRequested");
        assertThat(desk.state().shardState()).isEqualTo(TradingState.HALTED);
    }

    @Test
    void asksForTheCancelUntilItIsAnswered() {
        absent();
        run(desk, report(venueId, Kind.NEW), at(NOW));
        assertThat(names(run(desk, new PassTime(), at(NOW.plusMillis(4_999))))).isEmpty();
        assertThat(names(run(desk, new PassTime(), at(NOW.plusSeconds(5)))))
            .containsExactly("RequestUnresolved");
        run(desk, report(venueId, Kind.CANCELED), at(NOW.plusSeconds(6)));
        assertThat(order(desk, "a").pending()).isEqualTo(PendingRequest.NONE);
        assertThat(order(desk, "a").status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(names(run(desk, new PassTime(), at(NOW.plusSeconds(60))))).isEmpty();
    }

    @Test
    void takesARefusedCancelForItsEndToo() {
        absent();
        run(desk, report(venueId, Kind.NEW), at(NOW));
        run(desk, new MarkCancelRejected(id("a"), "-2011 Unknown order sent."), at(NOW));
        assertThat(desk.state().book().endedButAsked()).isEmpty();
    }

    @Test
    void findsNothingWrongWithARefusalOfAnOrderThatNeverArrived() {
        absent();
        assertThat(names(run(desk, report(venueId, Kind.REJECTED), at(NOW)))).isEmpty();
    }

    @Test
    void findsNothingWrongWithAnEndThatAnOperatorFoundBefore() {
        unknown(desk, buy("a", "2", "100"));
        run(desk, new ResolveOrder(id("a"), OrderStatus.CANCELED, "screenshot", "ann"), at(NOW));
        assertThat(names(run(desk, report(venueId, Kind.CANCELED), at(NOW)))).isEmpty();
        assertThat(names(run(desk, report(venueId, Kind.NEW), at(NOW)))).contains("TradingStateChanged");
    }

    @Test
    void takesNoLateDuplicateForAResurrection() {
        working(desk, buy("a", "2", "100"));
        run(desk, report(venueId, Kind.CANCELED), at(NOW));
        assertThat(names(run(desk, report(venueId, Kind.NEW), at(NOW)))).isEmpty();
        assertThat(names(run(desk, report(venueId, Kind.CANCELED), at(NOW)))).isEmpty();
    }

    @Test
    void booksExecutionsThatAreMissingAndClosesThemWhenTheyCome() {
        working(desk, buy("a", "2", "100"));
        run(desk, report(venueId, Kind.CANCELED), at(NOW));
        ExecutionReport second = execution(venueId, "x2", "0.3");
        Decision first = run(desk, new TakeReport(new ExecutionReport(venueId, second.venueOrderId(), BTC,
            Kind.TRADE, second.fill(), Quantity.of("0.8"), null, NOW)), at(NOW));
        assertThat(names(first)).containsExactly("OrderFilled", "BreakFound");
        ExecutionReport missing = execution(venueId, "x1", "0.5");
        assertThat(names(run(desk, new TakeStatus(id("a"), venueId,
            Desks.words(venueId, Kind.CANCELED, "0.8"), List.of(missing), null), at(NOW))))
            .containsExactly("OrderFilled", "BreakClosed");
        assertThat(desk.state().breaks().open()).isEmpty();
    }

    private void absent() {
        unknown(desk, buy("a", "2", "100"));
        run(desk, new TakeStatus(id("a"), venueId, null, List.of(), "asked twice"), at(NOW));
    }
}

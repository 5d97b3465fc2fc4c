package dev.holdfast.trading.desk;

import static dev.holdfast.trading.desk.Desks.ACCOUNT;
import static dev.holdfast.trading.desk.Desks.BTC;
import static dev.holdfast.trading.desk.Desks.NOW;
import static dev.holdfast.trading.desk.Desks.at;
import static dev.holdfast.trading.desk.Desks.buy;
import static dev.holdfast.trading.desk.Desks.execution;
import static dev.holdfast.trading.desk.Desks.id;
import static dev.holdfast.trading.desk.Desks.report;
import static dev.holdfast.trading.desk.Desks.run;
import static dev.holdfast.trading.desk.Desks.trade;
import static dev.holdfast.trading.desk.Desks.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.desk.DeskCommand.BookBreak;
import dev.holdfast.trading.desk.DeskCommand.CancelOrder;
import dev.holdfast.trading.desk.DeskCommand.MarkUnknown;
import dev.holdfast.trading.desk.DeskCommand.ReplaceOrder;
import dev.holdfast.trading.desk.DeskCommand.TakeStatus;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.DeskEvent.ReportParked;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.ExecutionReport.Kind;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.reconcile.BreakKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the venue says, twice, late, out of order or of another revision, and what it makes of an order. */
class ReportRuleTest {
    private final OrderDesk desk = Desks.open();

    @Test
    void countsAFillOnceHoweverOftenItIsReported() {
        run(desk, buy("a", "2", "100"), at(NOW));
        String venueId = id("a").venueId(1);
        run(desk, trade(venueId, "x1", "1"), at(NOW));
        assertThat(run(desk, trade(venueId, "x1", "1"), at(NOW)).events()).isEmpty();
        assertThat(status("a")).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(desk.state().account(ACCOUNT).cash()).isEqualTo(Money.of("9900"));
    }

    @Test
    void takesAFillThatComesBeforeItsAcceptance() {
        run(desk, buy("a", "2", "100"), at(NOW));
        run(desk, trade(id("a").venueId(1), "x1", "2"), at(NOW));
        assertThat(run(desk, report(id("a").venueId(1), Kind.NEW), at(NOW)).events()).isEmpty();
        assertThat(status("a")).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void booksALateFillOfACanceledOrder() {
        run(desk, buy("a", "2", "100"), at(NOW));
        run(desk, report(id("a").venueId(1), Kind.CANCELED), at(NOW));
        run(desk, trade(id("a").venueId(1), "x1", "0.5"), at(NOW));
        assertThat(status("a")).isEqualTo(OrderStatus.CANCELED);
        assertThat(desk.state().account(ACCOUNT).position(BTC).quantity()).isEqualByComparingTo("0.5");
    }

    @Test
    void parksAReportOfAnOrderItNeverMade() {
        Decision decision = run(desk, trade(id("ghost").venueId(1), "x1", "1"), at(NOW));
        assertThat(decision.events().get(0)).isInstanceOf(ReportParked.class);
        assertThat(desk.state().parkedReports()).isEqualTo(1);
    }

    @Test
    void leavesUnknownOnlyWithAllExecutions() {
        unknown("a");
        String venueId = id("a").venueId(1);
        run(desk, new TakeStatus(id("a"), venueId, words(venueId, Kind.CANCELED, "1"), List.of(), null),
            at(NOW));
        assertThat(status("a")).isEqualTo(OrderStatus.UNKNOWN);
        run(desk, new TakeStatus(id("a"), venueId, words(venueId, Kind.CANCELED, "1"),
            List.of(execution(venueId, "x1", "1")), null), at(NOW));
        assertThat(status("a")).isEqualTo(OrderStatus.CANCELED);
        assertThat(desk.state().book().order(id("a")).cumulative()).isEqualTo(Quantity.of("1"));
    }

    @Test
    void leavesUnknownWhenAbsenceIsProven() {
        unknown("a");
        run(desk, new TakeStatus(id("a"), id("a").venueId(1), null, List.of(), "asked twice"), at(NOW));
        assertThat(status("a")).isEqualTo(OrderStatus.REJECTED);
        assertThat(desk.state().reservations(ACCOUNT).cash()).isEqualByComparingTo("0");
    }

    @Test
    void replacesByCancelThenANewRevisionForTheRest() {
        working("a", "2", "100");
        run(desk, trade(id("a").venueId(1), "x1", "0.5"), at(NOW));
        run(desk, new ReplaceOrder(id("a"), Quantity.of("3"), Price.of("99"), "ann"), at(NOW));
        Decision decision = run(desk,
            new DeskCommand.TakeReport(words(id("a").venueId(1), Kind.CANCELED, "0.5")), at(NOW));
        SendAttempted attempt = (SendAttempted) decision.events().get(1);
        assertThat(attempt.revision()).isEqualTo(2);
        assertThat(attempt.quantity()).isEqualTo(Quantity.of("2.5"));
        assertThat(attempt.venueClientId()).isEqualTo(id("a").text() + ".2");
    }

    @Test
    void letsNoAnswerAboutAnOldRevisionEndTheNewOne() {
        working("a", "2", "100");
        run(desk, new ReplaceOrder(id("a"), Quantity.of("3"), Price.of("99"), "ann"), at(NOW));
        String old = id("a").venueId(1);
        run(desk, new DeskCommand.TakeReport(words(old, Kind.CANCELED, "0")), at(NOW));
        run(desk, new TakeStatus(id("a"), old, words(old, Kind.CANCELED, "0"), List.of(), null), at(NOW));
        assertThat(status("a")).isEqualTo(OrderStatus.SUBMITTED);
        run(desk, new TakeStatus(id("a"), old, words(old, Kind.CANCELED, "0.5"),
            List.of(execution(old, "x1", "0.5")), null), at(NOW));
        assertThat(desk.state().book().order(id("a")).cumulative()).isEqualTo(Quantity.of("0.5"));
    }

    @Test
    void doesNotEndWithAFillStillOnItsWay() {
        working("a", "2", "100");
        run(desk, new CancelOrder(id("a"), "ann"), at(NOW));
        String venueId = id("a").venueId(1);
        run(desk, new DeskCommand.TakeReport(words(venueId, Kind.CANCELED, "0.4")), at(NOW));
        assertThat(status("a")).isEqualTo(OrderStatus.UNKNOWN);
        run(desk, new TakeStatus(id("a"), venueId, words(venueId, Kind.CANCELED, "0.4"),
            List.of(execution(venueId, "x1", "0.4")), null), at(NOW));
        assertThat(status("a")).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void asksAboutAnOrderWhoseFillsDoNotAddUp() {
        working("a", "2", "100");
        String venueId = id("a").venueId(1);
        ExecutionReport second = execution(venueId, "x2", "0.5");
        run(desk, new DeskCommand.TakeReport(new ExecutionReport(venueId, second.venueOrderId(), BTC,
            Kind.TRADE, second.fill(), Quantity.of("0.8"), null, NOW)), at(NOW));
        assertThat(status("a")).isEqualTo(OrderStatus.UNKNOWN);
    }

    @Test
    void doubtsARestingOrderBeforeItBelievesThatItIsGone() {
        working("a", "2", "100");
        TakeStatus gone = new TakeStatus(id("a"), id("a").venueId(1), null, List.of(), "asked twice");
        run(desk, gone, at(NOW));
        assertThat(status("a")).isEqualTo(OrderStatus.UNKNOWN);
        run(desk, gone, at(NOW));
        assertThat(status("a")).isEqualTo(OrderStatus.REJECTED);
    }

    @Test
    void waitsWithAReplaceForExecutionsThatAreMissing() {
        working("a", "2", "100");
        run(desk, new ReplaceOrder(id("a"), Quantity.of("3"), Price.of("99"), "ann"), at(NOW));
        run(desk, new DeskCommand.TakeReport(words(id("a").venueId(1), Kind.CANCELED, "0.5")), at(NOW));
        assertThat(desk.state().book().order(id("a")).revision()).isEqualTo(1);
        assertThat(desk.state().book().order(id("a")).pending().unresolved()).isTrue();
    }

    @Test
    void appliesAnOverfillAndBooksIt() {
        working("a", "2", "100");
        Decision decision = run(desk, trade(id("a").venueId(1), "x1", "2.5"), at(NOW));
        assertThat(Desks.names(decision)).containsExactly("OrderFilled", "BreakFound");
        assertThat(desk.state().account(ACCOUNT).position(BTC).quantity()).isEqualByComparingTo("2.5");
        assertThat(desk.state().breaks().open(BreakKind.EXECUTIONS.breakId(id("a").text()))).isNotNull();
    }

    @Test
    void booksNothingForFillsThatOvertakeAReplaceToLess() {
        working("a", "2", "100");
        run(desk, new ReplaceOrder(id("a"), Quantity.of("1"), Price.of("99"), "ann"), at(NOW));
        run(desk, trade(id("a").venueId(1), "x1", "1.5"), at(NOW));
        run(desk, new DeskCommand.TakeReport(words(id("a").venueId(1), Kind.CANCELED, "1.5")), at(NOW));
        assertThat(status("a")).isEqualTo(OrderStatus.FILLED);
        assertThat(desk.state().book().order(id("a")).isOverfilled()).isFalse();
    }

    @Test
    void parksWhatNoOrderCanDo() {
        run(desk, buy("a", "2", "100"), Desks.venueDown(NOW));
        assertThat(Desks.names(run(desk, trade(id("a").venueId(1), "x1", "1"), at(NOW))))
            .containsExactly("ReportParked", "BreakFound");
        assertThat(status("a")).isEqualTo(OrderStatus.QUEUED);
    }

    @Test
    void letsAnAnswerFromALaggingCopyResolveNothing() {
        unknown("a");
        String venueId = id("a").venueId(1);
        run(desk, trade(venueId, "x1", "0.5"), at(NOW));
        run(desk, new DeskCommand.TakeReport(words(venueId, Kind.CANCELED, "0.9")), at(NOW));
        assertThat(status("a")).isEqualTo(OrderStatus.UNKNOWN);
        run(desk, new TakeStatus(id("a"), venueId, words(venueId, Kind.NEW, "0.4"), List.of(), null),
            at(NOW));
        assertThat(status("a")).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(desk.state().book().order(id("a")).cumulative()).isEqualTo(Quantity.of("0.5"));
    }

    @Test
    void letsAnAcceptanceHeardAgainResolveNothing() {
        run(desk, buy("a", "2", "100"), at(NOW));
        String venueId = id("a").venueId(1);
        run(desk, new DeskCommand.TakeReport(words(venueId, Kind.CANCELED, "0.4")), at(NOW));
        assertThat(status("a")).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(run(desk, report(venueId, Kind.NEW), at(NOW)).events()).isEmpty();
    }

    @Test
    void asksForExecutionsThatAStatusCountsAndWeDoNotHave() {
        working("a", "2", "100");
        String venueId = id("a").venueId(1);
        run(desk, new TakeStatus(id("a"), venueId, words(venueId, Kind.TRADE, "0.4"), List.of(), null),
            at(NOW));
        assertThat(status("a")).isEqualTo(OrderStatus.UNKNOWN);
    }

    @Test
    void endsTheSilenceAPersonWasToldOfWithTheVenuesWordAndNotBefore() {
        unknown("a");
        String venueId = id("a").venueId(1);
        run(desk, new BookBreak(BreakKind.UNANSWERED_ORDER, id("a").text(), "UNKNOWN", "no result"), at(NOW));
        run(desk, new TakeStatus(id("a"), venueId, words(venueId, Kind.CANCELED, "1"), List.of(), null),
            at(NOW));
        assertThat(desk.state().breaks().open()).hasSize(1);
        assertThat(Desks.names(run(desk, new TakeStatus(id("a"), venueId, null, List.of(), "in no list"),
            at(NOW)))).containsExactly("ProvenAbsent", "BreakClosed");
        assertThat(desk.state().breaks().open()).isEmpty();
    }

    @Test
    void reopensNothingByAStatus() {
        working("a", "2", "100");
        String venueId = id("a").venueId(1);
        run(desk, report(venueId, Kind.CANCELED), at(NOW));
        run(desk, new TakeStatus(id("a"), venueId, words(venueId, Kind.NEW, "0"), List.of(), null), at(NOW));
        assertThat(status("a")).isEqualTo(OrderStatus.CANCELED);
    }

    private void unknown(String name) {
        run(desk, buy(name, "2", "100"), at(NOW));
        run(desk, new MarkUnknown(id(name), "timeout"), at(NOW));
    }

    private void working(String name, String quantity, String limit) {
        run(desk, buy(name, quantity, limit), at(NOW));
        run(desk, report(id(name).venueId(1), Kind.NEW), at(NOW));
    }

    private OrderStatus status(String name) {
        return desk.state().book().order(id(name)).status();
    }
}

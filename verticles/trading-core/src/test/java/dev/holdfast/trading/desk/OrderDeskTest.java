package dev.holdfast.trading.desk;

import static dev.holdfast.trading.desk.Desks.ACCOUNT;
import static dev.holdfast.trading.desk.Desks.BTC;
import static dev.holdfast.trading.desk.Desks.NOW;
import static dev.holdfast.trading.desk.Desks.at;
import static dev.holdfast.trading.desk.Desks.buy;
import static dev.holdfast.trading.desk.Desks.id;
import static dev.holdfast.trading.desk.Desks.order;
import static dev.holdfast.trading.desk.Desks.report;
import static dev.holdfast.trading.desk.Desks.run;
import static dev.holdfast.trading.desk.Desks.trade;
import static dev.holdfast.trading.desk.Desks.venueDown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.desk.DeskCommand.CancelOrder;
import dev.holdfast.trading.desk.DeskCommand.MarkCancelRejected;
import dev.holdfast.trading.desk.DeskCommand.MarkUnknown;
import dev.holdfast.trading.desk.DeskCommand.PassTime;
import dev.holdfast.trading.desk.DeskCommand.SetTradingState;
import dev.holdfast.trading.desk.DeskCommand.TakeOver;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.ExecutionReport.Kind;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.PendingRequest;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.signal.Signal;
import dev.holdfast.trading.signal.SignalAction;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OrderDeskTest {
    private final OrderDesk desk = Desks.open();

    @Test
    void journalsTheIntentBeforeAnythingIsSent() {
        Decision decision = run(desk, buy("a", "2", "100"), at(NOW));
        SendAttempted attempt = (SendAttempted) decision.events().get(1);
        assertThat(attempt.requestTime()).isEqualTo(NOW.minusMillis(1_270));
        assertThat(attempt.expiresAt()).isEqualTo(attempt.requestTime().plusSeconds(1));
        assertThat(attempt.session()).isEqualTo("session-1");
        assertThat(decision.reply().status()).isEqualTo(OrderStatus.SUBMITTED);
    }

    @Test
    void signsTheVenuesTimeWhileItsOwnClockIsBehindTheJournal() {
        run(desk, buy("a", "1", "99"), at(NOW));
        Decision decision = run(desk, buy("b", "1", "99"), at(NOW.minusSeconds(7)));
        SendAttempted attempt = (SendAttempted) decision.events().getLast();
        assertThat(attempt.at()).isEqualTo(NOW);
        assertThat(attempt.requestTime()).isEqualTo(NOW.minusSeconds(7).minusMillis(1_270));
    }

    @Test
    void answersASecondSubmitWithTheFirstOrder() {
        run(desk, buy("a", "2", "100"), at(NOW));
        Decision again = run(desk, buy("a", "3", "100"), at(NOW));
        assertThat(again.events()).isEmpty();
        assertThat(again.reply().duplicate()).isTrue();
    }

    @Test
    void makesOneOrderOfASignalHeardTwice() {
        assertThat(run(desk, signal(SignalAction.ENTER_LONG), at(NOW)).events()).hasSize(2);
        assertThat(run(desk, signal(SignalAction.ENTER_LONG), at(NOW)).events()).isEmpty();
    }

    @Test
    void doesNothingForASignalThatHasExpired() {
        Instant late = NOW.plusSeconds(10);
        assertThat(run(desk, signal(SignalAction.ENTER_LONG), at(late)).events()).isEmpty();
    }

    @Test
    void sellsNoMoreThanItHoldsOnAnExit() {
        filled("a", "2");
        run(desk, order("b", Side.SELL, "1.5", "100"), at(NOW));
        Decision exit = run(desk, signal(SignalAction.EXIT), at(NOW));
        assertThat(((SendAttempted) exit.events().get(1)).quantity()).isEqualTo(Quantity.of("0.5"));
    }

    @Test
    void callsATimeoutUnknownAndNeverRejected() {
        run(desk, buy("a", "2", "100"), at(NOW));
        run(desk, new MarkUnknown(id("a"), "timeout"), at(NOW));
        assertThat(status("a")).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(desk.state().reservations(ACCOUNT).cash()).isEqualByComparingTo("200");
    }

    @Test
    void keepsACancelOpenWhenTheVenueDoesNotKnowAnOrderStillUnderWay() {
        run(desk, buy("a", "2", "100"), at(NOW));
        run(desk, new CancelOrder(id("a"), "ann"), at(NOW));
        run(desk, new MarkCancelRejected(id("a"), "-2011 Unknown order sent."), at(NOW));
        Order order = desk.state().book().order(id("a"));
        assertThat(order.pending())
            .isEqualTo(new PendingRequest(PendingRequest.Kind.CANCEL, true, null, null));
    }

    @Test
    void cancelsAgainWhatAHaltLeftResting() {
        working("a", "2", "100");
        run(desk, halt(), at(NOW));
        run(desk, new MarkCancelRejected(id("a"), "-1013 filter"), at(NOW));
        assertThat(desk.state().book().order(id("a")).pending().isNone()).isTrue();
        run(desk, new PassTime(), at(NOW.plusSeconds(5)));
        assertThat(desk.state().book().order(id("a")).pending().kind())
            .isEqualTo(PendingRequest.Kind.CANCEL);
    }

    @Test
    void asksNothingAgainWhileNoVenueAnswers() {
        working("a", "2", "100");
        run(desk, new CancelOrder(id("a"), "ann"), at(NOW));
        assertThat(run(desk, new PassTime(), venueDown(NOW.plusSeconds(60))).events()).isEmpty();
        assertThat(run(desk, new PassTime(), at(NOW.plusSeconds(60))).events()).hasSize(1);
    }

    @Test
    void queuesWhileNoVenueAnswersAndReleasesWhenOneDoes() {
        run(desk, buy("a", "2", "100"), venueDown(NOW));
        assertThat(status("a")).isEqualTo(OrderStatus.QUEUED);
        run(desk, new PassTime(), at(NOW.plusSeconds(29)));
        assertThat(status("a")).isEqualTo(OrderStatus.SUBMITTED);
    }

    @Test
    void expiresWhatWaitedTooLong() {
        run(desk, buy("a", "2", "100"), venueDown(NOW));
        run(desk, new PassTime(), at(NOW.plusSeconds(30)));
        assertThat(status("a")).isEqualTo(OrderStatus.EXPIRED);
    }

    @Test
    void takesSilenceForUnknownFromExactlyTheQuietTimeOn() {
        run(desk, buy("a", "2", "100"), at(NOW));
        run(desk, new PassTime(), at(NOW.plusMillis(4_999)));
        assertThat(status("a")).isEqualTo(OrderStatus.SUBMITTED);
        run(desk, new PassTime(), at(NOW.plusSeconds(5)));
        assertThat(status("a")).isEqualTo(OrderStatus.UNKNOWN);
    }

    @Test
    void takesOverOrdersInFlightAsUnknownWithTheirReservations() {
        run(desk, buy("a", "2", "100"), at(NOW));
        run(desk, new TakeOver(), at(NOW));
        assertThat(status("a")).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(desk.state().reservations(ACCOUNT).openOrders()).isEqualTo(1);
    }

    @Test
    void cancelsEverythingInTheSameRecordThatHalts() {
        working("a", "2", "100");
        Decision halt = run(desk, halt(), at(NOW));
        assertThat(halt.events()).extracting(DeskEvent::getClass).extracting(Class::getSimpleName)
            .containsExactly("TradingStateChanged", "CancelRequested");
        assertThat(run(desk, buy("b", "1", "100"), at(NOW)).reply().status()).isEqualTo(OrderStatus.DENIED);
    }

    @Test
    void haltsOnceHoweverOftenItIsTold() {
        run(desk, halt(), at(NOW));
        assertThat(run(desk, halt(), at(NOW)).events()).isEmpty();
    }

    @Test
    void neverLetsTimeRunBackwards() {
        run(desk, buy("a", "2", "100"), at(NOW.plusSeconds(60)));
        Decision decision = run(desk, buy("b", "2", "100"), at(NOW));
        assertThat(decision.events().get(0).at()).isEqualTo(NOW.plusSeconds(60));
    }

    private static SetTradingState halt() {
        return new SetTradingState(null, TradingState.HALTED, "test", "ann");
    }

    private static DeskCommand.ActOnSignal signal(SignalAction action) {
        return new DeskCommand.ActOnSignal(new Signal("sig-" + action, "ema", BTC, action, Price.of("100"),
            BigDecimal.ZERO, NOW, NOW.plusSeconds(5), "test"));
    }

    private void working(String name, String quantity, String limit) {
        run(desk, buy(name, quantity, limit), at(NOW));
        run(desk, report(id(name).venueId(1), Kind.NEW), at(NOW));
    }

    private void filled(String name, String quantity) {
        working(name, quantity, "100");
        run(desk, trade(id(name).venueId(1), "x-" + name, quantity), at(NOW));
    }

    private OrderStatus status(String name) {
        return desk.state().book().order(id(name)).status();
    }
}

package dev.holdfast.trading.desk;

import static dev.holdfast.trading.desk.Desks.ACCOUNT;
import static dev.holdfast.trading.desk.Desks.BTC;
import static dev.holdfast.trading.desk.Desks.NOW;
import static dev.holdfast.trading.desk.Desks.at;
import static dev.holdfast.trading.desk.Desks.buy;
import static dev.holdfast.trading.desk.Desks.holds;
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

import dev.holdfast.trading.desk.DeskCommand.Flatten;
import dev.holdfast.trading.desk.DeskCommand.MarkUnknown;
import dev.holdfast.trading.desk.DeskCommand.PassTime;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ExecutionReport.Kind;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.TradingState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FlattenRuleTest {
    private static final Flatten FLATTEN = new Flatten(ACCOUNT, "ann");
    private final OrderDesk desk = Desks.open();

    @Test
    void cancelsWhatIsOpenInTheSameRecord() {
        working(desk, buy("a", "1", "99"));
        assertThat(names(run(desk, FLATTEN, at(NOW)))).containsExactly("FlattenRequested", "CancelRequested");
    }

    @Test
    void sellsWhatIsHeldAndThenEnds() {
        holds(desk, "a", "2");
        run(desk, FLATTEN, at(NOW));
        SendAttempted close = close(NOW);
        assertThat(close.quantity()).isEqualTo(Quantity.of("2"));
        run(desk, trade(close.venueClientId(), "x2", "2"), at(NOW));
        assertThat(names(run(desk, new PassTime(), at(NOW)))).containsExactly("FlattenEnded");
        assertThat(desk.state().flattening(ACCOUNT)).isNull();
        assertThat(desk.state().account(ACCOUNT).position(BTC).isFlat()).isTrue();
    }

    @Test
    void sellsOnlyWhatNoOpenOrUnknownOrderMaySellAlready() {
        holds(desk, "a", "2");
        run(desk, Desks.order("b", Side.SELL, "0.5", null), at(NOW));
        run(desk, new MarkUnknown(id("b"), "timeout"), at(NOW));
        run(desk, FLATTEN, at(NOW));
        assertThat(close(NOW).quantity()).isEqualTo(Quantity.of("1.5"));
        assertThat(names(run(desk, new PassTime(), at(NOW)))).isEmpty();
    }

    @Test
    void triesAgainWithANewOrderWhenOneEndsUnfilled() {
        holds(desk, "a", "2");
        run(desk, FLATTEN, at(NOW));
        SendAttempted first = close(NOW);
        run(desk, report(first.venueClientId(), Kind.REJECTED), at(NOW));
        assertThat(names(run(desk, new PassTime(), at(NOW.plusMillis(4_999))))).isEmpty();
        SendAttempted second = close(NOW.plusSeconds(5));
        assertThat(second.clOrdId()).isNotEqualTo(first.clOrdId());
    }

    @Test
    void namesItsOrdersAnewInALaterFlatten() {
        holds(desk, "a", "2");
        run(desk, FLATTEN, at(NOW));
        SendAttempted first = close(NOW);
        run(desk, trade(first.venueClientId(), "x2", "2"), at(NOW));
        run(desk, new PassTime(), at(NOW));
        holds(desk, "b", "1");
        run(desk, FLATTEN, at(NOW.plusSeconds(1)));
        assertThat(close(NOW.plusSeconds(1)).clOrdId()).isNotEqualTo(first.clOrdId());
    }

    @Test
    void namesItsOrdersAnewInALaterFlattenWhileTimeStandsStill() {
        holds(desk, "a", "2");
        run(desk, FLATTEN, at(NOW));
        SendAttempted first = close(NOW);
        run(desk, trade(first.venueClientId(), "x2", "2"), at(NOW));
        run(desk, new PassTime(), at(NOW));
        holds(desk, "b", "1");
        // A new owner's clock is behind: its time is that of the newest event until it has caught up.
        run(desk, FLATTEN, at(NOW.minusSeconds(7)));
        assertThat(close(NOW.minusSeconds(6)).clOrdId()).isNotEqualTo(first.clOrdId());
    }

    @Test
    void closesALargePositionInSlicesWithinTheLimitOfOneOrder() {
        holds(desk, "a", "40");
        holds(desk, "b", "30");
        run(desk, FLATTEN, at(NOW));
        SendAttempted first = close(NOW);
        SendAttempted second = close(NOW);
        assertThat(first.quantity()).isEqualTo(Desks.LIMITS.maxOrderQuantity());
        assertThat(first.quantity().plus(second.quantity())).isEqualTo(Quantity.of("70"));
    }

    @Test
    void leavesWhatIsTooSmallForTheVenue() {
        holds(desk, "a", "0.06");
        run(desk, Desks.order("b", Side.SELL, "0.051", null), at(NOW));
        run(desk, trade(id("b").venueId(1), "x2", "0.051"), at(NOW));
        run(desk, FLATTEN, at(NOW));
        assertThat(names(run(desk, new PassTime(), at(NOW)))).containsExactly("FlattenEnded");
    }

    @Test
    void letsNothingEnterUntilItHasEnded() {
        holds(desk, "a", "2");
        run(desk, FLATTEN, at(NOW));
        assertThat(run(desk, buy("b", "1", "100"), at(NOW)).reply().status()).isEqualTo(OrderStatus.DENIED);
    }

    @Test
    void isOneHoweverOftenItIsAskedFor() {
        holds(desk, "a", "2");
        run(desk, FLATTEN, at(NOW));
        Decision again = run(desk, FLATTEN, at(NOW));
        assertThat(again.events()).isEmpty();
        assertThat(again.reply().problem()).isNull();
    }

    @Test
    void worksWhenOnlyReducing() {
        holds(desk, "a", "2");
        run(desk, state(TradingState.REDUCE_ONLY), at(NOW));
        run(desk, FLATTEN, at(NOW));
        assertThat(close(NOW).quantity()).isEqualTo(Quantity.of("2"));
    }

    @Test
    void isRefusedWhileHaltedAndWaitsThroughAHaltUnderWay() {
        holds(desk, "a", "2");
        run(desk, FLATTEN, at(NOW));
        run(desk, state(TradingState.HALTED), at(NOW));
        assertThat(run(desk, FLATTEN, at(NOW)).reply().problem()).contains("halted");
        assertThat(names(run(desk, new PassTime(), at(NOW)))).isEmpty();
        run(desk, state(TradingState.ACTIVE), at(NOW));
        assertThat(close(NOW).quantity()).isEqualTo(Quantity.of("2"));
    }

    @Test
    void waitsWhileNoVenueAnswers() {
        holds(desk, "a", "2");
        run(desk, FLATTEN, at(NOW));
        assertThat(names(run(desk, new PassTime(), venueDown(NOW)))).isEmpty();
        assertThat(desk.state().flattening(ACCOUNT)).isNotNull();
    }

    @Test
    void asksAgainForACancelThatTheVenueRefused() {
        working(desk, buy("a", "1", "99"));
        run(desk, FLATTEN, at(NOW));
        run(desk, new DeskCommand.MarkCancelRejected(id("a"), "-1013 filter"), at(NOW));
        assertThat(names(run(desk, new PassTime(), at(NOW.plusMillis(4_999))))).isEmpty();
        assertThat(names(run(desk, new PassTime(), at(NOW.plusSeconds(5)))))
            .containsExactly("CancelRequested");
        assertThat(order(desk, "a").status()).isEqualTo(OrderStatus.WORKING);
    }

    @Test
    void isRefusedForAnAccountThatIsNotHere() {
        Decision decision = run(desk, new Flatten(new AccountId("nobody"), "ann"), at(NOW));
        assertThat(decision.events()).isEmpty();
        assertThat(decision.reply().problem()).contains("nobody");
    }

    private SendAttempted close(Instant now) {
        Decision decision = run(desk, new PassTime(), at(now));
        assertThat(names(decision)).containsExactly("OrderCreated", "SendAttempted");
        return (SendAttempted) decision.events().get(1);
    }
}

package dev.holdfast.trading.desk;

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
import static dev.holdfast.trading.desk.Desks.unknown;
import static dev.holdfast.trading.desk.Desks.venueDown;
import static dev.holdfast.trading.desk.Desks.working;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.desk.DeskCommand.BookBreak;
import dev.holdfast.trading.desk.DeskCommand.CancelAll;
import dev.holdfast.trading.desk.DeskCommand.CancelOrder;
import dev.holdfast.trading.desk.DeskCommand.ReplaceOrder;
import dev.holdfast.trading.desk.DeskCommand.ResolveOrder;
import dev.holdfast.trading.desk.DeskCommand.SetTradingState;
import dev.holdfast.trading.desk.DeskCommand.SubmitOrder;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.ExecutionReport.Kind;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.PendingRequest;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.reconcile.BreakKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestRuleTest {
    private static final AccountId NOBODY = new AccountId("nobody");
    private final OrderDesk desk = Desks.open();

    @Test
    void refusesAReplaceWithoutAPriceOrQuantity() {
        working(desk, buy("a", "2", "100"));
        Decision noPrice = run(desk, new ReplaceOrder(id("a"), Quantity.of("3"), null, "ann"), at(NOW));
        assertThat(noPrice.events()).isEmpty();
        assertThat(noPrice.reply().problem()).contains("limit price");
        Decision nothing = run(desk, new ReplaceOrder(id("a"), Quantity.ZERO, Price.of("99"), "ann"),
            at(NOW));
        assertThat(nothing.reply().problem()).contains("quantity");
    }

    @Test
    void putsACancelInThePlaceOfAReplaceUnderWay() {
        working(desk, buy("a", "2", "100"));
        run(desk, new ReplaceOrder(id("a"), Quantity.of("3"), Price.of("99"), "ann"), at(NOW));
        run(desk, new CancelOrder(id("a"), "ann"), at(NOW));
        run(desk, report(id("a").venueId(1), Kind.CANCELED), at(NOW));
        assertThat(order(desk, "a").status()).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void answersForAnAccountThatIsNotHere() {
        assertThat(run(desk, new CancelAll(NOBODY, "ann"), at(NOW)).reply().problem()).contains("nobody");
        assertThat(run(desk, new SetTradingState(NOBODY, TradingState.HALTED, "test", "ann"), at(NOW)).reply()
            .problem()).contains("nobody");
    }

    @Test
    void answersTheSameStateAgainAsDone() {
        assertThat(run(desk, state(TradingState.HALTED), at(NOW)).reply().duplicate()).isFalse();
        Decision again = run(desk, state(TradingState.HALTED), at(NOW));
        assertThat(again.reply().problem()).isNull();
        assertThat(again.reply().duplicate()).isTrue();
    }

    @Test
    void cancelsAQueuedOrderAtOnceWhenHalted() {
        run(desk, buy("a", "2", "100"), venueDown(NOW));
        run(desk, state(TradingState.HALTED), at(NOW));
        assertThat(order(desk, "a").status()).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void cancelsWhatIsFoundToLiveAfterAHalt() {
        unknown(desk, buy("a", "2", "100"));
        run(desk, state(TradingState.HALTED), at(NOW));
        run(desk, report(id("a").venueId(1), Kind.NEW), at(NOW));
        assertThat(order(desk, "a").status()).isEqualTo(OrderStatus.WORKING);
        assertThat(order(desk, "a").pending().kind()).isEqualTo(PendingRequest.Kind.CANCEL);
        run(desk, new DeskCommand.MarkCancelRejected(id("a"), "-1013 filter"), at(NOW));
        Decision later = run(desk, trade(id("a").venueId(1), "x1", "0.1"), at(NOW.plusSeconds(5)));
        assertThat(names(later)).containsExactly("OrderFilled", "CancelRequested");
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void resolvesAnUnknownOrderToAnEndWithoutFillsOnly(OrderStatus end) {
        unknown(desk, buy("a", "2", "100"));
        Decision decision = run(desk, new ResolveOrder(id("a"), end, "screenshot", "ann"), at(NOW));
        boolean possible = end == OrderStatus.CANCELED || end == OrderStatus.EXPIRED
            || end == OrderStatus.REJECTED;
        assertThat(decision.reply().problem() == null).isEqualTo(possible);
        assertThat(order(desk, "a").status()).isEqualTo(possible ? end : OrderStatus.UNKNOWN);
    }

    @Test
    void endsTheSilenceWithTheOrderThatIsResolved() {
        unknown(desk, buy("a", "2", "100"));
        run(desk, new BookBreak(BreakKind.UNANSWERED_ORDER, id("a").text(), "UNKNOWN", "no result"), at(NOW));
        resolve("a", "screenshot");
        assertThat(desk.state().breaks().open()).isEmpty();
    }

    @Test
    void resolvesNothingThatIsNotUnknownOrHasNoEvidence() {
        working(desk, buy("a", "2", "100"));
        assertThat(resolve("a", "screenshot").reply().problem()).contains("UNKNOWN");
        assertThat(resolve("ghost", "screenshot").reply().problem()).contains("no order");
        unknown(desk, buy("b", "2", "100"));
        assertThat(resolve("b", " ").reply().problem()).contains("evidence");
        assertThat(order(desk, "b").status()).isEqualTo(OrderStatus.UNKNOWN);
    }

    @Test
    void makesNoOrderOfTermsThatAreNone() {
        refuses(OrderType.LIMIT, "1", null, id("a"));
        refuses(OrderType.MARKET, "1", Price.of("100"), id("a"));
        refuses(OrderType.MARKET, "0", null, id("a"));
        int wrong = (id("a").shard().number() + 1) % 16;
        refuses(OrderType.MARKET, "1", null, new ClOrdId(String.format("s%02d-a", wrong)));
    }

    private void refuses(OrderType type, String quantity, Price limit, ClOrdId id) {
        Decision decision = run(desk, new SubmitOrder(id, Desks.ACCOUNT, Desks.BTC, Side.BUY, type,
            TimeInForce.GTC, Quantity.of(quantity), limit, Origin.manual("ann")), at(NOW));
        assertThat(decision.events()).isEmpty();
        assertThat(decision.reply().problem()).isNotNull();
    }

    private Decision resolve(String name, String evidence) {
        return run(desk, new ResolveOrder(id(name), OrderStatus.CANCELED, evidence, "ann"), at(NOW));
    }
}

package dev.holdfast.portfolio.state;

import static dev.holdfast.portfolio.TestDesk.ALPHA;
import static dev.holdfast.portfolio.TestDesk.BTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.portfolio.TestDesk;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DenialReason;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.DeskEvent.AccountOpened;
import dev.holdfast.trading.order.DeskEvent.FlattenEnded;
import dev.holdfast.trading.order.DeskEvent.FlattenRequested;
import dev.holdfast.trading.order.DeskEvent.TradingStateChanged;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.OrderEvent.FillBusted;
import dev.holdfast.trading.order.OrderEvent.OrderAccepted;
import dev.holdfast.trading.order.OrderEvent.OrderCreated;
import dev.holdfast.trading.order.OrderEvent.OrderDenied;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.wire.view.AccountView;
import dev.holdfast.wire.view.OrderView;
import dev.holdfast.wire.view.PositionView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeskFoldTest {
    private static final Instant T0 = Instant.parse("2026-01-31T12:00:00Z");
    private static final ShardId SHARD = ShardId.of(ALPHA);

    private final Marks marks = new Marks(Set.of(BTC));
    private final PortfolioView portfolio = new PortfolioView(TestDesk.byId(), marks);
    private final OrderViews orders = new OrderViews();
    private final FillViews fills = new FillViews();
    private final DeskFold fold = new DeskFold(portfolio, orders, fills, new BreakViews());

    @BeforeEach
    void openTheAccount() {
        fold.onDecision(SHARD, List.of(new AccountOpened(ALPHA, Money.of("100000"), "USDT", T0)));
    }

    @Test
    void namesWhatADecisionChanged() {
        DeskChange change = fold.onDecision(SHARD, filled("a", "1", "60000"));
        assertThat(change.orders()).containsExactly(id("a"));
        assertThat(change.fills()).singleElement().satisfies(fill -> {
            assertThat(fill.execId()).isEqualTo("e-a");
            assertThat(fill.notional()).isEqualTo(Money.of("60000"));
        });
        assertThat(change.accounts()).containsExactly(ALPHA);
        assertThat(change.rewritten()).isFalse();
    }

    @Test
    void tellsWhetherAnAccountIsOnItsWayToZero() {
        assertThat(portfolio.account(ALPHA).flattening()).isFalse();
        DeskChange begun = fold.onDecision(SHARD, List.of(new FlattenRequested(ALPHA, "olga", T0)));
        assertThat(begun.accounts()).containsExactly(ALPHA);
        assertThat(portfolio.account(ALPHA).flattening()).isTrue();
        assertThat(portfolio.account(ALPHA).flattenedAt()).isNull();
        fold.onDecision(SHARD, List.of(new FlattenEnded(ALPHA, T0.plusSeconds(3))));
        assertThat(portfolio.account(ALPHA).flattening()).isFalse();
        assertThat(portfolio.account(ALPHA).flattenedAt()).isEqualTo(T0.plusSeconds(3));
    }

    @Test
    void valuesAPositionAtTheMiddleOfTheNewestQuoteAndAtCostBeforeTheFirst() {
        fold.onDecision(SHARD, filled("a", "0.5", "60000"));
        PositionView before = portfolio.position(ALPHA, BTC);
        assertThat(before.markPrice()).isNull();
        assertThat(before.marketValue()).isEqualTo(Money.of("30000"));
        assertThat(before.unrealised()).isEqualTo(Money.ZERO);
        marks.onQuote(TestDesk.quote(BTC, "61000", "61001", T0));
        PositionView after = portfolio.position(ALPHA, BTC);
        assertThat(after.averagePrice()).isEqualTo(Price.of("60000"));
        assertThat(after.markPrice()).isEqualTo(Price.of("61000.5"));
        assertThat(after.unrealised()).isEqualTo(Money.of("500.25"));
    }

    @Test
    void addsUpAnAccountSoThatEveryCentHasAPlace() {
        marks.onQuote(TestDesk.quote(BTC, "61000", "61001", T0));
        fold.onDecision(SHARD, filled("a", "0.5", "60000"));
        AccountView account = portfolio.account(ALPHA);
        assertThat(account.cash()).isEqualTo(Money.of("69970"));
        assertThat(account.fees()).isEqualTo(Money.of("30"));
        assertThat(account.pnl())
            .isEqualTo(account.realised().plus(account.unrealised()).minus(account.fees()));
        assertThat(account.equity()).isEqualTo(Money.of("100470.25"));
        assertThat(portfolio.totals("").equity()).isEqualTo(account.equity());
    }

    @Test
    void keepsTheHistoryOfAnOrder() {
        fold.onDecision(SHARD, filled("a", "0.5", "60000"));
        OrderView order = orders.order(id("a"));
        assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(order.averagePrice()).isEqualTo(Price.of("60000"));
        assertThat(order.history()).extracting(OrderView.Step::event)
            .containsExactly("OrderCreated", "SendAttempted", "OrderAccepted", "OrderFilled");
        assertThat(order.history().getLast().detail()).isEqualTo("0.5 at 60000, taker");
    }

    @Test
    void takesABustedFillAwayAndSaysSo() {
        fold.onDecision(SHARD, filled("a", "0.5", "60000"));
        DeskChange change = fold.onDecision(SHARD, List.of(new FillBusted(id("a"), "e-a", T0)));
        assertThat(change.rewritten()).isTrue();
        assertThat(fills.newest(10, fill -> true)).isEmpty();
        assertThat(portfolio.account(ALPHA).cash()).isEqualTo(Money.of("100000"));
    }

    @Test
    void showsTheStricterOfTwoTradingStates() {
        DeskChange change = fold.onDecision(SHARD,
            List.of(new TradingStateChanged(null, TradingState.HALTED, "drill", "ada", T0)));
        assertThat(change.accounts()).containsExactly(ALPHA);
        assertThat(portfolio.account(ALPHA).tradingState()).isEqualTo(TradingState.HALTED);
        assertThat(portfolio.totals("").tradingState()).isEqualTo(TradingState.HALTED);
    }

    @Test
    void leavesAShardThatCannotBeFoldedWhereItIs() {
        assertThat(fold.onDecision(SHARD, List.of(new OrderAccepted(id("x"), "v", T0, T0)))).isNull();
        assertThat(fold.broken()).singleElement().asString()
            .startsWith("shard " + SHARD + " cannot be folded: OrderAccepted for no order here");
        assertThat(fold.onDecision(SHARD, filled("a", "0.5", "60000"))).isNull();
        assertThat(orders.order(id("a"))).isNull();
    }

    @Test
    void dropsTheOldestEndedOrdersBeyondTheBoundButNoOpenOne() {
        fold.onDecision(SHARD, List.of(created("open", "1", "60000", T0)));
        for (int i = 0; i < OrderViews.MAX_ENDED + 2; i++) {
            Instant at = T0.plusSeconds(i + 1);
            fold.onDecision(SHARD, List.of(created("d" + i, "1", "60000", at),
                new OrderDenied(id("d" + i), DenialReason.HALTED, "halted", at)));
        }
        assertThat(orders.order(id("d1"))).isNull();
        assertThat(orders.order(id("d2"))).isNotNull();
        assertThat(orders.order(id("open"))).isNotNull();
        assertThat(orders.openOrders()).isEqualTo(1);
        assertThat(orders.newest(2, order -> true)).extracting(OrderView::clOrdId)
            .containsExactly(id("d5001"), id("d5000"));
    }

    private static ClOrdId id(String name) {
        return ClOrdId.chosen(ALPHA, name);
    }

    private static DeskEvent created(String name, String quantity, String price, Instant at) {
        return new OrderCreated(id(name), new OrderTerms(id(name), ALPHA, BTC, Side.BUY, OrderType.LIMIT,
            TimeInForce.GTC, Quantity.of(quantity), Price.of(price), Price.of(price), Origin.manual("olga"),
            at), at);
    }

    private static List<DeskEvent> filled(String name, String quantity, String price) {
        ClOrdId id = id(name);
        List<DeskEvent> events = new ArrayList<>();
        events.add(created(name, quantity, price, T0));
        events.add(new SendAttempted(id, 1, id.text(), Quantity.of(quantity), Price.of(price), T0, T0, "s",
            T0));
        events.add(new OrderAccepted(id, "v-" + name, T0, T0));
        BigDecimal fee = new BigDecimal(price).multiply(new BigDecimal(quantity)).movePointLeft(3);
        events.add(new OrderFilled(id, new Fill("e-" + name, "v-" + name, Price.of(price),
            Quantity.of(quantity), fee, "USDT", false, T0), T0));
        return events;
    }
}

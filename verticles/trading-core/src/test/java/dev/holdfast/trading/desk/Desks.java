package dev.holdfast.trading.desk;

import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.position.SizingRule;
import dev.holdfast.trading.risk.RiskLimits;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A desk with one account and one instrument at 100, and the words to speak to it. */
final class Desks {
    static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    static final AccountId ACCOUNT = new AccountId("trend");
    static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    static final Instrument INSTRUMENT = new Instrument(BTC, "BTC", "USDT", Price.of("0.01"),
        Quantity.of("0.001"), Quantity.of("0.001"), Quantity.of("1000"), Money.of("5"));
    static final RiskLimits LIMITS = new RiskLimits(Money.of("5000"), Quantity.of("40"), Money.of("8000"),
        new BigDecimal("5"), 100, Duration.ofSeconds(1), 10);
    static final DeskRules RULES = new DeskRules(Map.of(BTC, INSTRUMENT), Map.of(ACCOUNT,
        new AccountRules(ACCOUNT, Money.of("10000"), "USDT", Set.of("ema"),
            new SizingRule.FixedQuantity(Quantity.of("2")), EntryStyle.AGGRESSIVE_LIMIT, LIMITS)),
        Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(5));

    private Desks() {
    }

    static OrderDesk open() {
        OrderDesk desk = new OrderDesk(ShardId.of(ACCOUNT), RULES);
        run(desk, new DeskCommand.OpenAccounts(), at(NOW));
        return desk;
    }

    /** Decides and applies at once, as if the journal had read it back. */
    static Decision run(OrderDesk desk, DeskCommand command, DeskContext context) {
        Decision decision = desk.decide(command, context);
        decision.events().forEach(desk::apply);
        return decision;
    }

    /** A resting buy or sell that the venue has accepted. */
    static Order working(OrderDesk desk, DeskCommand.SubmitOrder submit) {
        run(desk, submit, at(NOW));
        run(desk, report(submit.clOrdId().venueId(1), ExecutionReport.Kind.NEW), at(NOW));
        return desk.state().book().order(submit.clOrdId());
    }

    /** Buys at 100 and is filled. */
    static void holds(OrderDesk desk, String name, String quantity) {
        working(desk, buy(name, quantity, "100"));
        run(desk, trade(id(name).venueId(1), "x-" + name, quantity), at(NOW));
    }

    /** Sent, and the answer was lost. */
    static void unknown(OrderDesk desk, DeskCommand.SubmitOrder submit) {
        run(desk, submit, at(NOW));
        run(desk, new DeskCommand.MarkUnknown(submit.clOrdId(), "timeout"), at(NOW));
    }

    static Order order(OrderDesk desk, String name) {
        return desk.state().book().order(id(name));
    }

    static DeskCommand.SetTradingState state(TradingState state) {
        return new DeskCommand.SetTradingState(null, state, "test", "ann");
    }

    /** Simple names of a decision's events. */
    static List<String> names(Decision decision) {
        return decision.events().stream().map(event -> event.getClass().getSimpleName()).toList();
    }

    static DeskContext at(Instant now) {
        return new DeskContext(now, id -> quote(MarketCondition.LIVE), "session-1",
            Duration.ofMillis(-1_270));
    }

    static DeskContext venueDown(Instant now) {
        return new DeskContext(now, id -> quote(MarketCondition.LIVE), null, Duration.ZERO);
    }

    static Quote quote(MarketCondition condition) {
        return new Quote(BTC, Price.of("99.99"), Quantity.of("1"), Price.of("100"), Quantity.of("1"), NOW,
            NOW, 1, condition);
    }

    static ClOrdId id(String name) {
        return ClOrdId.chosen(ACCOUNT, name);
    }

    static DeskCommand.SubmitOrder buy(String name, String quantity, String limit) {
        return order(name, Side.BUY, quantity, limit);
    }

    static DeskCommand.SubmitOrder order(String name, Side side, String quantity, String limit) {
        return new DeskCommand.SubmitOrder(id(name), ACCOUNT, BTC, side,
            limit == null ? OrderType.MARKET : OrderType.LIMIT, TimeInForce.GTC, Quantity.of(quantity),
            limit == null ? null : Price.of(limit), Origin.manual("test"));
    }

    static DeskCommand.TakeReport report(String venueClientId, ExecutionReport.Kind kind) {
        return new DeskCommand.TakeReport(words(venueClientId, kind, "0"));
    }

    static ExecutionReport words(String venueClientId, ExecutionReport.Kind kind, String cumulative) {
        return new ExecutionReport(venueClientId, "v-" + venueClientId, BTC, kind, null,
            Quantity.of(cumulative), null, NOW);
    }

    static DeskCommand.TakeReport trade(String venueClientId, String execId, String quantity) {
        return new DeskCommand.TakeReport(execution(venueClientId, execId, quantity));
    }

    static ExecutionReport execution(String venueClientId, String execId, String quantity) {
        Fill fill = new Fill(execId, "v-" + venueClientId, Price.of("100"), Quantity.of(quantity),
            BigDecimal.ZERO, "USDT", false, NOW);
        return new ExecutionReport(venueClientId, "v-" + venueClientId, BTC, ExecutionReport.Kind.TRADE, fill,
            Quantity.of(quantity), null, NOW);
    }
}

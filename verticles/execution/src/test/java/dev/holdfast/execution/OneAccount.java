package dev.holdfast.execution;

import dev.holdfast.runtime.cluster.ClusterWatch;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.venue.OrderSession;
import dev.holdfast.testkit.TestClock;
import dev.holdfast.trading.desk.AccountRules;
import dev.holdfast.trading.desk.DeskCommand.SubmitOrder;
import dev.holdfast.trading.desk.DeskRules;
import dev.holdfast.trading.desk.EntryStyle;
import dev.holdfast.trading.desk.OrderReply;
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
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.trading.position.SizingRule;
import dev.holdfast.trading.risk.RiskLimits;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** One account that trades one instrument, and order paths for it that read a {@link MemoryLog}. */
final class OneAccount {
    static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
    static final AccountId ACCOUNT = new AccountId("trend");
    static final ShardId SHARD = ShardId.of(ACCOUNT);
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT");

    private OneAccount() {
    }

    static ClOrdId id(String name) {
        return ClOrdId.chosen(ACCOUNT, name);
    }

    static Future<OrderReply> submit(OrderPath node, String name) {
        return node.handle(SHARD, new SubmitOrder(id(name), ACCOUNT, BTC, Side.BUY, OrderType.LIMIT,
            TimeInForce.GTC, Quantity.of("1"), Price.of("99"), Origin.manual("test")));
    }

    /** The order of {@link #submit} as the venue lists it while nothing of it traded. */
    static OrderSession.OpenOrder listed(String name) {
        return new OrderSession.OpenOrder(id(name).text(), "v-" + id(name).text(), BTC, Side.BUY,
            OrderType.LIMIT, TimeInForce.GTC, Quantity.of("1"), Price.of("99"), Quantity.ZERO);
    }

    /** What a test gives a node of its own. */
    record Parts(TestClock clock, MemoryLog log, ClusterWatch cluster, OrderSession session) {
        long nanos() {
            return Duration.between(START, clock.instant()).toNanos();
        }
    }

    static OrderPath node(String name, Parts parts) {
        TestClock clock = parts.clock();
        return new OrderPath(rules(), instrument -> new Quote(BTC, Price.of("99.99"), Quantity.of("1"),
            Price.of("100"), Quantity.of("1"), clock.instant(), clock.instant(), 1, MarketCondition.LIVE),
            new OrderPath.Ports(new NodeIdentity(name, name + "-life.1", clock), parts.cluster(),
                parts.log().port(), parts::nanos, () -> 0.5, parts.session(), null, owned -> { }));
    }

    private static DeskRules rules() {
        Instrument instrument = new Instrument(BTC, "BTC", "USDT", Price.of("0.01"), Quantity.of("0.001"),
            Quantity.of("0.001"), Quantity.of("1000"), Money.of("5"));
        RiskLimits limits = new RiskLimits(Money.of("5000"), Quantity.of("40"), Money.of("8000"),
            new BigDecimal("5"), 100, Duration.ofSeconds(1), 50);
        AccountRules account = new AccountRules(ACCOUNT, Money.of("10000"), "USDT", Set.of("ema"),
            new SizingRule.FixedQuantity(Quantity.of("2")), EntryStyle.MARKET, limits);
        return new DeskRules(Map.of(BTC, instrument), Map.of(ACCOUNT, account), Duration.ofSeconds(1),
            Duration.ofSeconds(30), Duration.ofSeconds(5));
    }
}

package dev.holdfast.runtime.checkpoint;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.trading.desk.AccountRules;
import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.DeskContext;
import dev.holdfast.trading.desk.DeskRules;
import dev.holdfast.trading.desk.EntryStyle;
import dev.holdfast.trading.desk.OrderDesk;
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
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.trading.position.SizingRule;
import dev.holdfast.trading.risk.RiskLimits;
import dev.holdfast.wire.checkpoint.ShardSnapshot;
import dev.holdfast.wire.journal.LogIdentity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Snapshots of a desk that took real commands. */
final class Snapshots {
    static final Instant NOW = Instant.parse("2024-08-08T10:00:00Z");
    static final LogIdentity LOG = new LogIdentity("topic", ShardId.COUNT);
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    static final Map<InstrumentId, Instrument> INSTRUMENTS = Map.of(BTC, new Instrument(BTC, "BTC", "USDT",
        Price.of("0.01"), Quantity.of("0.001"), Quantity.of("0.001"), Quantity.of("1000"), Money.of("5")));
    private static final AccountId ACCOUNT = new AccountId("trend");

    private Snapshots() {
    }

    /** A shard after the account's opening and that many orders, one decision each. */
    static ShardSnapshot after(int orders) {
        OrderDesk desk = new OrderDesk(ShardId.of(ACCOUNT), rules());
        List<SendAttempted> attempts = new ArrayList<>();
        apply(desk, new DeskCommand.OpenAccounts(), attempts);
        for (int number = 0; number < orders; number++) {
            apply(desk, new DeskCommand.SubmitOrder(ClOrdId.chosen(ACCOUNT, "o" + number), ACCOUNT, BTC,
                Side.BUY, OrderType.LIMIT, TimeInForce.GTC, Quantity.of("0.1"), Price.of("99"),
                Origin.manual("test")), attempts);
        }
        return new ShardSnapshot(desk.shard().number(), 2 + orders, 3, new ClaimId(0, "node-1", "life-1"),
            1 + orders, null, LOG, desk.state().snapshot(), attempts);
    }

    private static void apply(OrderDesk desk, DeskCommand command, List<SendAttempted> attempts) {
        Quote quote = new Quote(BTC, Price.of("99.99"), Quantity.of("1"), Price.of("100"), Quantity.of("1"),
            NOW, NOW, 1, MarketCondition.LIVE);
        List<DeskEvent> events = desk.decide(command,
            new DeskContext(NOW, instrument -> quote, "session-1", Duration.ZERO)).events();
        events.forEach(event -> {
            desk.apply(event);
            if (event instanceof SendAttempted attempt) {
                attempts.add(attempt);
            }
        });
    }

    private static DeskRules rules() {
        RiskLimits limits = new RiskLimits(Money.of("5000"), Quantity.of("40"), Money.of("8000"),
            new BigDecimal("5"), 1_000, Duration.ofSeconds(1), 1_000);
        AccountRules account = new AccountRules(ACCOUNT, Money.of("10000"), "USDT", Set.of(),
            new SizingRule.FixedQuantity(Quantity.of("2")), EntryStyle.MARKET, limits);
        return new DeskRules(INSTRUMENTS, Map.of(ACCOUNT, account), Duration.ofSeconds(1),
            Duration.ofSeconds(30), Duration.ofSeconds(5));
    }
}

package dev.holdfast.portfolio;

import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.trading.desk.AccountRules;
import dev.holdfast.trading.desk.EntryStyle;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.position.SizingRule;
import dev.holdfast.trading.risk.RiskLimits;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small desk for tests: two instruments, two accounts, three users. */
public final class TestDesk {
    public static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    public static final InstrumentId ETH = new InstrumentId("ETHUSDT");
    public static final AccountId ALPHA = new AccountId("alpha");
    public static final AccountId BETA = new AccountId("beta");
    /** Of the password {@code secret}; one iteration, as no test is about being slow. */
    private static final String SECRET =
        "pbkdf2$1$AAAAAAAAAAAAAAAAAAAAAA$oPDmF0HDSqNied2KQRxsomqEzihKmDtDunnKuopfJtA";

    private TestDesk() {
    }

    public static List<Instrument> instruments() {
        return List.of(instrument(BTC, "BTC", "0.01", "0.00001"), instrument(ETH, "ETH", "0.01", "0.0001"));
    }

    public static Map<InstrumentId, Instrument> byId() {
        return Map.of(BTC, instruments().get(0), ETH, instruments().get(1));
    }

    public static AccountRules account(AccountId id) {
        return new AccountRules(id, Money.of("100000"), "USDT", Set.of(),
            new SizingRule.FixedQuantity(Quantity.of("0.01")), EntryStyle.MARKET,
            new RiskLimits(Money.of("50000"), Quantity.of("10"), Money.of("90000"), new BigDecimal("5"),
                1_000, Duration.ofSeconds(1), 1_000));
    }

    public static Quote quote(InstrumentId instrument, String bid, String ask, Instant at) {
        return new Quote(instrument, Price.of(bid), Quantity.of("1"), Price.of(ask), Quantity.of("2"), at, at,
            1, MarketCondition.LIVE);
    }

    public static NodeConfig config(String bootstrap) {
        return new NodeConfig(
            new NodeConfig.Node("node-1", Set.of("portfolio-manager"), NodeConfig.Mode.PAPER,
                Path.of("target")),
            new NodeConfig.Http("127.0.0.1", 0), null, new NodeConfig.Kafka(bootstrap), null, null, null,
            null, null, instruments(), List.of(account(ALPHA), account(BETA)), List.of(),
            List.of(new NodeConfig.User("vera", SECRET, "viewer"),
                new NodeConfig.User("olga", SECRET, "operator"),
                new NodeConfig.User("ada", SECRET, "admin")));
    }

    private static Instrument instrument(InstrumentId id, String base, String tick, String lot) {
        return new Instrument(id, base, "USDT", Price.of(tick), Quantity.of(lot), Quantity.of(lot),
            Quantity.of("9000"), Money.of("5"));
    }
}

package dev.holdfast.risk;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.holdfast.trading.order.DeskEvent.AccountOpened;
import dev.holdfast.trading.order.DeskEvent.TradingStateChanged;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.OrderEvent.OrderCreated;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.wire.message.PeakEquity;
import dev.holdfast.wire.message.RiskAssessed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RiskWatchTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final AccountId ACCOUNT = new AccountId("trend");
    private static final ShardId SHARD = ShardId.of(ACCOUNT);
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    private final RiskWatch watch = new RiskWatch(Map.of(BTC, new Instrument(BTC, "BTC", "USDT",
        Price.of("0.01"), Quantity.of("0.001"), Quantity.of("0.001"), Quantity.of("100"), Money.of("5"))),
        new BigDecimal("10"));
    private long offset;

    @BeforeEach
    void holdTenAtAHundred() {
        ClOrdId id = ClOrdId.chosen(ACCOUNT, "first");
        OrderTerms terms = new OrderTerms(id, ACCOUNT, BTC, Side.BUY, OrderType.MARKET, TimeInForce.GTC,
            Quantity.of("10"), null, Price.of("100"), Origin.manual("test"), NOW);
        watch.onEvents(SHARD, offset++, List.of(new AccountOpened(ACCOUNT, Money.of("1000"), "USDT", NOW),
            new OrderCreated(id, terms, NOW),
            new SendAttempted(id, 1, id.venueId(1), Quantity.of("10"), null, NOW,
                NOW.plusSeconds(1), "s", NOW),
            new OrderFilled(id, new Fill("1", "v1", Price.of("100"), Quantity.of("10"), BigDecimal.ZERO,
                "USDT", false, NOW), NOW)));
    }

    @Test
    void leavesAnAccountAloneJustAboveTheLimit() {
        mark("90.01", MarketCondition.LIVE);
        assertThat(judged().action()).isNull();
    }

    @Test
    void haltsAtExactlyTheLimit() {
        mark("90.00", MarketCondition.LIVE);
        assertThat(judged().action()).isEqualTo("HALT");
        assertThat(judged().reason()).isEqualTo("drawdown 10 % reached the limit of 10 %");
    }

    @Test
    void measuresFromTheHighestEquityNotFromTheOpening() {
        mark("200.00", MarketCondition.LIVE);
        assertThat(judged().peakEquity()).isEqualTo(Money.of("2000"));
        mark("180.00", MarketCondition.LIVE);
        assertThat(judged().action()).isEqualTo("HALT");
    }

    @Test
    void doesNotHaltTwice() {
        mark("50.00", MarketCondition.LIVE);
        watch.onEvents(SHARD, offset++, List.of(
            new TradingStateChanged(ACCOUNT, TradingState.HALTED, "drawdown", "risk", NOW)));
        assertThat(judged().action()).isNull();
    }

    @Test
    void doesNotBelieveACrossedBook() {
        mark("100.00", MarketCondition.LIVE);
        mark("1.00", MarketCondition.CROSSED);
        assertThat(judged().action()).isNull();
    }

    @Test
    void countsExposureAtTheMark() {
        mark("120.00", MarketCondition.LIVE);
        assertThat(judged().exposure()).isEqualTo(Money.of("1200"));
    }

    @Test
    void namesEachNewPeakOnceSoThatItOutlivesARestart() {
        mark("120.00", MarketCondition.LIVE);
        assertThat(written()).containsExactly(peak(NOW, "1200"));
        assertThat(written()).isEmpty();
        mark("119.00", MarketCondition.LIVE);
        assertThat(written()).isEmpty();
    }

    @Test
    void measuresFromThePeakThatAnEarlierLifeSaw() {
        watch.onPeak(peak(NOW, "2000"));
        mark("180.01", MarketCondition.LIVE);
        assertThat(judged().action()).isNull();
        mark("180.00", MarketCondition.LIVE);
        assertThat(judged().action()).isEqualTo("HALT");
    }

    @Test
    void saysItsHigherPeakAgainWhereAnotherWatchWroteALowerOne() {
        mark("120.00", MarketCondition.LIVE);
        written();
        watch.onPeak(peak(NOW, "1199"));
        assertThat(written()).containsExactly(peak(NOW, "1200"));
        watch.onPeak(peak(NOW, "1200"));
        assertThat(written()).isEmpty();
    }

    @Test
    void writesAPeakAgainThatTheBrokerDidNotTake() {
        mark("120.00", MarketCondition.LIVE);
        written();
        watch.onPeakNotWritten(peak(NOW, "1200"));
        assertThat(written()).containsExactly(peak(NOW, "1200"));
    }

    @Test
    void measuresAnewOnceAPersonEndedTheHalt() {
        mark("80.00", MarketCondition.LIVE);
        assertThat(judged().action()).isEqualTo("HALT");
        tradingState(TradingState.HALTED, NOW.plusSeconds(1));
        tradingState(TradingState.ACTIVE, NOW.plusSeconds(2));
        assertThat(written()).containsExactly(peak(NOW.plusSeconds(2), "800"));
        assertThat(judged().action()).isNull();
        watch.onPeak(peak(NOW, "1000"));
        mark("72.01", MarketCondition.LIVE);
        assertThat(judged().action()).isNull();
        mark("72.00", MarketCondition.LIVE);
        assertThat(judged().action()).isEqualTo("HALT");
    }

    @Test
    void doesNotTakeTheCostOfAPositionWithoutAPriceForAPeak() {
        tradingState(TradingState.HALTED, NOW.plusSeconds(1));
        tradingState(TradingState.ACTIVE, NOW.plusSeconds(2));
        assertThat(written()).isEmpty();
        mark("70.00", MarketCondition.LIVE);
        assertThat(written()).containsExactly(peak(NOW.plusSeconds(2), "700"));
        assertThat(judged().action()).isNull();
    }

    private RiskAssessed judged() {
        return watch.look(NOW, Map.of()).judged().get(0);
    }

    private List<PeakEquity> written() {
        return watch.look(NOW, Map.of()).peaks();
    }

    private static PeakEquity peak(Instant since, String height) {
        return new PeakEquity(ACCOUNT, since, Money.of(height), NOW);
    }

    private void tradingState(TradingState state, Instant at) {
        watch.onEvents(SHARD, offset++, List.of(new TradingStateChanged(ACCOUNT, state, "drill", "ada", at)));
    }

    private void mark(String mid, MarketCondition condition) {
        BigDecimal half = new BigDecimal("0.01");
        BigDecimal price = new BigDecimal(mid);
        watch.onQuote(new Quote(BTC, new Price(price.subtract(half)), Quantity.of("1"),
            new Price(price.add(half)), Quantity.of("1"), NOW, NOW, 1, condition));
    }
}

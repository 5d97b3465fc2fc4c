package dev.holdfast.trading.risk;

import static dev.holdfast.trading.market.Side.BUY;
import static dev.holdfast.trading.market.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.DenialReason;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.risk.RiskDecision.Approved;
import dev.holdfast.trading.risk.RiskDecision.Denied;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Each limit at its value, which passes, and one step beyond, which does not. */
class PreTradeRuleTest {
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    private static final Instrument INSTRUMENT = new Instrument(BTC, "BTC", "USDT", Price.of("0.01"),
        Quantity.of("0.001"), Quantity.of("0.01"), Quantity.of("90"), Money.of("5"));
    private static final RiskLimits LIMITS = new RiskLimits(Money.of("4000"), Quantity.of("50"),
        Money.of("6000"), new BigDecimal("5"), 3, Duration.ofSeconds(1), 4);

    private Instrument instrument = INSTRUMENT;
    private MarketCondition condition = MarketCondition.LIVE;
    private TradingState state = TradingState.ACTIVE;
    private String position = "0";
    private String openBuying = "0";
    private String openSelling = "0";
    private String freeCash = "100000";
    private int recent;
    private int open;

    @Test
    void capsTheNotional() {
        passes(BUY, "40", "100");
        denies(DenialReason.MAX_NOTIONAL, BUY, "40.001", "100");
    }

    @Test
    void capsTheQuantity() {
        passes(BUY, "50", "80");
        denies(DenialReason.MAX_QUANTITY, BUY, "50.001", "79");
    }

    @Test
    void keepsTheVenuesSmallestAndLargestQuantity() {
        denies(DenialReason.MIN_QUANTITY, BUY, "0.009", "100");
        denies(DenialReason.MAX_QUANTITY, BUY, "90.001", "1");
    }

    @Test
    void keepsTheVenuesSmallestNotional() {
        passes(BUY, "0.05", "100");
        denies(DenialReason.MIN_NOTIONAL, BUY, "0.049", "100");
    }

    @Test
    void keepsTicksAndLots() {
        denies(DenialReason.OFF_TICK, BUY, "1", "99.995");
        denies(DenialReason.OFF_LOT, BUY, "1.0005", "99");
    }

    @Test
    void keepsABuyWithinTheCollarAboveTheAsk() {
        passes(BUY, "1", "105");
        denies(DenialReason.PRICE_COLLAR, BUY, "1", "105.01");
    }

    @Test
    void keepsASellWithinTheCollarBelowTheBid() {
        position = "1";
        passes(SELL, "1", "94.05");
        denies(DenialReason.PRICE_COLLAR, SELL, "1", "94.04");
    }

    @Test
    void letsAPriceOnTheSafeSideBeAnywhere() {
        passes(BUY, "1", "10");
    }

    @Test
    void capsTheOrderRate() {
        recent = 2;
        passes(BUY, "1", "100");
        recent = 3;
        denies(DenialReason.ORDER_RATE, BUY, "1", "100");
    }

    @Test
    void capsTheOpenOrders() {
        open = 3;
        passes(BUY, "1", "100");
        open = 4;
        denies(DenialReason.MAX_OPEN_ORDERS, BUY, "1", "100");
    }

    @Test
    void capsThePositionWithAllOpenBuysFilled() {
        position = "30";
        openBuying = "20";
        passes(BUY, "10", "100");
        denies(DenialReason.MAX_POSITION, BUY, "10.001", "100");
    }

    @Test
    void spendsNoMoreThanTheFreeCash() {
        freeCash = "1000";
        passes(BUY, "10", "100");
        denies(DenialReason.BUYING_POWER, BUY, "10.001", "100");
    }

    @Test
    void reservesAMarketBuyWithTheCollarOnTop() {
        freeCash = "1050";
        passes(BUY, "10", null);
        freeCash = "1049.99";
        denies(DenialReason.BUYING_POWER, BUY, "10", null);
    }

    @Test
    void sellsOnlyWhatIsHeldAndNotOnOffer() {
        position = "5";
        openSelling = "2";
        passes(SELL, "3", "100");
        denies(DenialReason.SHORT_SALE, SELL, "3.001", "100");
    }

    @Test
    void deniesEverythingWhileHalted() {
        state = TradingState.HALTED;
        position = "5";
        denies(DenialReason.HALTED, SELL, "1", "100");
    }

    @Test
    void letsOnlyReductionsPassWhileReduceOnly() {
        state = TradingState.REDUCE_ONLY;
        position = "5";
        passes(SELL, "5", "100");
        denies(DenialReason.REDUCE_ONLY, SELL, "5.001", "100");
        denies(DenialReason.REDUCE_ONLY, BUY, "1", "100");
    }

    @Test
    void letsAShortBeBoughtBackWhileReduceOnly() {
        state = TradingState.REDUCE_ONLY;
        position = "-5";
        openBuying = "2";
        passes(BUY, "3", "100");
        denies(DenialReason.REDUCE_ONLY, BUY, "3.001", "100");
        denies(DenialReason.REDUCE_ONLY, SELL, "1", "100");
    }

    @Test
    void needsALiveMarket() {
        for (MarketCondition bad : MarketCondition.values()) {
            condition = bad;
            if (bad != MarketCondition.LIVE) {
                denies(DenialReason.NO_LIVE_MARKET, BUY, "1", "100");
            }
        }
        condition = null;
        denies(DenialReason.NO_LIVE_MARKET, BUY, "1", null);
    }

    @Test
    void needsAKnownInstrument() {
        instrument = null;
        denies(DenialReason.UNKNOWN_INSTRUMENT, BUY, "1", "100");
    }

    private void passes(Side side, String quantity, String limit) {
        assertThat(check(side, quantity, limit)).isInstanceOf(Approved.class);
    }

    private void denies(DenialReason reason, Side side, String quantity, String limit) {
        assertThat(check(side, quantity, limit)).isInstanceOfSatisfying(Denied.class,
            denied -> assertThat(denied.reason()).as(denied.detail()).isEqualTo(reason));
    }

    private RiskDecision check(Side side, String quantity, String limit) {
        Quote quote = condition == null ? null : new Quote(BTC, Price.of("99"), Quantity.of("1"),
            Price.of("100"), Quantity.of("1"), Instant.EPOCH, Instant.EPOCH, 1, condition);
        return PreTradeRule.check(new OrderCheck(instrument, side, Quantity.of(quantity),
            limit == null ? null : Price.of(limit), quote, state, new BigDecimal(position),
            new BigDecimal(openBuying), new BigDecimal(openSelling), new BigDecimal(freeCash), recent, open),
            LIMITS);
    }
}

package dev.holdfast.trading.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarBuilderTest {
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    private final BarBuilder builder = new BarBuilder(BTC, BarInterval.SECOND);

    @Test
    void keepsOpenHighLowCloseVolumeAndCount() {
        trade(0, "100", "1");
        trade(200, "103", "0.5");
        trade(400, "98", "2");
        trade(999, "101", "0.25");

        assertThat(at(1_000)).containsExactly(new Bar(BTC, BarInterval.SECOND, START,
            Price.of("100"), Price.of("103"), Price.of("98"), Price.of("101"), Quantity.of("3.75"), 4,
            MarketCondition.GAPPED));
    }

    @Test
    void closesAtTheEndNotOneMilliAhead() {
        trade(0, "100", "1");

        assertThat(at(999)).isEmpty();
        assertThat(at(1_000)).hasSize(1);
    }

    @Test
    void isClosedByATradeOfTheNextBarWhichThenOpensIt() {
        trade(0, "100", "1");

        assertThat(trade(1_000, "105", "1")).hasSize(1);
        assertThat(builder.current().open()).isEqualTo(Price.of("105"));
        assertThat(builder.current().trades()).isOne();
    }

    @Test
    void repeatsTheLastCloseInABarWithoutTrades() {
        trade(0, "100", "1");
        trade(500, "102", "1");
        at(1_000);

        assertThat(at(2_000)).containsExactly(flat(1_000, "102", "0", 0));
    }

    @Test
    void leavesOutATradeOfAClosedBarAndCountsIt() {
        trade(0, "100", "1");
        at(1_000);

        trade(999, "500", "1");

        assertThat(builder.lateTrades()).isOne();
        assertThat(builder.current().trades()).isZero();
    }

    @Test
    void takesATradeThatIsOutOfOrderWithinTheOpenBar() {
        trade(900, "100", "1");
        trade(300, "99", "1");

        assertThat(builder.lateTrades()).isZero();
        assertThat(builder.current().low()).isEqualTo(Price.of("99"));
    }

    @Test
    void callsItsVeryFirstBarGappedAsItsBeginningWasNotHeard() {
        trade(700, "100", "1");
        trade(1_200, "100", "1");

        assertThat(at(2_000)).extracting(Bar::condition).containsExactly(MarketCondition.LIVE);
    }

    @Test
    void keepsTheWorstConditionOfTheBarAndStartsTheNextWithTheCurrentOne() {
        trade(0, "100", "1");
        at(1_000);
        builder.onCondition(MarketCondition.CROSSED);
        builder.onCondition(MarketCondition.LIVE);

        assertThat(at(3_000)).extracting(Bar::condition)
            .containsExactly(MarketCondition.CROSSED, MarketCondition.LIVE);
    }

    @Test
    void endsTheSeriesAfterTheLongestSilence() {
        trade(0, "100", "1");

        List<Bar> closed = at(3_600_000);

        assertThat(closed).hasSize(1 + BarBuilder.MAX_EMPTY_BARS);
        assertThat(builder.current()).isNull();
        assertThat(at(7_200_000)).isEmpty();
    }

    @Test
    void startsANewSeriesAfterASilenceWithoutFillingTheHole() {
        trade(0, "100", "1");
        at(3_600_000);

        assertThat(trade(3_600_500, "90", "1")).isEmpty();
        assertThat(at(3_601_000)).containsExactly(flat(3_600_000, "90", "1", 1));
    }

    @Test
    void neverReopensAPublishedBarAfterASilence() {
        trade(0, "100", "1");
        at(3_600_000);

        trade(10_000, "90", "1");

        assertThat(builder.lateTrades()).isOne();
        assertThat(builder.current()).isNull();
    }

    private List<Bar> at(long millis) {
        return builder.advanceTo(START.plusMillis(millis));
    }

    private List<Bar> trade(long millis, String price, String quantity) {
        Instant time = START.plusMillis(millis);
        return builder.onTrade(new Trade(BTC, millis, Price.of(price), Quantity.of(quantity), Side.BUY,
            time, time));
    }

    private static Bar flat(long millis, String price, String volume, int trades) {
        Price all = Price.of(price);
        return new Bar(BTC, BarInterval.SECOND, START.plusMillis(millis), all, all, all, all,
            Quantity.of(volume), trades, MarketCondition.LIVE);
    }
}

package dev.holdfast.trading.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for bars of any trades, in any order of time. */
class BarBuilderPropertyTest {
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    /** Past every generated trade, and short of ending the series. */
    private static final long END_MILLIS = 30_000;

    @Property
    void everyTradeIsInExactlyOneBarOrCountedLate(@ForAll("prints") List<Trade> trades) {
        var builder = new BarBuilder(BTC, BarInterval.SECOND);

        List<Bar> bars = build(builder, trades);

        assertThat(bars.stream().mapToLong(Bar::trades).sum() + builder.lateTrades())
            .isEqualTo(trades.size());
    }

    @Property
    void volumeIsConservedWhenTradesComeInOrder(@ForAll("prints") List<Trade> trades) {
        List<Trade> inOrder = inOrder(trades);
        var builder = new BarBuilder(BTC, BarInterval.SECOND);

        List<Bar> bars = build(builder, inOrder);

        assertThat(builder.lateTrades()).isZero();
        assertThat(bars.stream().map(bar -> bar.volume().value()).reduce(BigDecimal.ZERO, BigDecimal::add))
            .isEqualByComparingTo(inOrder.stream().map(trade -> trade.quantity().value())
                .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    @Property
    void barsFollowOneAnotherAndHoldTheirPrices(@ForAll("prints") List<Trade> trades) {
        List<Bar> bars = build(new BarBuilder(BTC, BarInterval.SECOND), trades);

        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            assertThat(i == 0 || bars.get(i - 1).closeTime().equals(bar.openTime())).isTrue();
            assertThat(bar.high()).isGreaterThanOrEqualTo(bar.open()).isGreaterThanOrEqualTo(bar.close());
            assertThat(bar.low()).isLessThanOrEqualTo(bar.open()).isLessThanOrEqualTo(bar.close());
        }
    }

    @Property
    void theSizeOfTheStepsOfTimeDoesNotMatter(@ForAll("prints") List<Trade> trades,
                                              @ForAll @IntRange(min = 1, max = 5_000) int stepMillis) {
        List<Trade> inOrder = inOrder(trades);
        var stepped = new BarBuilder(BTC, BarInterval.SECOND);
        List<Bar> bars = new ArrayList<>();
        long now = 0;
        for (Trade trade : inOrder) {
            long tradeMillis = trade.exchangeTime().toEpochMilli() - START.toEpochMilli();
            for (; now < tradeMillis; now += stepMillis) {
                bars.addAll(stepped.advanceTo(START.plusMillis(now)));
            }
            bars.addAll(stepped.onTrade(trade));
        }
        bars.addAll(stepped.advanceTo(START.plusMillis(END_MILLIS)));

        assertThat(bars).isEqualTo(build(new BarBuilder(BTC, BarInterval.SECOND), inOrder));
    }

    @Property
    void sixtySecondBarsMakeTheMinuteBar(@ForAll("prints") List<Trade> trades) {
        List<Trade> inOrder = inOrder(trades);
        var minutes = new BarBuilder(BTC, BarInterval.MINUTE);
        inOrder.forEach(minutes::onTrade);
        Bar minute = minutes.current();

        List<Bar> seconds = build(new BarBuilder(BTC, BarInterval.SECOND), inOrder);

        assertThat(minute.open()).isEqualTo(seconds.getFirst().open());
        assertThat(minute.close()).isEqualTo(seconds.getLast().close());
        assertThat(minute.high()).isEqualTo(prices(seconds, Bar::high).max(Price::compareTo).orElseThrow());
        assertThat(minute.low()).isEqualTo(prices(seconds, Bar::low).min(Price::compareTo).orElseThrow());
        assertThat(minute.trades()).isEqualTo(seconds.stream().mapToInt(Bar::trades).sum());
    }

    @Provide
    Arbitrary<List<Trade>> prints() {
        Arbitrary<Long> millis = Arbitraries.longs().between(0, END_MILLIS - 1_001);
        Arbitrary<Integer> cents = Arbitraries.integers().between(1, 100_000);
        Arbitrary<Integer> lots = Arbitraries.integers().between(1, 1_000);
        return Combinators.combine(millis, cents, lots).as(BarBuilderPropertyTest::print)
            .list().ofMinSize(1).ofMaxSize(60);
    }

    private static Trade print(long millis, int cents, int lots) {
        Instant time = START.plusMillis(millis);
        return new Trade(BTC, 1, new Price(BigDecimal.valueOf(cents, 2)),
            new Quantity(BigDecimal.valueOf(lots, 3)), Side.BUY, time, time);
    }

    private static Stream<Price> prices(List<Bar> bars, Function<Bar, Price> price) {
        return bars.stream().map(price);
    }

    private static List<Trade> inOrder(List<Trade> trades) {
        return trades.stream()
            .sorted((a, b) -> a.exchangeTime().compareTo(b.exchangeTime())).toList();
    }

    private static List<Bar> build(BarBuilder builder, List<Trade> trades) {
        List<Bar> bars = new ArrayList<>();
        trades.forEach(trade -> bars.addAll(builder.onTrade(trade)));
        bars.addAll(builder.advanceTo(START.plusMillis(END_MILLIS)));
        return bars;
    }
}

package dev.holdfast.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReturnCorrelationTest {
    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
    private final ReturnCorrelation correlation = new ReturnCorrelation();

    @Test
    void isOneForInstrumentsThatMoveTogether() {
        feed(11, 1);
        assertThat(correlation.byPair()).containsEntry("AAUSDT/BBUSDT", new BigDecimal("1.0000"));
    }

    @Test
    void isMinusOneForMirroredReturns() {
        feed(11, -1);
        assertThat(correlation.byPair().get("AAUSDT/BBUSDT")).isNegative()
            .isLessThan(new BigDecimal("-0.99"));
    }

    @Test
    void saysNothingOfTenBarsBecauseTheyHaveNineReturns() {
        feed(10, 1);
        assertThat(correlation.byPair()).isEmpty();
    }

    private void feed(int bars, int direction) {
        for (int i = 0; i < bars; i++) {
            double wobble = (i * 7 % 5) / 1_000.0;
            bar("AAUSDT", i, 100 * (1 + wobble));
            bar("BBUSDT", i, 50 * (1 + direction * wobble));
        }
    }

    private void bar(String instrument, int minute, double close) {
        Price price = new Price(BigDecimal.valueOf(close));
        correlation.onBar(new Bar(new InstrumentId(instrument), BarInterval.MINUTE,
            START.plusSeconds(60L * minute), price, price, price, price, Quantity.of("1"), 1,
            MarketCondition.LIVE));
    }
}

package dev.holdfast.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.market.Trade;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MinuteTableTest {
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    private static final Instant MINUTE = Instant.parse("2024-08-08T10:00:00Z");
    private final MinuteTable table = new MinuteTable();

    @Test
    void weighsPricesByVolume() {
        trade(0, "100", "1");
        trade(59, "103", "2");
        assertThat(table.rest()).singleElement().satisfies(one -> {
            assertThat(one.minute()).isEqualTo(MINUTE);
            assertThat(one.vwap()).isEqualByComparingTo("102");
            assertThat(one.volume()).isEqualByComparingTo("3");
            assertThat(one.trades()).isEqualTo(2);
        });
    }

    @Test
    void reportsAMinuteOnceLaterRecordsProveItOver() {
        trade(30, "100", "1");
        trade(64, "100", "1");
        assertThat(table.ended()).isEmpty();
        trade(65, "100", "1");
        assertThat(table.ended()).extracting(MinuteFigures::minute).containsExactly(MINUTE);
        assertThat(table.ended()).isEmpty();
        assertThat(table.rest()).extracting(MinuteFigures::minute).containsExactly(MINUTE.plusSeconds(60));
    }

    @Test
    void reportsAMinuteAgainThatChangedLate() {
        trade(30, "100", "1");
        trade(70, "100", "1");
        assertThat(table.ended()).hasSize(1);
        table.addFill(MINUTE.plusSeconds(59), BTC, Quantity.of("0.5"));
        table.addRealised(MINUTE.plusSeconds(59), BTC, Money.of("-1.25"));
        assertThat(table.ended()).singleElement().satisfies(one -> {
            assertThat(one.trades()).isEqualTo(1);
            assertThat(one.fills()).isEqualTo(1);
            assertThat(one.realisedPnl()).isEqualTo(Money.of("-1.25"));
        });
    }

    @Test
    void hasNoPriceForAMinuteWithoutPrints() {
        table.addFill(MINUTE, BTC, Quantity.of("0.5"));
        MinuteFigures only = table.rest().getFirst();
        assertThat(only.vwap()).isNull();
        assertThat(only.filledVolume()).isEqualTo(new BigDecimal("0.5"));
        assertThat(only.line()).isEqualTo("2024-08-08T10:00:00Z BTCUSDT    vwap - volume 0 trades 0 fills 1"
            + " filled 0.5 realised 0");
    }

    @Test
    void forgetsMinutesOfLongAgo() {
        trade(0, "100", "1");
        trade(3 * 3_600, "100", "1");
        assertThat(table.ended()).hasSize(1);
        trade(1, "100", "1");
        assertThat(table.rest()).filteredOn(one -> one.minute().equals(MINUTE)).singleElement()
            .satisfies(one -> assertThat(one.trades()).isEqualTo(1));
    }

    private void trade(int second, String price, String quantity) {
        Instant time = MINUTE.plusSeconds(second);
        table.add(new Trade(BTC, second, Price.of(price), Quantity.of(quantity), Side.BUY, time, time));
    }
}

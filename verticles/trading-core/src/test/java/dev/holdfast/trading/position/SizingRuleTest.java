package dev.holdfast.trading.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.position.SizingRule.FixedQuantity;
import dev.holdfast.trading.position.SizingRule.PercentOfEquity;
import dev.holdfast.trading.position.SizingRule.VolatilityScaled;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class SizingRuleTest {
    private static final Instrument BTC = new Instrument(new InstrumentId("BTCUSDT"), "BTC", "USDT",
        Price.of("0.01"), Quantity.of("0.001"), Quantity.of("0.001"), Quantity.of("100"), Money.of("5"));

    @Test
    void roundsAFixedQuantityDownToLots() {
        assertThat(size(new FixedQuantity(Quantity.of("1.0019")), "0")).isEqualTo(Quantity.of("1.001"));
    }

    @Test
    void takesAShareOfTheEquity() {
        assertThat(size(new PercentOfEquity(new BigDecimal("10")), "0")).isEqualTo(Quantity.of("3.333"));
    }

    @Test
    void shrinksAsVolatilityGrows() {
        VolatilityScaled rule = new VolatilityScaled(new BigDecimal("0.1"), new BigDecimal("50"));
        assertThat(size(rule, "0.01")).isEqualTo(Quantity.of("3.333"));
        assertThat(size(rule, "0.02")).isEqualTo(Quantity.of("1.666"));
    }

    @Test
    void neverExceedsItsCapHoweverCalmTheMarket() {
        VolatilityScaled rule = new VolatilityScaled(new BigDecimal("1"), new BigDecimal("50"));
        assertThat(size(rule, "0.0000001")).isEqualTo(Quantity.of("16.666"));
        assertThat(size(rule, "0")).isEqualTo(Quantity.of("16.666"));
    }

    @Test
    void refusesAPercentageOfNothingOrOfMoreThanAll() {
        assertThatThrownBy(() -> new PercentOfEquity(BigDecimal.ZERO))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PercentOfEquity(new BigDecimal("100.01")))
            .isInstanceOf(IllegalArgumentException.class);
    }

    private static Quantity size(SizingRule rule, String volatility) {
        return rule.size(BTC, Money.of("10000"), Price.of("300"), new BigDecimal(volatility));
    }
}

package dev.holdfast.trading.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.money.Money;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class DrawdownWatchTest {
    private final DrawdownWatch watch = DrawdownWatch.startingAt(Money.of("1000"));

    @Test
    void isZeroAtThePeak() {
        assertThat(watch.onEquity(Money.of("1200")).percent()).isEqualByComparingTo("0");
    }

    @Test
    void measuresFromTheHighest() {
        assertThat(watch.onEquity(Money.of("1200")).onEquity(Money.of("900")).percent())
            .isEqualByComparingTo("25");
    }

    @Test
    void reachesALimitAtExactlyItsValue() {
        BigDecimal limit = new BigDecimal("10");
        assertThat(watch.onEquity(Money.of("900.01")).isAtLeast(limit)).isFalse();
        assertThat(watch.onEquity(Money.of("900")).isAtLeast(limit)).isTrue();
    }

    @Test
    void saysNothingOfAnAccountThatNeverHadMoney() {
        assertThat(DrawdownWatch.startingAt(Money.ZERO).onEquity(Money.of("-5")).percent())
            .isEqualByComparingTo("0");
    }
}

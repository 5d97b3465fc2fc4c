package dev.holdfast.trading.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MoneyTest {
    @Property
    void hasOneSpellingForEachNumber(@ForAll BigDecimal number) {
        Money money = new Money(number);
        assertThat(money).isEqualTo(new Money(number.setScale(number.scale() + 5)));
        assertThat(money.amount()).isEqualByComparingTo(number);
        assertThat(money.toString()).doesNotContain("E");
    }

    @Test
    void addsTenthsExactly() {
        assertThat(Money.of("0.1").plus(Money.of("0.2"))).isEqualTo(Money.of("0.3"));
    }

    @Test
    void valuesAQuantityExactly() {
        assertThat(Price.of("61837.63").times(Quantity.of("0.00001"))).isEqualTo(Money.of("0.6183763"));
    }

    @Test
    void guardsPricesAndQuantities() {
        assertThatThrownBy(() -> Price.of("0")).isInstanceOf(IllegalArgumentException.class)
            .hasMessage("price must be > 0, was 0");
        assertThatThrownBy(() -> Quantity.of("-0.1")).isInstanceOf(IllegalArgumentException.class)
            .hasMessage("quantity must be >= 0, was -0.1");
    }

    @Test
    void leavesNothingRatherThanLessThanNothing() {
        assertThat(Quantity.of("1").minusDownToZero(Quantity.of("2"))).isEqualTo(Quantity.ZERO);
    }
}

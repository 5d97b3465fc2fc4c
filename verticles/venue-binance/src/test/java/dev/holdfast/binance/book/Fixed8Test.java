package dev.holdfast.binance.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Fixed8Test {
    @ParameterizedTest
    @CsvSource({"0, 0", "0.00000001, 1", "1, 100000000", "61737.63000000, 6173763000000", "5., 500000000",
        "1.500000000000, 150000000"})
    void readsADecimal(String text, long expected) {
        assertThat(Fixed8.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".5", "-1", "1e3", "1.2.3", "1.000000001", " 1", "abc",
        "92233720368.54775808"})
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> Fixed8.parse(text)).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void holdsTheVenuesLargestQuantity() {
        assertThat(Fixed8.parse("92233720368.54775807")).isEqualTo(Long.MAX_VALUE);
    }

    @Property
    void isExactBothWays(@ForAll @LongRange(min = 0) long value) {
        BigDecimal decimal = Fixed8.decimal(value);
        assertThat(Fixed8.parse(decimal.toPlainString())).isEqualTo(value);
        assertThat(decimal).isEqualByComparingTo(BigDecimal.valueOf(value, 8));
    }
}

package dev.holdfast.venuesim.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class Fixed8Test {

    @Test
    void printsEightDecimals() {
        assertThat(Fixed8.text(Fixed8.of("61837.63"))).isEqualTo("61837.63000000");
        assertThat(Fixed8.text(1)).isEqualTo("0.00000001");
        assertThat(Fixed8.text(-1)).isEqualTo("-0.00000001");
        assertThat(Fixed8.text(new BigDecimal("1.123456789"))).isEqualTo("1.12345678");
    }

    @Test
    void refusesANinthDecimal() {
        assertThatThrownBy(() -> Fixed8.of("0.000000001")).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void multipliesWithoutLosingDigits() {
        assertThat(Fixed8.notional(Fixed8.of("61837.63"), Fixed8.of("0.00001")))
            .isEqualByComparingTo("0.6183763");
    }

    @Test
    void roundsToTheNearestStep() {
        assertThat(Fixed8.rounded(new BigDecimal("0.278380490000"), 1_000)).isEqualTo(27_838_000);
    }
}

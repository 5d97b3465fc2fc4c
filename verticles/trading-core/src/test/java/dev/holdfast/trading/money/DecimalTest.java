package dev.holdfast.trading.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever fits into a long and whatever does not: the numbers are those of the JDK's own decimal. */
class DecimalTest {
    @Property
    void addsAndMultipliesLikeABigDecimal(@ForAll("numbers") BigDecimal a, @ForAll("numbers") BigDecimal b) {
        assertThat(Decimal.of(a).plus(Decimal.of(b)).toBigDecimal()).isEqualByComparingTo(a.add(b));
        assertThat(Decimal.of(a).minus(Decimal.of(b)).toBigDecimal()).isEqualByComparingTo(a.subtract(b));
        assertThat(Decimal.of(a).times(Decimal.of(b)).toBigDecimal()).isEqualByComparingTo(a.multiply(b));
        assertThat(Decimal.of(a).negated().toBigDecimal()).isEqualByComparingTo(a.negate());
    }

    @Property
    void comparesLikeABigDecimal(@ForAll("numbers") BigDecimal a, @ForAll("numbers") BigDecimal b) {
        assertThat(Decimal.of(a).compareTo(Decimal.of(b))).isEqualTo(a.compareTo(b));
        assertThat(Decimal.of(a).signum()).isEqualTo(a.signum());
        if (b.signum() != 0) {
            assertThat(Decimal.of(a).isMultipleOf(Decimal.of(b)))
                .isEqualTo(a.remainder(b).signum() == 0);
        }
    }

    @Property
    void hasOneFormForEachNumberHoweverItCameAbout(@ForAll("numbers") BigDecimal a,
                                                   @ForAll("numbers") BigDecimal b) {
        Decimal summed = Decimal.of(a).plus(Decimal.of(b));
        Decimal written = Decimal.of(new BigDecimal(a.add(b).toPlainString() + (a.add(b).scale() > 0 ? "000"
            : ".000")));
        assertThat(summed).isEqualTo(written).hasSameHashCodeAs(written).hasToString(written.toString());
        assertThat(summed.minus(Decimal.of(b))).isEqualTo(Decimal.of(a));
    }

    @Test
    void staysExactWhereALongEnds() {
        Decimal largest = Decimal.of(BigDecimal.valueOf(Long.MAX_VALUE));
        Decimal smallest = Decimal.of(BigDecimal.valueOf(Long.MIN_VALUE));
        Decimal one = Decimal.of(BigDecimal.ONE);
        assertThat(largest.plus(one)).hasToString("9223372036854775808");
        assertThat(largest.plus(one).minus(one)).isEqualTo(largest);
        assertThat(smallest.negated()).hasToString("9223372036854775808");
        assertThat(smallest.times(one.negated())).isEqualTo(smallest.negated());
        assertThat(smallest.minus(one)).hasToString("-9223372036854775809");
    }

    @Test
    void writesNoExponentAndNoTrailingZeros() {
        assertThat(Decimal.of(new BigDecimal("1E+3"))).hasToString("1000");
        assertThat(Decimal.of(new BigDecimal("0E-9"))).isEqualTo(Decimal.ZERO);
        assertThat(Decimal.of(new BigDecimal("10.500"))).hasToString("10.5");
    }

    /** Small ones, ones at the ends of a long, and ones far beyond it, at scales on both sides of zero. */
    @Provide
    Arbitrary<BigDecimal> numbers() {
        Arbitrary<BigInteger> anything = Arbitraries.bigIntegers()
            .between(BigInteger.TEN.pow(30).negate(), BigInteger.TEN.pow(30));
        Arbitrary<BigInteger> units = Arbitraries.oneOf(
            Arbitraries.longs().between(-1_000_000, 1_000_000).map(BigInteger::valueOf),
            Arbitraries.longs().map(BigInteger::valueOf), anything);
        return Combinators.combine(units, Arbitraries.integers().between(-4, 24)).as(BigDecimal::new);
    }
}

package dev.holdfast.persistence.equity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.persistence.Days;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.position.Account;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EquitySamplerTest {
    private static final Instant NOW = Days.START;
    private static final Account FLAT = Account.opened(Days.ACCOUNT, Money.of("1000"), "USDT");
    private static final Account LONG = FLAT.plus(Days.BTC, Side.BUY, new Fill("e", "v", Price.of("100"),
        Quantity.of("1"), BigDecimal.ZERO, "USDT", false, NOW));
    private final EquitySampler sampler = new EquitySampler();

    @Test
    void waitsForAnAccount() {
        assertThat(sampler.sample(List.of(), NOW)).isNull();
    }

    @Test
    void waitsForThePriceOfWhatIsHeld() {
        assertThat(sampler.sample(List.of(LONG), NOW)).isNull();
        quote("110", MarketCondition.CROSSED);
        assertThat(sampler.sample(List.of(LONG), NOW)).isNull();
        quote("110", MarketCondition.STALE);
        assertThat(sampler.sample(List.of(LONG), NOW).equity()).isEqualTo(Money.of("1010"));
    }

    @Test
    void givesOnePointASecondWhileItChanges() {
        quote("110", MarketCondition.LIVE);
        assertThat(sampler.sample(List.of(LONG), NOW)).isNotNull();
        quote("111", MarketCondition.LIVE);
        assertThat(sampler.sample(List.of(LONG), NOW.plusMillis(999))).isNull();
        assertThat(sampler.sample(List.of(LONG), NOW.plusMillis(1_000))).isNotNull();
    }

    @Test
    void namesThePointByItsSecondSoThatTwoNodesMakeTheSameOne() {
        quote("110", MarketCondition.LIVE);
        assertThat(sampler.sample(List.of(LONG), NOW.plusMillis(640)).at()).isEqualTo(NOW);
    }

    @Test
    void givesOnePointInTenSecondsWhileItDoesNot() {
        assertThat(sampler.sample(List.of(FLAT), NOW)).isNotNull();
        assertThat(sampler.sample(List.of(FLAT), NOW.plusMillis(9_999))).isNull();
        assertThat(sampler.sample(List.of(FLAT), NOW.plusMillis(10_000))).isNotNull();
    }

    @Test
    void measuresTheDrawdownFromThePeakAndRaisesThePeakWithCapital() {
        quote("200", MarketCondition.LIVE);
        assertThat(sampler.sample(List.of(LONG), NOW).drawdownPercent()).isEqualByComparingTo("0");
        quote("90", MarketCondition.LIVE);
        EquityPoint fallen = sampler.sample(List.of(LONG), NOW.plusSeconds(1));
        assertThat(fallen.drawdownPercent()).isEqualByComparingTo("10");
        EquityPoint richer = sampler.sample(List.of(LONG, FLAT), NOW.plusSeconds(2));
        assertThat(richer.peak()).isEqualTo(Money.of("2100"));
        assertThat(richer.drawdownPercent()).isEqualByComparingTo("5.2381");
    }

    @Test
    void keepsThePeakOverARestart() {
        sampler.restore(new EquityPoint(NOW, Money.of("1000"), Money.of("1000"), Money.of("1000"),
            Money.of("2000"), BigDecimal.ZERO, true));
        assertThat(sampler.sample(List.of(FLAT), NOW.plusSeconds(10)).drawdownPercent())
            .isEqualByComparingTo("50");
    }

    @Test
    void marksTheFirstPointOfAMinute() {
        assertThat(sampler.sample(List.of(FLAT), NOW.plusSeconds(40)).minuteMark()).isTrue();
        assertThat(sampler.sample(List.of(FLAT), NOW.plusSeconds(50)).minuteMark()).isFalse();
        assertThat(sampler.sample(List.of(FLAT), NOW.plusSeconds(60)).minuteMark()).isTrue();
    }

    private void quote(String price, MarketCondition condition) {
        sampler.onQuote(new Quote(Days.BTC.id(), Price.of(price), Quantity.of("1"), Price.of(price),
            Quantity.of("1"), NOW, NOW, 1, condition));
    }
}

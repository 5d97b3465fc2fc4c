package dev.holdfast.trading.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.PriceSource;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Invariant 16: no signal from a stale, crossed, gapped or unwarmed input. */
class SignalGateTest {
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    private final SignalGate gate = new SignalGate(3);

    @Test
    void staysShutUntilTheLastBarOfTheWarmUp() {
        assertThat(live(0)).isFalse();
        assertThat(live(1)).isFalse();
        assertThat(live(2)).isTrue();
        assertThat(live(3)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(value = MarketCondition.class, names = "LIVE", mode = EnumSource.Mode.EXCLUDE)
    void shutsOnABarThatIsNotLiveAndWarmsUpAgain(MarketCondition condition) {
        warmUp();

        assertThat(gate.admits(bar(3, condition))).isFalse();
        assertThat(gate.startedOver()).isTrue();
        assertThat(live(4)).isFalse();
        assertThat(live(5)).isFalse();
        assertThat(live(6)).isTrue();
    }

    @Test
    void warmsUpAgainAfterAHole() {
        warmUp();

        assertThat(live(4)).isFalse();
        assertThat(gate.startedOver()).isTrue();
        assertThat(live(5)).isFalse();
        assertThat(gate.startedOver()).isFalse();
        assertThat(live(6)).isTrue();
    }

    @Test
    void warmsUpAgainOnTheBarsOfAnotherSource() {
        warmUp();

        assertThat(backup(3)).isFalse();
        assertThat(gate.startedOver()).isTrue();
        assertThat(backup(4)).isFalse();
        assertThat(backup(5)).isTrue();
        assertThat(live(6)).isFalse();
    }

    @Test
    void takesABarHeardTwiceForAHole() {
        warmUp();

        assertThat(live(2)).isFalse();
        assertThat(gate.startedOver()).isTrue();
    }

    @Test
    void needsAtLeastOneBar() {
        assertThatThrownBy(() -> new SignalGate(0)).hasMessageContaining("warmUpBars must be >= 1");
        assertThat(new SignalGate(1).admits(bar(0, MarketCondition.LIVE))).isTrue();
    }

    private void warmUp() {
        live(0);
        live(1);
        live(2);
    }

    private boolean live(int second) {
        return gate.admits(bar(second, MarketCondition.LIVE));
    }

    private boolean backup(int second) {
        return gate.admits(bar(second, MarketCondition.LIVE, PriceSource.BACKUP));
    }

    private static Bar bar(int second, MarketCondition condition) {
        return bar(second, condition, PriceSource.VENUE);
    }

    private static Bar bar(int second, MarketCondition condition, PriceSource source) {
        Price price = Price.of("100");
        return new Bar(new InstrumentId("BTCUSDT"), BarInterval.SECOND, START.plusSeconds(second), price,
            price, price, price, Quantity.ZERO, 0, condition, source);
    }
}

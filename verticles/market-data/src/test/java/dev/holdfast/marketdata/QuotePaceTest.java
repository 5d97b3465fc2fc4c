package dev.holdfast.marketdata;

import static dev.holdfast.marketdata.MarketSamples.at;
import static dev.holdfast.marketdata.MarketSamples.quote;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.market.Quote;
import org.junit.jupiter.api.Test;

class QuotePaceTest {
    private static final long SPACING = QuotePace.SPACING.toMillis();

    private final QuotePace pace = new QuotePace();
    private final Quote first = quote(1, "99", "100");
    private final Quote second = quote(2, "98", "100");
    private final Quote third = quote(3, "97", "100");

    @Test
    void letsASingleQuotePassAtOnce() {
        assertThat(pace.offer(first, at(0))).contains(first);
        assertThat(pace.offer(second, at(SPACING))).contains(second);
        assertThat(pace.isWaiting()).isFalse();
    }

    @Test
    void keepsOnlyTheNewestWhenTheyComeTooFast() {
        pace.offer(first, at(0));

        assertThat(pace.offer(second, at(1))).isEmpty();
        assertThat(pace.offer(third, at(2))).isEmpty();
        assertThat(pace.due(at(SPACING - 1))).isEmpty();
        assertThat(pace.due(at(SPACING))).contains(third);
        assertThat(pace.due(at(SPACING * 2))).isEmpty();
    }

    @Test
    void forgetsTheWaitingQuoteWhenANewerOneWentPastIt() {
        pace.offer(first, at(0));
        pace.offer(second, at(1));

        pace.sentAtOnce(at(2));

        assertThat(pace.isWaiting()).isFalse();
        assertThat(pace.due(at(SPACING * 2))).isEmpty();
    }
}

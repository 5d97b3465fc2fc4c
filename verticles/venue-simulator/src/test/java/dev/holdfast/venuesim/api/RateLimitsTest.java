package dev.holdfast.venuesim.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.venuesim.VenueConfig.Limits;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private static final long MINUTE = 60_000;

    private final RateLimits limits = new RateLimits(new Limits(100, 2, 3, 5, 10));

    @Test
    void allowsExactlyTheLimitAndRefusesOneMore() {
        assertThat(limits.charge("a", 100, 0).status()).isEqualTo(200);
        assertThat(limits.charge("a", 1, 1).status()).isEqualTo(429);
        assertThat(limits.charge("b", 1, 1).status()).isEqualTo(200);
    }

    @Test
    void forgetsAtTheCalendarMinuteAndSaysHowLongThatIs() {
        limits.charge("a", 100, MINUTE + 45_000);

        assertThat(limits.charge("a", 1, MINUTE + 45_000).retryAfterSeconds()).isEqualTo(15);
        assertThat(limits.charge("a", 1, 2 * MINUTE).status()).isEqualTo(200);
    }

    @Test
    void bansWhoGoesOnAfterBeingTold() {
        limits.charge("a", 100, 0);
        for (var i = 0; i < 20; i++) {
            assertThat(limits.charge("a", 1, 1).status()).isEqualTo(429);
        }

        assertThat(limits.charge("a", 1, 1).status()).isEqualTo(418);
        assertThat(limits.charge("a", 1, MINUTE + 1).status()).isEqualTo(418);
        assertThat(limits.charge("a", 1, 2 * MINUTE + 1).status()).isEqualTo(200);
    }

    @Test
    void countsOrdersByTenSecondsAndByDay() {
        assertThat(limits.chargeOrder("paper", 0)).isTrue();
        assertThat(limits.chargeOrder("paper", 1)).isTrue();
        assertThat(limits.chargeOrder("paper", 2)).isFalse();
        assertThat(limits.chargeOrder("paper", 10_000)).isFalse();
        assertThat(limits.chargeOrder("paper", 86_400_000)).isTrue();
    }
}

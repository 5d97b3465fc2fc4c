package dev.holdfast.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BinanceConfigTest {
    private static final BinanceConfig CONFIG =
        BinanceConfig.of("http://127.0.0.1:1/", "ws://127.0.0.1:1", "ws://127.0.0.1:1/ws-api/v3", "open-key",
            "hush-hush");

    @Test
    void neverPrintsKeyOrSecret() {
        assertThat(CONFIG.toString()).contains("http://127.0.0.1:1").doesNotContain("open-key", "hush-hush");
    }

    @Test
    void dropsATrailingSlashThatWouldMakeAnUnknownPath() {
        assertThat(CONFIG.restUrl()).isEqualTo("http://127.0.0.1:1");
    }

    @Test
    void refusesAnAddressThatIsNone() {
        assertThatThrownBy(() -> BinanceConfig.of("ws://127.0.0.1:1", "ws://127.0.0.1:1", "ws://x", "k", "s"))
            .hasMessage("restUrl must be an address of http or https, was 'ws://127.0.0.1:1'");
        assertThatThrownBy(() -> BinanceConfig.of("http://x", "nowhere", "ws://x", "k", "s"))
            .hasMessageContaining("streamUrl must be an address of ws or wss");
    }

    @Test
    void refusesTimesThatCannotWork() {
        assertThatThrownBy(() -> CONFIG.withTimes(Duration.ZERO, Duration.ofSeconds(1)))
            .hasMessageContaining("silenceLimit must be > 0");
        assertThatThrownBy(() -> CONFIG.withReconnect(Duration.ofSeconds(2), Duration.ofSeconds(1)))
            .hasMessageContaining("reconnectMax must be >= reconnectBase");
        assertThatThrownBy(() -> CONFIG.withMaxInFlight(0)).hasMessageContaining("maxInFlight");
    }
}

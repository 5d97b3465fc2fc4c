package dev.holdfast.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.runtime.config.LoadedConfig.Value;
import dev.holdfast.trading.money.Money;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The files in conf/ are valid, name every setting, and state the built-in defaults. */
class ShippedConfigTest {
    private static final Path CONF = Path.of("..", "..", "conf");
    /** What the simulator's paper account holds at the start. */
    private static final Money VENUE_BALANCE = Money.of("1000000");

    @Test
    void everySettingIsWrittenDownWithItsDefault() throws InvalidConfig {
        LoadedConfig shipped = ConfigLoader.load(ConfigSources.of(CONF));

        assertThat(shipped.values()).allSatisfy(value ->
            assertThat(value.origin()).as(value.key()).contains("holdfast.yaml:"));
        for (Setting<?> setting : Settings.all()) {
            Value value = shipped.values().stream().filter(each -> each.key().equals(setting.key()))
                .findFirst().orElseThrow();
            if (!setting.secret()) {
                assertThat(value.text().replace(" ", "")).isEqualTo(setting.defaultText());
            }
        }
    }

    @Test
    void theAccountsTogetherHaveNoMoreThanTheVenueAccount() throws InvalidConfig {
        Money total = ConfigLoader.load(ConfigSources.of(CONF)).node().accounts().stream()
            .map(account -> account.cash()).reduce(Money.ZERO, Money::plus);

        assertThat(total).isLessThanOrEqualTo(VENUE_BALANCE);
    }

    @Test
    void everyProfileIsValid() throws InvalidConfig {
        assertThat(ConfigLoader.load(new ConfigSources(CONF, "quiet", Map.of(), Map.of(), List.of(), false)))
            .isNotNull();
    }
}

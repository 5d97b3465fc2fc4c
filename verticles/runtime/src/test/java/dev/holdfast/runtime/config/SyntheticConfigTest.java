package dev.holdfast.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.runtime.config.NodeConfig.StrategyRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fence around synthetic transactions, beginning with the shipped files. */
class SyntheticConfigTest {
    private static final Path CONF = Path.of("..", "..", "conf");
    private static final List<String> LIVE = List.of("node.mode=LIVE", "venue.restUrl=https://venue.example",
        "venue.streamUrl=wss://venue.example", "venue.wsApiUrl=wss://venue.example/ws-api/v3");

    @TempDir
    Path folder;

    @BeforeEach
    void copyTheShippedFiles() throws IOException {
        try (Stream<Path> files = Files.list(CONF)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void isShippedWithAnAccountOfItsOwn() throws InvalidConfig {
        NodeConfig config = load(List.of(), Map.of(), false);

        assertThat(config.failsafe().synthetic().account()).hasToString("synthetic");
        assertThat(synthetic(config).enabled()).isTrue();
    }

    @Test
    void refusesAnotherAccountThatFollowsThem() throws IOException {
        edit("strategies: [trend]", "strategies: [trend, synthetic]");

        assertThatThrownBy(() -> load(List.of(), Map.of(), false))
            .hasMessageContaining("trend.strategies").hasMessageContaining("no strategy of kind pulse");
    }

    @Test
    void refusesAnotherStrategyOnTheirAccount() throws IOException {
        edit("strategies: [synthetic]", "strategies: [synthetic, trend]");

        assertThatThrownBy(() -> load(List.of(), Map.of(), false))
            .hasMessageContaining("synthetic.strategies")
            .hasMessageContaining("only strategies of kind pulse");
    }

    @Test
    void runsNoneForRealMoney() throws InvalidConfig {
        NodeConfig config = load(LIVE, Map.of("HOLDFAST_VENUE_API_KEY", "k", "HOLDFAST_VENUE_SECRET", "s"),
            true);

        assertThat(synthetic(config).enabled()).isFalse();
    }

    @Test
    void runsNoneWithoutAnAccountForThem() throws InvalidConfig {
        NodeConfig config = load(List.of("failsafe.syntheticAccount=none"), Map.of(), false);

        assertThat(config.failsafe().synthetic().account()).isNull();
        assertThat(synthetic(config).enabled()).isFalse();
    }

    private static StrategyRules synthetic(NodeConfig config) {
        return config.strategies().stream().filter(StrategyRules::isSynthetic).findFirst().orElseThrow();
    }

    private void edit(String from, String to) throws IOException {
        Path accounts = folder.resolve("accounts.yaml");
        String text = Files.readString(accounts);
        assertThat(text).contains(from);
        Files.writeString(accounts, text.replace(from, to));
    }

    private NodeConfig load(List<String> assignments, Map<String, String> environment, boolean live)
            throws InvalidConfig {
        return ConfigLoader.load(new ConfigSources(folder, null, environment, Map.of(), assignments, live))
            .node();
    }
}

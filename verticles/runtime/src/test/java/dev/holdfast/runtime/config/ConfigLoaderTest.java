package dev.holdfast.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.trading.position.SizingRule.VolatilityScaled;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every message literally: an operator reads them at the worst moment. */
class ConfigLoaderTest {
    private static final String INSTRUMENTS = """
        instruments:
          - {symbol: BTCUSDT, base: BTC, quote: USDT, tickSize: 0.01, lotSize: 0.00001,
             minQuantity: 0.00001, maxQuantity: 9000, minNotional: 5}
        """;
    private static final String ACCOUNTS = """
        accounts:
          - name: trend
            cash: 250000
            currency: USDT
            strategies: [ema]
            sizing: {rule: volatilityScaled, riskPercent: 0.02, maxPercent: 6}
            entryStyle: MARKET
            limits: {maxOrderNotional: 50000, maxOrderQuantity: 10, maxPositionNotional: 100000,
                     priceCollarPercent: 2, maxOrdersPerWindow: 60, rateWindow: 1m, maxOpenOrders: 10}
        """;
    private static final String STRATEGIES = """
        strategies:
          - {name: ema, kind: ema-cross, instruments: [BTCUSDT], parameters: {fast: 5}}
        """;

    @TempDir
    Path folder;

    @BeforeEach
    void writeValidFiles() throws IOException {
        write("holdfast.yaml", "http:\n  port: 8081\n");
        write("instruments.yaml", INSTRUMENTS);
        write("accounts.yaml", ACCOUNTS);
        write("strategies.yaml", STRATEGIES);
        write("users.yaml", "users: []\n");
        Files.createDirectory(folder.resolve("profiles"));
        write("profiles/slow.yaml", "marketData:\n  staleAfter: 20s\nhttp:\n  port: 8082\n");
    }

    @Test
    void readsEveryFile() throws InvalidConfig {
        NodeConfig config = ConfigLoader.load(ConfigSources.of(folder)).node();

        assertThat(config.http().port()).isEqualTo(8081);
        assertThat(config.node().mode()).isEqualTo(NodeConfig.Mode.PAPER);
        assertThat(config.node().roles()).containsExactlyElementsOf(Settings.ROLES);
        assertThat(config.accounts().getFirst().sizing())
            .isEqualTo(new VolatilityScaled(new BigDecimal("0.02"), new BigDecimal("6")));
        assertThat(config.accounts().getFirst().limits().rateWindow()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.strategies().getFirst().parameters()).containsEntry("fast", "5");
        assertThat(config.database().url()).startsWith("jdbc:h2:file:/").endsWith("database/holdfast");
    }

    @Test
    void aLaterLayerWinsAndIsNamedAsTheOrigin() throws InvalidConfig {
        Map<String, String> environment = Map.of("HOLDFAST_HTTP_PORT", "8083", "PATH", "/bin");
        Map<String, String> properties = Map.of("holdfast.http.port", "8084", "java.home", "/");

        assertThat(port(null, Map.of(), Map.of(), List.of())).isEqualTo("8081 " + file("holdfast.yaml:2"));
        assertThat(port("slow", Map.of(), Map.of(), List.of()))
            .isEqualTo("8082 " + file("profiles/slow.yaml:4"));
        assertThat(port("slow", environment, Map.of(), List.of()))
            .isEqualTo("8083 environment HOLDFAST_HTTP_PORT");
        assertThat(port("slow", environment, properties, List.of()))
            .isEqualTo("8084 -Dholdfast.http.port");
        assertThat(port("slow", environment, properties, List.of("http.port=8085")))
            .isEqualTo("8085 --set");
    }

    @Test
    void masksSecrets() throws InvalidConfig {
        LoadedConfig loaded = ConfigLoader.load(new ConfigSources(folder, null,
            Map.of("HOLDFAST_VENUE_SECRET", "top-secret"), Map.of(), List.of(), false));

        assertThat(loaded.node().venue().secret()).isEqualTo("top-secret");
        assertThat(loaded.values().toString() + loaded.node()).doesNotContain("top-secret");
    }

    @Test
    void readsASecretFromItsFile() throws IOException, InvalidConfig {
        write("key.txt", "from-file\n");

        LoadedConfig loaded = ConfigLoader.load(new ConfigSources(folder, null,
            Map.of("HOLDFAST_VENUE_SECRET", "file:" + folder.resolve("key.txt")), Map.of(), List.of(),
            false));

        assertThat(loaded.node().venue().secret()).isEqualTo("from-file");
    }

    @Test
    void refusesAnUnknownKey() throws IOException {
        write("holdfast.yaml", "node:\n  name: a\nhttp:\n  prot: 8081\n");

        assertProblems(file("holdfast.yaml:4") + ": http.prot: unknown key. Fix: did you mean 'http.port'?");
    }

    @Test
    void refusesAWrongType() throws IOException {
        write("holdfast.yaml", "http:\n  port: eighty\nmarketData:\n  staleAfter: 5\n");

        assertProblems(file("holdfast.yaml:2") + ": http.port: found 'eighty'; allowed: a whole number from 0"
                + " to 65535. Fix: default is 8080",
            file("holdfast.yaml:4") + ": marketData.staleAfter: found '5'; allowed: a time from 100ms to 1h"
                + " with its unit: ms, s, m, h or d. Fix: default is 5s");
    }

    @Test
    void refusesAValueOutOfRange() {
        assertThatThrownBy(() -> load(List.of("http.port=65536")))
            .hasMessage("--set: http.port: found '65536'; allowed: a whole number from 0 to 65535."
                + " Fix: default is 8080");
    }

    @Test
    void refusesAnUnknownVariable() {
        assertThatThrownBy(() -> ConfigLoader.load(new ConfigSources(folder, null,
            Map.of("HOLDFAST_HTPP_PORT", "1", "HOLDFAST_KAFKA", "x"), Map.of(), List.of(), false)))
            .hasMessage("environment: HOLDFAST_HTPP_PORT: unknown variable."
                + " Fix: did you mean 'HOLDFAST_HTTP_PORT'?");
    }

    @Test
    void refusesAnUnknownProfile() {
        assertThatThrownBy(() -> ConfigLoader.load(new ConfigSources(folder, "fast", Map.of(), Map.of(),
            List.of(), false)))
            .hasMessage("--profile: fast: no file " + folder.resolve("profiles/fast.yaml")
                + ". Fix: known are slow");
    }

    @Test
    void collectsTheProblemsOfAllFiles() throws IOException {
        write("holdfast.yaml", "http:\n  port: -1\n");
        write("accounts.yaml", ACCOUNTS.replace("MARKET", "GUESS").replace("cash: 250000", "cash: much"));
        write("instruments.yaml", INSTRUMENTS.replace("lotSize", "lotsize"));

        assertThatThrownBy(() -> load(List.of())).isInstanceOfSatisfying(InvalidConfig.class, invalid ->
            assertThat(invalid.problems()).extracting(Problem::key).containsExactly("http.port",
                "instruments[0].lotSize", "instruments[0].lotsize", "accounts[0].cash",
                "accounts[0].entryStyle"));
    }

    @Test
    void refusesMissingFilesAndBrokenYaml() throws IOException {
        Files.delete(folder.resolve("accounts.yaml"));
        write("strategies.yaml", "strategies: [\n");

        assertThatThrownBy(() -> load(List.of()))
            .hasMessageContaining(file("accounts.yaml") + ": no such file. Fix: create it")
            .hasMessageContaining(file("strategies.yaml:2") + ": not YAML:");
    }

    @Test
    void refusesNamesThatLeadNowhere() throws IOException {
        write("accounts.yaml", ACCOUNTS.replace("[ema]", "[emma]").replace("100000", "10000"));
        write("strategies.yaml", STRATEGIES.replace("[BTCUSDT]", "[BTCUSD]"));

        assertProblems(
            "strategies.yaml: ema.instruments: names 'BTCUSD', which is not configured."
                + " Fix: did you mean 'BTCUSDT'?",
            "accounts.yaml: trend.strategies: names 'emma', which is not configured."
                + " Fix: did you mean 'ema'?",
            "accounts.yaml: trend.limits.maxOrderNotional: is 50000, above maxPositionNotional 10000;"
                + " allowed: at most maxPositionNotional. Fix: lower it");
    }

    @Test
    void refusesAQuietTimeWithinTheSendWindow() {
        assertThatThrownBy(() -> load(List.of("execution.quietTime=1s")))
            .hasMessage("--set: execution.quietTime: is not above execution.sendWindow, 1s."
                + " Fix: an order may still arrive within its window: wait longer than that");
    }

    @Test
    void knowsABackupOnlyWhereBothItsAddressesAreGiven() throws InvalidConfig {
        assertThat(ConfigLoader.load(ConfigSources.of(folder)).node().venue().backup()).isNull();
        assertThat(load(List.of("venue.backup.restUrl=http://127.0.0.1:9760",
            "venue.backup.streamUrl=ws://127.0.0.1:9760")).node().venue().backup())
            .isEqualTo(new NodeConfig.Backup("http://127.0.0.1:9760", "ws://127.0.0.1:9760"));
        assertThatThrownBy(() -> load(List.of("venue.backup.restUrl=http://127.0.0.1:9760")))
            .hasMessage("default: venue.backup.streamUrl: is nothing, but venue.backup.restUrl is"
                + " http://127.0.0.1:9760. Fix: give both addresses of the backup, or none");
        assertThatThrownBy(() -> load(List.of("venue.backup.streamUrl=ws://127.0.0.1:9760")))
            .hasMessageContaining("venue.backup.restUrl: is nothing, but venue.backup.streamUrl is");
    }

    @Test
    void refusesABackupThatIsNoAddressOrTheVenueItself() {
        assertThatThrownBy(() -> load(List.of("venue.backup.restUrl=127.0.0.1:9760")))
            .hasMessageContaining("venue.backup.restUrl: found '127.0.0.1:9760'; allowed: nothing, or an"
                + " address beginning with http:// or https://");
        assertThatThrownBy(() -> load(List.of("venue.backup.restUrl=http://127.0.0.1:9750",
            "venue.backup.streamUrl=ws://127.0.0.1:9750")))
            .hasMessageContaining("venue.backup.restUrl: is also venue.restUrl."
                + " Fix: name another provider, or nothing")
            .hasMessageContaining("venue.backup.streamUrl: is also venue.streamUrl.");
    }

    @Test
    void refusesAClusterWhoseNumbersDisagree() {
        assertThatThrownBy(() -> load(List.of("cluster.members=127.0.0.1:5701,127.0.0.1:5702")))
            .hasMessage("default: cluster.size: is 1, but cluster.members names 2 nodes. Fix: after a cut"
                + " each side could count itself as the majority: set it to the number of nodes");
        assertThatThrownBy(() -> load(List.of("cluster.size=3")))
            .hasMessage("default: cluster.members: names one node, but cluster.size is 3. Fix: name every"
                + " node of the cluster: one that is cut off must find the others again");
        assertThatThrownBy(() -> load(List.of("cluster.heartbeatPort=5701")))
            .hasMessage("--set: cluster.heartbeatPort: is also cluster.port. Fix: choose another, or 0");
        assertThatThrownBy(() -> load(List.of("cluster.size=8"))).hasMessageContaining("from 1 to 7");
    }

    @Test
    void tradesRealMoneyOnlyWhenEverythingSaysSo() {
        List<String> live = List.of("node.mode=LIVE", "venue.restUrl=https://venue.example",
            "venue.streamUrl=wss://venue.example", "venue.wsApiUrl=wss://venue.example/ws-api/v3");
        Map<String, String> keys = Map.of("HOLDFAST_VENUE_API_KEY", "k", "HOLDFAST_VENUE_SECRET", "s");

        assertThatThrownBy(() -> load(List.of("node.mode=LIVE")))
            .hasMessageContaining("node.mode: is LIVE, but --live is not on the command line")
            .hasMessageContaining("venue.restUrl: is on loopback, but node.mode is LIVE")
            .hasMessageContaining("venue.secret: stands in default, but node.mode is LIVE");
        assertThatThrownBy(() -> load(List.of("node.mode=LIVE",
            "venue.backup.restUrl=http://127.0.0.1:9760", "venue.backup.streamUrl=ws://127.0.0.1:9760")))
            .hasMessageContaining("venue.backup.streamUrl: is on loopback, but node.mode is LIVE");
        assertThatThrownBy(() -> ConfigLoader.load(new ConfigSources(folder, null, keys, Map.of(),
            List.of(), true)))
            .hasMessage("default: node.mode: is PAPER, but --live is on the command line."
                + " Fix: set node.mode: LIVE too, or leave --live out");
        assertThat(ConfigSources.of(folder).live()).isFalse();
        List<String> open = new ArrayList<>(live);
        open.add("s3.secret=in-plain-sight");
        assertThatThrownBy(() -> ConfigLoader.load(new ConfigSources(folder, null, keys, Map.of(), open,
            true))).hasMessage("--set: s3.secret: stands in --set, but node.mode is LIVE."
                + " Fix: give it as HOLDFAST_S3_SECRET or as file:PATH");
        assertThatCodeLoads(new ConfigSources(folder, null, keys, Map.of(), live, true));
    }

    private static void assertThatCodeLoads(ConfigSources sources) {
        org.assertj.core.api.Assertions.assertThatCode(() -> ConfigLoader.load(sources))
            .doesNotThrowAnyException();
    }

    private String port(String profile, Map<String, String> environment, Map<String, String> properties,
                        List<String> assignments) throws InvalidConfig {
        return ConfigLoader.load(new ConfigSources(folder, profile, environment, properties, assignments,
                false)).values().stream().filter(value -> value.key().equals("http.port"))
            .map(value -> value.text() + " " + value.origin()).findFirst().orElseThrow();
    }

    private LoadedConfig load(List<String> assignments) throws InvalidConfig {
        return ConfigLoader.load(new ConfigSources(folder, null, Map.of(), Map.of(), assignments, false));
    }

    private void assertProblems(String... lines) {
        assertThatThrownBy(() -> load(List.of())).isInstanceOfSatisfying(InvalidConfig.class, invalid ->
            assertThat(invalid.problems()).extracting(Problem::toString).containsExactly(lines));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}

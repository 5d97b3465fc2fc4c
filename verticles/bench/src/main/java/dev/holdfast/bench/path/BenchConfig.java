package dev.holdfast.bench.path;

import dev.holdfast.portfolio.auth.PasswordHash;
import dev.holdfast.runtime.config.ConfigLoader;
import dev.holdfast.runtime.config.ConfigSources;
import dev.holdfast.runtime.config.InvalidConfig;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.trading.order.AccountId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A configuration folder for the benches: the shipped one, with accounts over all shards whose limits no
 * bench reaches, and a venue account that holds just their money.
 */
final class BenchConfig {
    static final int ACCOUNTS = 32;
    static final String USER = "operator";
    static final String PASSWORD = "for-a-bench-on-loopback";
    private static final int CASH = 1_000_000;

    private final Path folder;

    private BenchConfig(Path folder) {
        this.folder = folder;
    }

    /** Writes it under {@code folder}. */
    static BenchConfig write(Path home, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : List.of("holdfast.yaml", "instruments.yaml")) {
            Files.copy(home.resolve("conf").resolve(name), folder.resolve(name));
        }
        StringBuilder accounts = new StringBuilder("accounts:\n");
        StringBuilder strategies = new StringBuilder("strategies:\n");
        for (AccountId account : accounts()) {
            accounts.append("""
                  - name: %1$s
                    cash: %2$d
                    currency: USDT
                    strategies: [%1$s]
                    sizing: {rule: fixed, quantity: 0.1}
                    entryStyle: AGGRESSIVE_LIMIT
                    limits: {maxOrderNotional: 100000, maxOrderQuantity: 100, maxPositionNotional: 900000,
                             priceCollarPercent: 1, maxOrdersPerWindow: 1000, rateWindow: 1s,
                             maxOpenOrders: 200}
                """.formatted(account, CASH));
            strategies.append("  - {name: %s, kind: ema-cross, instruments: [BTCUSDT], enabled: false}\n"
                .formatted(account));
        }
        Files.writeString(folder.resolve("accounts.yaml"), accounts);
        Files.writeString(folder.resolve("strategies.yaml"), strategies);
        Files.writeString(folder.resolve("users.yaml"), "users:\n  - {name: " + USER
            + ", role: operator, passwordHash: \"" + PasswordHash.hash(PASSWORD) + "\"}\n");
        return new BenchConfig(folder);
    }

    static List<AccountId> accounts() {
        return IntStream.range(0, ACCOUNTS).mapToObj(i -> new AccountId("bench-" + i)).toList();
    }

    /** What the venue's own account must hold. */
    static long venueCash() {
        return (long) ACCOUNTS * CASH;
    }

    Path folder() {
        return folder;
    }

    /** As a node would read it. */
    NodeConfig load(Map<String, String> settings) {
        List<String> assignments = new ArrayList<>();
        settings.forEach((key, value) -> assignments.add(key + "=" + value));
        try {
            return ConfigLoader.load(new ConfigSources(folder, null, Map.of(), Map.of(), assignments, false))
                .node();
        } catch (InvalidConfig e) {
            throw new IllegalStateException("the bench's own configuration is wrong", e);
        }
    }
}

package dev.holdfast.node.drill;

import dev.holdfast.portfolio.auth.PasswordHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.jar.JarFile;

/** What the processes of a drill read when they start: what is shipped, with the drill's own accounts. */
final class DrillFiles {
    static final String CONF = "conf";
    static final String USERS = "users.yaml";
    static final String VENUE = "venue.yaml";
    /** Balances no drill can spend and limits no drill can reach: the venue must not be what is measured. */
    private static final Map<String, String> PLENTY = Map.of(
        "balances: {USDT: 1000000, BTC: 0, ETH: 0}", "balances: {USDT: 1000000000, BTC: 0, ETH: 0}",
        "requestWeightPerMinute: 6000", "requestWeightPerMinute: 10000000",
        "ordersPer10Seconds: 1000", "ordersPer10Seconds: 1000000",
        "ordersPerDay: 200000", "ordersPerDay: 100000000");

    private final Path shipped;
    private final Path dir;

    /**
     * Ready to write.
     *
     * @param shipped the configuration as it is shipped
     * @param dir     the drill's own folder
     */
    DrillFiles(Path shipped, Path dir) {
        this.shipped = shipped;
        this.dir = dir;
    }

    /**
     * Writes all of them.
     *
     * @param venueJar its default settings are in it
     * @param alerts   text of alerts.yaml; null for none
     */
    void write(DrillAccounts accounts, Path venueJar, String alerts) throws IOException {
        Path conf = dir.resolve(CONF);
        Files.createDirectories(conf);
        for (String file : List.of("holdfast.yaml", "instruments.yaml")) {
            Files.copy(shipped.resolve(file), conf.resolve(file));
        }
        Files.writeString(conf.resolve("accounts.yaml"), accounts.yaml());
        Files.writeString(conf.resolve("strategies.yaml"), "strategies: []\n");
        if (alerts != null) {
            Files.writeString(conf.resolve("alerts.yaml"), alerts);
        }
        String users = "users:\n  - {name: drill, role: admin, passwordHash: \""
            + PasswordHash.hash(UUID.randomUUID().toString()) + "\"}\n";
        Files.writeString(dir.resolve(USERS), users);
        Files.writeString(conf.resolve(USERS), users);
        Files.writeString(dir.resolve(VENUE), venue(venueJar));
    }

    private static String venue(Path jarFile) throws IOException {
        String venue;
        try (JarFile jar = new JarFile(jarFile.toFile());
             InputStream in = jar.getInputStream(jar.getEntry("venue-default.yaml"))) {
            venue = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (Map.Entry<String, String> each : PLENTY.entrySet()) {
            if (!venue.contains(each.getKey())) {
                throw new IllegalStateException("the venue's default settings have no " + each.getKey());
            }
            venue = venue.replace(each.getKey(), each.getValue());
        }
        return venue;
    }
}

package dev.holdfast.node.doctor;

import dev.holdfast.node.cli.Gateway;
import dev.holdfast.node.cli.Ports;
import dev.holdfast.node.cli.Refused;
import dev.holdfast.persistence.db.DatabaseProblem;
import dev.holdfast.persistence.db.DatabaseUrl;
import dev.holdfast.runtime.config.NodeConfig;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Looks at everything a node with this configuration needs; makes nothing but an absent data folder. */
public final class Checkup {
    private static final int LOOK_MILLIS = 3_000;
    /** A day of journal, market streams and logs of a small desk. */
    private static final long NEEDED_BYTES = 1L << 30;
    private static final double GIB = 1 << 30;

    private final NodeConfig config;

    public Checkup(NodeConfig config) {
        this.config = config;
    }

    /** All of them, each independent of the others. */
    public List<Finding> findings() {
        List<Finding> all = new ArrayList<>();
        all.add(port("http.port", config.http().host(), config.http().port()));
        all.add(port("cluster.port", config.cluster().host(), config.cluster().port()));
        all.add(broker());
        all.add(venue());
        all.add(disk());
        all.add(database());
        all.add(users());
        all.add(program("chromium", List.of("chromium", "chromium-browser", "google-chrome"),
            "needed only for the browser tests"));
        all.add(program("node", List.of("node"), "needed only to build the dashboard"));
        return all;
    }

    private static Finding port(String setting, String host, int port) {
        String where = host + ":" + port;
        return port == 0 || Ports.isFree(host, port) ? Finding.ok(setting, where + " is free")
            : Finding.fail(setting, where + " is in use",
                "stop the process that listens there, or choose another port (--set " + setting + "=…)");
    }

    private Finding broker() {
        String servers = config.kafka().bootstrapServers();
        try (Admin admin = Admin.create(Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LOOK_MILLIS,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, LOOK_MILLIS))) {
            int nodes = admin.describeCluster().nodes().get(LOOK_MILLIS, TimeUnit.MILLISECONDS).size();
            return nodes >= 3 ? Finding.ok("broker", nodes + " brokers at " + servers)
                : Finding.note("broker", nodes + " broker(s) at " + servers
                    + ": not durable against power loss", "use three for anything but a trial");
        } catch (ExecutionException | TimeoutException e) {
            return Finding.fail("broker", "none answers at " + servers,
                "start one with './holdfast broker', or set kafka.bootstrapServers");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.fail("broker", "interrupted while asking " + servers, "ask again");
        }
    }

    private Finding venue() {
        String url = config.venue().restUrl();
        try {
            List<String> differences = VenueFilters.differences(config.instruments(),
                new Gateway(url, null, null).get("/api/v3/exchangeInfo"));
            return differences.isEmpty() ? Finding.ok("venue", url + " agrees with instruments.yaml")
                : Finding.fail("venue", url + ": " + String.join("; ", differences),
                    "correct instruments.yaml");
        } catch (Refused e) {
            return Finding.fail("venue", "nothing answers at " + url,
                "start the simulator with './holdfast venue', or set venue.restUrl");
        }
    }

    private Finding disk() {
        Path dir = config.node().dataDir().toAbsolutePath();
        try {
            Files.createDirectories(dir);
            FileStore store = Files.getFileStore(dir);
            String free = String.format("%.1f GiB free under %s", store.getUsableSpace() / GIB, dir);
            if (!Files.isWritable(dir)) {
                return Finding.fail("data folder", dir + " is not writable", "change its owner");
            }
            return store.getUsableSpace() >= NEEDED_BYTES ? Finding.ok("data folder", free)
                : Finding.fail("data folder", free, "make room, or choose another node.dataDir");
        } catch (IOException e) {
            return Finding.fail("data folder", "cannot use " + dir + ": " + e.getMessage(),
                "choose another node.dataDir");
        }
    }

    private Finding database() {
        NodeConfig.Database configured = config.database();
        DatabaseUrl url;
        try {
            url = DatabaseUrl.of(configured.url(), configured.user(), configured.password(),
                config.node().dataDir());
        } catch (DatabaseProblem e) {
            return Finding.fail("database", e.getMessage(), "correct database.url");
        }
        Path file = Path.of(url.display());
        if (url.kind() == DatabaseUrl.Kind.H2 && !Files.exists(file)) {
            return Finding.ok("database", file + " will be made at the first start");
        }
        DriverManager.setLoginTimeout((int) TimeUnit.MILLISECONDS.toSeconds(LOOK_MILLIS));
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.user(),
            url.password())) {
            return Finding.ok("database", connection.getMetaData().getDatabaseProductName() + " at "
                + url.display());
        } catch (SQLException e) {
            return Finding.fail("database", DatabaseProblem.opening(url, e).getMessage(), "");
        }
    }

    private Finding users() {
        return config.users().isEmpty() ? Finding.note("users", "nobody has a password: nobody can log in",
            "put the output of 'holdfast user hash' into users.yaml")
            : Finding.ok("users", config.users().size() + " can log in");
    }

    private static Finding program(String name, List<String> files, String why) {
        String path = String.valueOf(System.getenv("PATH"));
        return Stream.of(path.split(File.pathSeparator))
            .flatMap(dir -> files.stream().map(file -> Path.of(dir, file))).filter(Files::isExecutable)
            .findFirst().map(found -> Finding.ok(name, found.toString()))
            .orElseGet(() -> Finding.note(name, "not found", why));
    }
}

package dev.holdfast.node.system;

import dev.holdfast.portfolio.auth.PasswordHash;
import dev.holdfast.testkit.ChildProcess;
import dev.holdfast.testkit.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Broker, venue and three nodes as real processes; each node can be killed and started again. */
final class RunningCluster implements AutoCloseable {
    static final String USER = "operator";
    static final String PASSWORD = "for-this-test-only";
    private static final int SIZE = 3;
    private static final Path ROOT = Path.of("../..");
    private static final Duration READY = Duration.ofSeconds(120);

    private final Path dir;
    private final List<Integer> ports = FreePorts.some(4 + 2 * SIZE);
    private final ChildProcess broker;
    private final ChildProcess venue;
    private final ChildProcess[] nodes = new ChildProcess[SIZE];

    RunningCluster(Path dir) {
        this.dir = dir;
        writeUsers();
        this.broker = ChildProcess.jar(ROOT.resolve("kafka/local-broker/target/holdfast-broker.jar"),
            List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"), "--port", "" + ports.get(0),
            "--controller-port", "" + ports.get(1), "--data", dir.resolve("broker").toString());
        this.venue = ChildProcess.jar(ROOT.resolve("verticles/venue-simulator/target/holdfast-venue.jar"),
            List.of("-Xmx512m"), "--port", "" + ports.get(2), "--admin-port", "" + ports.get(3),
            "--ledger", dir.resolve("ledger.jsonl").toString());
        broker.awaitLine("broker ready", READY);
        venue.awaitLine("venue ready", READY);
        for (int number = 1; number <= SIZE; number++) {
            launch(number);
        }
        Stream.of(nodes).forEach(node -> node.awaitLine("node ready", READY));
    }

    /** Starts node-1, node-2 or node-3, again after {@link #kill}. */
    void start(int number) {
        launch(number);
        nodes[number - 1].awaitLine("node ready", READY);
    }

    /** SIGKILL. */
    void kill(int number) {
        nodes[number - 1].kill();
    }

    String url(int number) {
        return "http://127.0.0.1:" + httpPort(number);
    }

    String output() {
        return Stream.of(nodes).map(ChildProcess::output).collect(Collectors.joining("\n--- next node\n"));
    }

    @Override
    public void close() {
        Stream.of(nodes).forEach(node -> {
            if (node != null) {
                node.close();
            }
        });
        venue.close();
        broker.close();
    }

    private void launch(int number) {
        String venueAt = "127.0.0.1:" + ports.get(2);
        String members = Stream.of(1, 2, 3).map(of -> "127.0.0.1:" + clusterPort(of))
            .collect(Collectors.joining(","));
        nodes[number - 1] = ChildProcess.jar(Path.of("target/holdfast-node.jar"), List.of("-Xmx640m"), "run",
            "--config", ROOT.resolve("conf").toString(), "--profile", "quiet",
            "--set", "node.name=node-" + number, "--set", "node.dataDir=" + dir.resolve("node-" + number),
            "--set", "http.port=" + httpPort(number), "--set", "http.usersFile=" + usersFile(),
            "--set", "cluster.size=" + SIZE, "--set", "cluster.port=" + clusterPort(number),
            "--set", "cluster.members=" + members,
            "--set", "kafka.bootstrapServers=127.0.0.1:" + ports.get(0),
            "--set", "venue.restUrl=http://" + venueAt, "--set", "venue.streamUrl=ws://" + venueAt,
            "--set", "venue.wsApiUrl=ws://" + venueAt + "/ws-api/v3", "--set", "venue.instruments=BTCUSDT");
    }

    private int httpPort(int number) {
        return ports.get(3 + number);
    }

    private int clusterPort(int number) {
        return ports.get(3 + SIZE + number);
    }

    private Path usersFile() {
        return dir.resolve("users.yaml").toAbsolutePath();
    }

    private void writeUsers() {
        try {
            Files.createDirectories(dir);
            Files.writeString(usersFile(), "users:\n  - {name: " + USER + ", role: operator, passwordHash: \""
                + PasswordHash.hash(PASSWORD) + "\"}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

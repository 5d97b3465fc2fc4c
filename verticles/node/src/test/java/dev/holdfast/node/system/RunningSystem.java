package dev.holdfast.node.system;

import dev.holdfast.node.cli.Gateway;
import dev.holdfast.node.supervise.ChildJvm;
import dev.holdfast.node.supervise.ChildJvm.Archive;
import dev.holdfast.portfolio.auth.PasswordHash;
import dev.holdfast.testkit.ChildProcess;
import dev.holdfast.testkit.FreePorts;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Broker, venue and one node as real processes on free ports, as the launcher would start them. */
final class RunningSystem implements AutoCloseable {
    static final String USER = "operator";
    static final String PASSWORD = "for-this-test-only";
    private static final Path ROOT = Path.of("../..");
    static final Path NODE_JAR = Path.of("target/holdfast-node.jar");
    private static final Duration READY = Duration.ofSeconds(60);

    private final Path dir;
    private final Path conf;
    private final List<String> settings;
    private final List<Integer> ports = FreePorts.some(6);
    private final ChildProcess broker;
    private final List<String> venueOptions = new ArrayList<>();
    private ChildProcess venue;
    private ChildProcess node;

    /** As shipped, but without synthetic transactions: they would take the faults that a test ordered. */
    RunningSystem(Path dir, String... venueOptions) {
        this(dir, List.of(), venueOptions);
    }

    /**
     * A system whose node is told more.
     *
     * @param settings each {@code key=value}
     */
    RunningSystem(Path dir, List<String> settings, String... venueOptions) {
        this(dir, ROOT.resolve("conf"), with("failsafe.syntheticAccount=none", settings), venueOptions);
    }

    RunningSystem(Path dir, Path conf, List<String> settings, String... venueOptions) {
        this.dir = dir;
        this.conf = conf;
        this.settings = settings;
        writeUsers();
        this.broker = ChildProcess.jar(ROOT.resolve("kafka/local-broker/target/holdfast-broker.jar"),
            List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"), "--port", "" + ports.get(0),
            "--controller-port", "" + ports.get(1), "--data", dir.resolve("broker").toString());
        this.venueOptions.addAll(List.of("--port", "" + ports.get(2), "--admin-port", "" + ports.get(3),
            "--ledger", dir.resolve("ledger.jsonl").toString()));
        this.venueOptions.addAll(List.of(venueOptions));
        broker.awaitLine("broker ready", READY);
        startVenue();
        startNode();
    }

    /** A venue of its own, as whoever sells prices runs one; the caller closes it. */
    static ChildProcess otherVenue(int port) {
        ChildProcess other = venue(List.of("--port", "" + port, "--admin-port", "0"));
        other.awaitLine("venue ready", READY);
        return other;
    }

    private static ChildProcess venue(List<String> options) {
        return ChildProcess.jar(ROOT.resolve("verticles/venue-simulator/target/holdfast-venue.jar"),
            List.of("-Xmx512m"), options.toArray(String[]::new));
    }

    /** Starts the venue, again after {@link #stopVenue}, with the same options. */
    void startVenue() {
        venue = venue(venueOptions);
        venue.awaitLine("venue ready", READY);
    }

    private static List<String> with(String first, List<String> others) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(others);
        return all;
    }

    /** Starts the node, again after {@link #killNode}. */
    void startNode() {
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(configuration());
        node = ChildProcess.jar(NODE_JAR, List.of("-Xmx1g"),
            arguments.toArray(String[]::new));
        node.awaitLine("node ready", READY);
    }

    /** Starts the node with this test's classes behind its own, as a user adds a strategy. */
    void startNodeWithTestClasses(Path other) {
        try {
            List<String> command = new ArrayList<>(ChildJvm.command(Archive.MADE,
                Path.of("target/holdfast-node.jar"), Path.of("target/test-classes"), List.of("-Xmx1g")));
            command.add("run");
            command.addAll(configuration(other));
            node = ChildProcess.command("node", new File("."), command);
            node.awaitLine("node ready", READY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The node's configuration, for other commands as well. */
    List<String> configuration() {
        return configuration(conf);
    }

    private List<String> configuration(Path from) {
        String venueAt = "127.0.0.1:" + ports.get(2);
        List<String> assignments = new ArrayList<>(List.of("node.dataDir=" + data(),
            "http.port=" + ports.get(4), "http.usersFile=" + usersFile(), "cluster.port=" + ports.get(5),
            "cluster.members=127.0.0.1:" + ports.get(5),
            "kafka.bootstrapServers=127.0.0.1:" + ports.get(0), "venue.restUrl=http://" + venueAt,
            "venue.streamUrl=ws://" + venueAt, "venue.wsApiUrl=ws://" + venueAt + "/ws-api/v3",
            "venue.instruments=BTCUSDT"));
        assignments.addAll(settings);
        List<String> arguments = new ArrayList<>(List.of("--config", from.toString()));
        assignments.forEach(each -> arguments.addAll(List.of("--set", each)));
        return arguments;
    }

    /** Everything the node keeps on disk. */
    Path data() {
        return dir.resolve("node");
    }

    /** SIGKILL, as a crash does. */
    void killNode() {
        node.kill();
    }

    /** What the node wrote so far. */
    String nodeOutput() {
        return node.output();
    }

    /** The venue goes away. */
    void stopVenue() {
        venue.kill();
    }

    String bootstrap() {
        return "127.0.0.1:" + ports.get(0);
    }

    String url() {
        return "http://127.0.0.1:" + ports.get(4);
    }

    Gateway gateway() {
        return new Gateway(url(), USER, PASSWORD);
    }

    Gateway venueAdmin() {
        return new Gateway(venueAdminUrl(), null, null);
    }

    String venueAdminUrl() {
        return "http://127.0.0.1:" + ports.get(3);
    }

    String output() {
        return node.output() + "\n--- venue\n" + venue.output() + "\n--- broker\n" + broker.output();
    }

    @Override
    public void close() {
        node.close();
        venue.close();
        broker.close();
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

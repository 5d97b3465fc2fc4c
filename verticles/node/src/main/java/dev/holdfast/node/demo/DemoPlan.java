package dev.holdfast.node.demo;

import dev.holdfast.node.cli.ConfigOptions;
import dev.holdfast.node.supervise.Child;
import dev.holdfast.node.supervise.ChildJvm;
import dev.holdfast.node.supervise.ChildJvm.Archive;
import dev.holdfast.node.supervise.Pulse;
import dev.holdfast.node.supervise.TetherJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Everything decided before the first process starts.
 *
 * @param home     where the jars lie
 * @param config   goes on to every node
 * @param dir      this run's data
 * @param password of the demo's user
 */
record DemoPlan(Path home, ConfigOptions config, Path dir, DemoPorts ports, DemoRun.Choices choices,
                String password) {
    static final String USER = "admin";
    /** The default recording has this one instrument only; another would be stale for the whole run. */
    private static final String DEFAULT_DATA_INSTRUMENT = "BTCUSDT";
    private static final Path BROKER_JAR = Path.of("kafka/local-broker/target/holdfast-broker.jar");
    private static final Path VENUE_JAR = Path.of("verticles/venue-simulator/target/holdfast-venue.jar");
    private static final Path NODE_JAR = Path.of("verticles/node/target/holdfast-node.jar");

    Path tether() throws IOException {
        return TetherJar.beside(home.resolve(NODE_JAR), dir);
    }

    List<Path> jars() {
        return List.of(home.resolve(BROKER_JAR), home.resolve(VENUE_JAR), home.resolve(NODE_JAR));
    }

    Path ledger() {
        return dir.resolve("venue-ledger.jsonl");
    }

    Child.Spec broker(Path tether, Consumer<String> tell) throws IOException {
        return spec("broker", jvm(tether, BROKER_JAR, "-XX:TieredStopAtLevel=1", "-Xmx512m"), List.of(
            "--port", "" + ports.broker(), "--controller-port", "" + ports.brokerController(),
            "--data", dir.resolve("broker").toString()), "broker ready", tell);
    }

    Child.Spec venue(Path tether, Consumer<String> tell) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--port", "" + ports.venue(),
            "--admin-port", "" + ports.venueAdmin(), "--ledger", ledger().toString()));
        if (choices.data() != null) {
            arguments.addAll(List.of("--data", choices.data().toString()));
        }
        if (choices.speed() != null) {
            arguments.addAll(List.of("--speed", choices.speed().toString()));
        }
        return spec("venue", jvm(tether, VENUE_JAR, "-XX:TieredStopAtLevel=1", "-Xmx512m"), arguments,
            "venue ready", tell);
    }

    /** Every node runs everything: any of them may die. */
    Child.Spec node(int index, Path tether, Consumer<String> tell) throws IOException {
        String name = "node-" + (index + 1);
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("node.name", name);
        settings.put("node.mode", "PAPER");
        settings.put("node.dataDir", dir.resolve(name).toString());
        settings.put("http.port", "" + ports.gateways().get(index));
        settings.put("http.usersFile", usersFile().toString());
        settings.put("cluster.name", "demo-" + ports.clusters().getFirst());
        settings.put("cluster.port", "" + ports.clusters().get(index));
        settings.put("cluster.members", ports.clusters().stream().map(port -> "127.0.0.1:" + port)
            .collect(Collectors.joining(",")));
        settings.put("cluster.size", "" + choices.nodes());
        settings.put("kafka.bootstrapServers", ports.bootstrapServers());
        settings.put("kafka.startWait", "60s");
        settings.put("venue.restUrl", "http://127.0.0.1:" + ports.venue());
        settings.put("venue.streamUrl", "ws://127.0.0.1:" + ports.venue());
        settings.put("venue.wsApiUrl", "ws://127.0.0.1:" + ports.venue() + "/ws-api/v3");
        if (choices.data() == null) {
            settings.put("venue.instruments", DEFAULT_DATA_INSTRUMENT);
        }
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(config.arguments(settings));
        List<String> flags = new ArrayList<>(List.of("-Xmx1g"));
        flags.addAll(ChildJvm.EXIT_WHEN_OUT_OF_MEMORY);
        return spec(name, jvm(tether, NODE_JAR, flags.toArray(String[]::new)), arguments, "node ready", tell);
    }

    Path usersFile() {
        return dir.resolve("users.yaml").toAbsolutePath();
    }

    private Child.Spec spec(String name, List<String> jvm, List<String> arguments, String ready,
                            Consumer<String> tell) {
        List<String> command = new ArrayList<>(jvm);
        command.addAll(arguments);
        return new Child.Spec(name, command, Map.of(Pulse.VARIABLE, "1", "HOLDFAST_NODE_SUPERVISED", "true"),
            ready, dir.resolve(name + ".log"), new Child.Patience(tell, line -> { }, false));
    }

    private List<String> jvm(Path tether, Path jar, String... flags) throws IOException {
        return ChildJvm.command(Archive.MADE, home.resolve(jar), tether, List.of(flags));
    }
}

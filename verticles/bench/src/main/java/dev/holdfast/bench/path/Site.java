package dev.holdfast.bench.path;

import dev.holdfast.runtime.stream.TopicAdmin;
import dev.holdfast.runtime.stream.TopicsFile;
import dev.holdfast.runtime.stream.TopicsNotApplied;
import dev.holdfast.testkit.ChildProcess;
import dev.holdfast.testkit.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A broker, a venue simulator and nodes as processes on free loopback ports, in a folder that goes. */
final class Site implements AutoCloseable {
    private static final Duration READY = Duration.ofSeconds(180);
    /** Enough trades to keep a market live; more would only cost processor time. */
    private static final String MARKET_SPEED = "20";
    /** Of broker, controller, venue and its admin; each node's gateway and cluster port follow. */
    private static final int OWN_PORTS = 4;
    static final int MAX_NODES = 3;
    private static final int LAST_LINES = 40;
    /** Three nodes' optimizing compilers would take two processors for minutes. */
    private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";
    /** Of a gateway that was replaced: a line for each order and message that it had accepted. */
    private static final Pattern REPEATED =
        Pattern.compile("audit entry lost|Discarding message|ContextImpl: Unhandled|Promise already|^\\s");
    private static final String SHIPPED_CASH = "USDT: 1000000,";

    private final Path home;
    private final Path folder;
    private final List<Integer> ports = FreePorts.some(OWN_PORTS + 2 * MAX_NODES);
    private final BenchConfig config;
    private final ChildProcess broker;
    private final ChildProcess venue;
    private final List<ChildProcess> nodes = new ArrayList<>();

    /**
     * Starts broker and venue.
     *
     * @param home the project's folder, with its jars built
     */
    Site(Path home) throws IOException {
        this.home = home;
        this.folder = Files.createTempDirectory("holdfast-bench");
        this.config = BenchConfig.write(home, folder.resolve("conf"));
        this.broker = ChildProcess.jar(home.resolve("kafka/local-broker/target/holdfast-broker.jar"),
            List.of("-Xmx1g"), "--port", "" + ports.get(0), "--controller-port", "" + ports.get(1), "--data",
            folder.resolve("broker").toString());
        this.venue = ChildProcess.jar(home.resolve("verticles/venue-simulator/target/holdfast-venue.jar"),
            List.of("-Xmx512m"), "--port", "" + ports.get(2), "--admin-port", "" + ports.get(3), "--config",
            venueConfig().toString(),
            "--speed", MARKET_SPEED);
        broker.awaitLine("broker ready", READY);
        venue.awaitLine("venue ready", READY);
        applyTopics();
        stopTheMarket();
    }

    BenchConfig config() {
        return config;
    }

    String bootstrap() {
        return "127.0.0.1:" + ports.get(0);
    }

    /** What a lone node has to be told to find this site. */
    Map<String, String> settings() {
        return settings(0, 1);
    }

    private Map<String, String> settings(int index, int size) {
        String at = "127.0.0.1:" + ports.get(2);
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("node.name", "node-" + (index + 1));
        settings.put("node.dataDir", folder.resolve("node-" + (index + 1)).toString());
        settings.put("http.port", "" + httpPort(index));
        settings.put("cluster.port", "" + clusterPort(index));
        settings.put("cluster.size", "" + size);
        settings.put("cluster.members", IntStream.range(0, size)
            .mapToObj(each -> "127.0.0.1:" + clusterPort(each)).collect(Collectors.joining(",")));
        settings.put("kafka.bootstrapServers", bootstrap());
        settings.put("venue.restUrl", "http://" + at);
        settings.put("venue.streamUrl", "ws://" + at);
        settings.put("venue.wsApiUrl", "ws://" + at + "/ws-api/v3");
        settings.put("venue.instruments", "BTCUSDT");
        return settings;
    }

    /** Starts a whole node process and returns its gateway's address. */
    String startNode() {
        return startNodes(1, Map.of()).getFirst();
    }

    /** Starts so many, with further settings; returns their gateways' addresses when all serve. */
    List<String> startNodes(int count, Map<String, String> further) {
        for (int index = 0; index < count; index++) {
            Map<String, String> settings = settings(index, count);
            settings.putAll(further);
            List<String> arguments = new ArrayList<>(List.of("run", "--config", config.folder().toString()));
            settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
            nodes.add(ChildProcess.jar(home.resolve("verticles/node/target/holdfast-node.jar"),
                count == 1 ? List.of("-Xmx1g") : List.of("-Xmx1g", QUICK_COMPILER),
                arguments.toArray(String[]::new)));
        }
        nodes.forEach(node -> node.awaitLine("node ready", READY));
        return IntStream.range(0, count).mapToObj(index -> "http://127.0.0.1:" + httpPort(index)).toList();
    }

    /** The last lines of each node's output: what to read when a measurement fails. */
    String lastWords() {
        return nodes.stream().map(node -> {
            List<String> lines = node.output().lines()
                .filter(line -> !REPEATED.matcher(line).find()).toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        }).collect(Collectors.joining("\n\n"));
    }

    /** Processor time that the nodes have used so far. */
    Duration nodesCpu() {
        return nodes.stream().map(node -> ProcessHandle.of(node.pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException("a node has ended: " + node.output())))
            .reduce(Duration.ZERO, Duration::plus);
    }

    private int httpPort(int index) {
        return ports.get(OWN_PORTS + 2 * index);
    }

    private int clusterPort(int index) {
        return ports.get(OWN_PORTS + 2 * index + 1);
    }

    /** Lets the recorded market go on, for a node that needs fresh quotes of the venue. */
    void resumeTheMarket() throws IOException {
        post("/resume");
    }

    @Override
    public void close() {
        nodes.forEach(ChildProcess::close);
        venue.close();
        broker.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new IllegalStateException("cannot remove " + folder, e);
        }
    }

    /** Replayed trades would cost processor time and add nothing: no order of the bench trades. */
    private void stopTheMarket() throws IOException {
        post("/pause");
    }

    private void post(String path) throws IOException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + ports.get(3) + path))
                .POST(HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(path + " answered " + answer.statusCode() + " " + answer.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void applyTopics() throws IOException {
        try {
            TopicAdmin.apply(bootstrap(), TopicsFile.shipped(), READY);
        } catch (TopicsNotApplied e) {
            throw new IOException(e);
        }
    }

    /** The venue's shipped configuration with the bench's money and without its order limit. */
    private Path venueConfig() throws IOException {
        Path source = home.resolve("verticles/venue-simulator/src/main/resources/venue-default.yaml");
        String text = Files.readString(source);
        if (!text.contains(SHIPPED_CASH)) {
            throw new IOException(source + " does not hold '" + SHIPPED_CASH + "' any more");
        }
        Path written = folder.resolve("venue.yaml");
        Files.writeString(written, text.replace(SHIPPED_CASH, "USDT: " + BenchConfig.venueCash() + ",")
            .replace("ordersPer10Seconds: 1000", "ordersPer10Seconds: 100000")
            .replace("ordersPerDay: 200000", "ordersPerDay: 100000000"));
        return written;
    }
}

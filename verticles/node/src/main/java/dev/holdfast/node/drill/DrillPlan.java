package dev.holdfast.node.drill;

import dev.holdfast.node.cli.Ports;
import dev.holdfast.node.supervise.ChildJvm;
import dev.holdfast.node.supervise.ChildJvm.Archive;
import dev.holdfast.runtime.config.ConfigLoader;
import dev.holdfast.runtime.config.ConfigSources;
import dev.holdfast.runtime.config.InvalidConfig;
import dev.holdfast.runtime.config.LoadedConfig;
import dev.holdfast.runtime.config.Settings;
import dev.holdfast.trading.desk.AccountRules;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.risk.RiskLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Everything decided before the first process of a drill starts: its files, ports and commands. */
final class DrillPlan {
    static final int NODES = 3;
    private static final Path BROKER_JAR = Path.of("kafka/local-broker/target/holdfast-broker.jar");
    private static final Path VENUE_JAR = Path.of("verticles/venue-simulator/target/holdfast-venue.jar");
    private static final Path NODE_JAR = Path.of("verticles/node/target/holdfast-node.jar");
    /** Six JVMs share this machine and live for minutes: the slow compiler would take more than it gives. */
    private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";
    /** A few trades a second: enough for a price, and not a market data test beside the orders. */
    private static final String MARKET_SPEED = "20";

    private final Path home;
    private final Path dir;
    private final Path tether;
    private final DrillNetwork network;
    private final NodeForm form;
    private final DrillAccounts accounts = new DrillAccounts();
    private final List<Integer> ports = new ArrayList<>();

    /** Where a drill runs: the built jars, its own folder, its network. */
    record Ground(Path home, Path dir, Path tether, DrillNetwork network) {
    }

    DrillPlan(Ground ground, NodeForm form) throws IOException {
        this.home = ground.home();
        this.dir = ground.dir();
        this.tether = ground.tether();
        this.network = ground.network();
        this.form = form;
        while (ports.size() < Place.values().length + 3 * NODES) {
            int port = Ports.free();
            if (!ports.contains(port)) {
                ports.add(port);
            }
        }
        new DrillFiles(home.resolve("conf"), dir).write(accounts, home.resolve(VENUE_JAR),
            form.alerts() == null ? null : form.alerts().formatted("http://" + network.hub() + ":"
                + alertsPort() + "/"));
    }

    private enum Place { BROKER, CONTROLLER, VENUE, VENUE_ADMIN, BACKUP, LOAD, LOAD_HEARTBEAT, ALERTS }

    static List<Path> jars(Path home) {
        return List.of(home.resolve(BROKER_JAR), home.resolve(VENUE_JAR), home.resolve(NODE_JAR));
    }

    static Path nodeJar(Path home) {
        return home.resolve(NODE_JAR);
    }

    Path dir() {
        return dir;
    }

    DrillAccounts accounts() {
        return accounts;
    }

    DrillNetwork network() {
        return network;
    }

    static String nodeName(int index) {
        return "node-" + (index + 1);
    }

    String bootstrapServers() {
        return network.hub() + ":" + port(Place.BROKER);
    }

    String venueAdminUrl() {
        return "http://127.0.0.1:" + port(Place.VENUE_ADMIN);
    }

    Path ledger() {
        return dir.resolve("venue-ledger.jsonl");
    }

    DrillProcess.Spec broker() throws IOException {
        return spec("broker", jvm(BROKER_JAR, QUICK_COMPILER, "-Xmx768m"), List.of(
            "--host", network.hub(), "--own-network", "--port", "" + port(Place.BROKER),
            "--controller-port", "" + port(Place.CONTROLLER), "--data", dir.resolve("broker").toString()),
            "broker ready");
    }

    DrillProcess.Spec venue() throws IOException {
        return spec("venue", jvm(VENUE_JAR, QUICK_COMPILER, "-Xmx1536m"), List.of("--host", network.hub(),
            "--port", "" + port(Place.VENUE), "--admin-port", "" + port(Place.VENUE_ADMIN),
            "--ledger", ledger().toString(), "--config", dir.resolve(DrillFiles.VENUE).toString(),
            "--speed", MARKET_SPEED),
            "venue ready");
    }

    /** A second venue, which tells prices and gets no order; null if the nodes know of none. */
    DrillProcess.Spec backup() throws IOException {
        return !form.hasBackup() ? null : spec("backup", jvm(VENUE_JAR, QUICK_COMPILER, "-Xmx512m"),
            List.of("--host", network.hub(), "--port", "" + port(Place.BACKUP), "--admin-port", "0",
                "--speed", MARKET_SPEED),
            "venue ready");
    }

    /**
     * A node.
     *
     * @param flags further options of its JVM
     */
    DrillProcess.Spec node(int index, String... flags) throws IOException {
        return node(form, index, flags);
    }

    /** True if supervised nodes would start without an archive of their classes, three times slower. */
    boolean needsRehearsal() throws IOException {
        return form.supervised() && !ChildJvm.hasArchive(home.resolve(NODE_JAR));
    }

    /** The first node without its supervisor: it makes the archive at its end. */
    DrillProcess.Spec rehearsal() throws IOException {
        return node(form.alone(), 0);
    }

    private DrillProcess.Spec node(NodeForm form, int index, String... flags) throws IOException {
        List<String> all = new ArrayList<>(List.of(QUICK_COMPILER, "-Xms1g", "-Xmx3g"));
        all.addAll(ChildJvm.pauseless());
        all.addAll(List.of(flags));
        List<String> arguments = new ArrayList<>(List.of(form.supervised() ? "supervise" : "run", "--config",
            conf().toString()));
        assignments(form.over(nodeSettings(index))).forEach(each ->
            arguments.addAll(List.of("--set", each)));
        List<String> jvm = ChildJvm.command(form.supervised() ? Archive.READ : Archive.MADE,
            home.resolve(NODE_JAR), tether, form.firstFlags(all));
        DrillProcess.Spec plain = spec(nodeName(index), form.withFlags(jvm, all),
            arguments, "node ready");
        return new DrillProcess.Spec(plain.name(), network.at(index, plain.command()), plain.readyPrefix(),
            plain.log());
    }

    /** Everything that a node keeps on disk. */
    Path dataDir(int index) {
        return dir.resolve(nodeName(index));
    }

    /** Where the nodes' alerting tells people, and the drill listens. */
    int alertsPort() {
        return port(Place.ALERTS);
    }

    /** What is traded, with its steps. */
    Map<InstrumentId, Instrument> instruments() {
        return loadMember().node().instruments().stream()
            .collect(Collectors.toMap(Instrument::id, instrument -> instrument));
    }

    /** What every account may do at most. */
    Map<AccountId, RiskLimits> limits() {
        return loadMember().node().accounts().stream()
            .collect(Collectors.toMap(AccountRules::id, AccountRules::limits));
    }

    /** The configuration of the drill's own member of the cluster, which runs no service. */
    LoadedConfig loadMember() {
        Map<String, String> settings = settings("drill", network.hub(), port(Place.LOAD));
        settings.put("cluster.heartbeatPort", "" + port(Place.LOAD_HEARTBEAT));
        try {
            return ConfigLoader.load(new ConfigSources(conf(), null, Map.of(), Map.of(),
                assignments(settings), false));
        } catch (InvalidConfig e) {
            throw new IllegalStateException("the drill's own configuration: " + e.getMessage(), e);
        }
    }

    private static List<String> assignments(Map<String, String> settings) {
        return settings.entrySet().stream()
            .filter(each -> Settings.all().stream().anyMatch(known -> known.key().equals(each.getKey())))
            .map(each -> each.getKey() + "=" + each.getValue()).toList();
    }

    private Map<String, String> nodeSettings(int index) {
        String host = network.node(index);
        Map<String, String> settings = settings(nodeName(index), host, clusterPort(index));
        settings.put("node.roles", form.roles());
        settings.put("node.dataDir", dataDir(index).toString());
        settings.put("http.host", host);
        settings.put("http.port", "" + ports.get(Place.values().length + NODES + index));
        settings.put("http.usersFile", dir.resolve(DrillFiles.USERS).toString());
        settings.put("cluster.heartbeatPort", "" + ports.get(Place.values().length + 2 * NODES + index));
        settings.put("kafka.startWait", "60s");
        settings.put("marketData.staleAfter", "15s");
        if (form.hasBackup()) {
            String backup = network.hub() + ":" + port(Place.BACKUP);
            settings.put("venue.backup.restUrl", "http://" + backup);
            settings.put("venue.backup.streamUrl", "ws://" + backup);
        }
        return settings;
    }

    private Map<String, String> settings(String name, String host, int clusterPort) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("node.name", name);
        settings.put("node.mode", "PAPER");
        settings.put("cluster.name", "drill-" + clusterPort(0));
        settings.put("cluster.host", host);
        settings.put("cluster.port", "" + clusterPort);
        settings.put("cluster.size", "" + NODES);
        settings.put("cluster.members", members());
        settings.put("kafka.bootstrapServers", bootstrapServers());
        String venue = network.hub() + ":" + port(Place.VENUE);
        settings.put("venue.restUrl", "http://" + venue);
        settings.put("venue.streamUrl", "ws://" + venue);
        settings.put("venue.wsApiUrl", "ws://" + venue + "/ws-api/v3");
        settings.put("venue.instruments", OrderMix.INSTRUMENT.symbol());
        return settings;
    }

    private String members() {
        List<String> members = new ArrayList<>();
        for (int index = 0; index < NODES; index++) {
            members.add(network.node(index) + ":" + clusterPort(index));
        }
        return String.join(",", members);
    }

    private int clusterPort(int index) {
        return ports.get(Place.values().length + index);
    }

    private int port(Place place) {
        return ports.get(place.ordinal());
    }

    private Path conf() {
        return dir.resolve(DrillFiles.CONF);
    }

    private DrillProcess.Spec spec(String name, List<String> jvm, List<String> arguments, String ready) {
        List<String> command = new ArrayList<>(jvm);
        command.addAll(arguments);
        return new DrillProcess.Spec(name, command, ready, dir.resolve(name + ".log"));
    }

    private List<String> jvm(Path jar, String... flags) throws IOException {
        return ChildJvm.command(Archive.MADE, home.resolve(jar), tether, List.of(flags));
    }
}

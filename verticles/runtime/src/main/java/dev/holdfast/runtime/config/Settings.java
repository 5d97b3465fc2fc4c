package dev.holdfast.runtime.config;

import dev.holdfast.resilience.partition.QuorumRule;
import dev.holdfast.runtime.config.NodeConfig.Mode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Every setting of {@code holdfast.yaml}, in the order in which it is documented there. */
public final class Settings {
    /** The services a node may run; they are begun in this order and ended in the reverse one. */
    public static final List<String> ROLES = List.of("persistence", "portfolio-manager", "risk",
        "execution", "signal", "market-data", "failsafe");

    private static final int MAX_PORT = 65_535;
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,31}";
    private static final String NAME_RULE = "1 to 32 of a-z, 0-9 and '-'";
    private static final String HOST = "[A-Za-z0-9._:-]+";

    public static final Setting<String> NODE_NAME = Setting.of("node.name",
        Kind.matching(NAME, NAME_RULE), "node-1", "This node's name; unique in the cluster.");
    public static final Setting<List<String>> NODE_ROLES = Setting.of("node.roles",
        Kind.listOf(Kind.oneOf(ROLES)), String.join(",", ROLES), "Services that this node runs.");
    public static final Setting<Mode> NODE_MODE = Setting.of("node.mode", Kind.oneOf(Mode.class), "PAPER",
        "PAPER trades at a simulated venue. LIVE trades real money and also needs --live.");
    public static final Setting<Path> NODE_DATA_DIR = Setting.of("node.dataDir", Kind.path(), "var/node",
        "Folder of everything the node keeps on disk: database, logs.");

    public static final Setting<Boolean> NODE_SUPERVISED = Setting.of("node.supervised", Kind.flag(), "false",
        "Whoever started the process starts it again when it ends: a recovery may then end it.");

    public static final Setting<String> HTTP_HOST = Setting.of("http.host",
        Kind.matching(HOST, "a host name or address"), "127.0.0.1",
        "Interface of gateway and dashboard; loopback by default.");
    public static final Setting<Integer> HTTP_PORT = Setting.of("http.port", Kind.integer(0, MAX_PORT),
        "8080", "Port of gateway and dashboard; 0 picks a free one.");
    public static final Setting<Path> HTTP_USERS_FILE = Setting.of("http.usersFile", Kind.path(),
        "users.yaml", "Who may use the gateway; from the configuration folder unless absolute.");

    public static final Setting<String> CLUSTER_NAME = Setting.of("cluster.name",
        Kind.matching(NAME, NAME_RULE), "holdfast", "Only nodes of the same name join each other.");
    public static final Setting<String> CLUSTER_HOST = Setting.of("cluster.host",
        Kind.matching(HOST, "a host name or address"), "127.0.0.1",
        "Interface of cluster and event bus. Members are not authenticated: keep it private.");
    public static final Setting<Integer> CLUSTER_PORT = Setting.of("cluster.port",
        Kind.integer(1, MAX_PORT), "5701", "Port of the cluster membership protocol.");
    public static final Setting<List<String>> CLUSTER_MEMBERS = Setting.of("cluster.members",
        Kind.listOf(Kind.hostPort()), "127.0.0.1:5701", "Where to look for the other nodes.");
    public static final Setting<Integer> CLUSTER_SIZE = Setting.of("cluster.size",
        Kind.integer(1, QuorumRule.MAX_SIZE), "1",
        "Nodes that the cluster is meant to have: only a majority of them trades.");
    public static final Setting<Integer> CLUSTER_HEARTBEAT_PORT = Setting.of("cluster.heartbeatPort",
        Kind.integer(0, MAX_PORT), "0",
        "Port on cluster.host for the other nodes' heartbeats; 0 picks a free one.");

    public static final Setting<String> KAFKA_SERVERS = Setting.of("kafka.bootstrapServers",
        new Kind<>("host:port, or several separated by commas", text -> {
            Kind.listOf(Kind.hostPort()).parse().apply(text);
            return text;
        }), "127.0.0.1:9092", "The broker: the journal and the market streams live there.");
    public static final Setting<Duration> KAFKA_START_WAIT = Setting.of("kafka.startWait",
        Kind.duration("0s", "1h"), "30s", "How long a starting node waits for the broker.");

    public static final Setting<String> VENUE_REST = Setting.of("venue.restUrl", Kind.url("http", "https"),
        "http://127.0.0.1:9750", "The venue's REST address (Binance Spot).");
    public static final Setting<String> VENUE_STREAM = Setting.of("venue.streamUrl", Kind.url("ws", "wss"),
        "ws://127.0.0.1:9750", "The venue's market streams.");
    public static final Setting<String> VENUE_WS_API = Setting.of("venue.wsApiUrl", Kind.url("ws", "wss"),
        "ws://127.0.0.1:9750/ws-api/v3", "The venue's WebSocket API: orders and user data.");
    public static final Setting<String> VENUE_API_KEY = Setting.secret("venue.apiKey", "paper-key",
        "API key. The default is known to the simulator only.");
    public static final Setting<String> VENUE_SECRET = Setting.secret("venue.secret", "paper-secret",
        "HMAC secret of the key; for LIVE only from the environment or file:PATH.");
    public static final Setting<String> VENUE_USER_DATA = Setting.of("venue.userData",
        Kind.oneOf(List.of("WS_API", "LISTEN_KEY")), "WS_API",
        "How order events are subscribed to; LISTEN_KEY is the legacy form.");

    public static final Setting<String> VENUE_BACKUP_REST = Setting.of("venue.backup.restUrl",
        Kind.orEmpty(Kind.url("http", "https")), "",
        "REST address of the provider whose prices count while the venue's fail; nothing: none.");
    public static final Setting<String> VENUE_BACKUP_STREAM = Setting.of("venue.backup.streamUrl",
        Kind.orEmpty(Kind.url("ws", "wss")), "", "Its market streams (Binance Spot).");

    public static final Setting<List<String>> VENUE_INSTRUMENTS = Setting.of("venue.instruments",
        Kind.listOf(Kind.matching("\\*|[A-Z0-9]{2,20}", "* for all, or symbols of instruments.yaml")), "*",
        "What is traded of instruments.yaml; the others are left alone.");

    public static final Setting<Duration> STALE_AFTER = Setting.of("marketData.staleAfter",
        Kind.duration("100ms", "1h"), "5s", "Silence of an instrument that makes it STALE: no new orders.");

    public static final Setting<Duration> FALL_AFTER = Setting.of("marketData.fallAfter",
        Kind.duration("0s", "1h"), "3s", "How long a source of prices may be unfit until it is left.");
    public static final Setting<Duration> RETURN_AFTER = Setting.of("marketData.returnAfter",
        Kind.duration("0s", "1d"), "30s", "How long a better one must be fit until it is returned to.");

    public static final Setting<Duration> SEND_WINDOW = Setting.of("execution.sendWindow",
        Kind.duration("100ms", "60s"), "1s",
        "An order that reaches the venue later than this is refused there (recvWindow).");
    public static final Setting<Duration> QUEUE_TIME = Setting.of("execution.queueTime",
        Kind.duration("0s", "1h"), "10s", "How long an order waits for an absent venue until it expires.");
    public static final Setting<Duration> QUIET_TIME = Setting.of("execution.quietTime",
        Kind.duration("500ms", "60s"), "3s",
        "Silence after a send that makes its outcome UNKNOWN; above execution.sendWindow.");

    public static final Setting<String> HOUSE_ACCOUNT = Setting.of("execution.houseAccount",
        Kind.matching("none|" + NAME, "none, or an account of accounts.yaml"), "none",
        "Account that takes in orders at the venue that nobody here sent; none only reports them.");

    public static final Setting<BigDecimal> MAX_DRAWDOWN = Setting.of("risk.maxDrawdownPercent",
        Kind.decimal("0.1", "100"), "20", "Fall of an account's equity below its peak that halts it.");
    public static final Setting<Duration> ASSESS_EVERY = Setting.of("risk.assessEvery",
        Kind.duration("100ms", "1m"), "1s", "How often the risk watch looks at every account.");

    public static final Setting<String> DATABASE_URL = Setting.of("database.url",
        Kind.matching("(auto|jdbc:h2:.+|(jdbc:)?postgresql://.+)",
            "auto, jdbc:h2:…, or postgresql://host:port/name"), "auto",
        "auto is an H2 file under node.dataDir; PostgreSQL by its URL.");
    public static final Setting<String> DATABASE_USER = Setting.of("database.user",
        Kind.text("a name"), "holdfast", "Database user.");
    public static final Setting<String> DATABASE_PASSWORD = Setting.secret("database.password", "",
        "Database password.");

    private static final List<Setting<?>> OWN = List.of(NODE_NAME, NODE_ROLES, NODE_MODE, NODE_DATA_DIR,
        NODE_SUPERVISED,
        HTTP_HOST, HTTP_PORT, HTTP_USERS_FILE, CLUSTER_NAME, CLUSTER_HOST, CLUSTER_PORT, CLUSTER_MEMBERS,
        CLUSTER_SIZE, CLUSTER_HEARTBEAT_PORT,
        KAFKA_SERVERS, KAFKA_START_WAIT, VENUE_REST, VENUE_STREAM, VENUE_WS_API, VENUE_API_KEY, VENUE_SECRET,
        VENUE_USER_DATA, VENUE_BACKUP_REST, VENUE_BACKUP_STREAM, VENUE_INSTRUMENTS, STALE_AFTER, FALL_AFTER,
        RETURN_AFTER,
        SEND_WINDOW, QUEUE_TIME, QUIET_TIME, HOUSE_ACCOUNT, MAX_DRAWDOWN, ASSESS_EVERY,
        DATABASE_URL, DATABASE_USER, DATABASE_PASSWORD);
    private static final List<Setting<?>> ALL =
        Stream.of(OWN, FailsafeSettings.ALL, CheckpointSettings.ALL).flatMap(List::stream).toList();

    private Settings() {
    }

    public static List<Setting<?>> all() {
        return ALL;
    }
}

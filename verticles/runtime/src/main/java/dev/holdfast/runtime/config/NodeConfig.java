package dev.holdfast.runtime.config;

import dev.holdfast.trading.desk.AccountRules;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.order.AccountId;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything a node was told, checked as a whole before any port opens. */
public record NodeConfig(Node node, Http http, Cluster cluster, Kafka kafka, Venue venue,
                         MarketData marketData, Execution execution, Risk risk, Database database,
                         FailsafeConfig failsafe, CheckpointConfig checkpoint, AlertsConfig alerts,
                         List<Instrument> instruments,
                         List<AccountRules> accounts, List<StrategyRules> strategies, List<User> users) {
    /** With the failsafe layer as it is by default, and no checkpoints: the journal is read whole. */
    public NodeConfig(Node node, Http http, Cluster cluster, Kafka kafka, Venue venue, MarketData marketData,
                      Execution execution, Risk risk, Database database, List<Instrument> instruments,
                      List<AccountRules> accounts, List<StrategyRules> strategies, List<User> users) {
        this(node, http, cluster, kafka, venue, marketData, execution, risk, database,
            FailsafeConfig.byDefault(), null, AlertsConfig.byDefault(), instruments, accounts, strategies,
            users);
    }

    /** The same node with checkpoints. */
    public NodeConfig with(CheckpointConfig wanted) {
        return new NodeConfig(node, http, cluster, kafka, venue, marketData, execution, risk, database,
            failsafe, wanted, alerts, instruments, accounts, strategies, users);
    }

    /** PAPER trades against a simulated venue; LIVE needs an explicit choice (requirement D12). */
    public enum Mode { PAPER, LIVE }

    /**
     * This node.
     *
     * @param dataDir    folder of everything the node keeps on disk
     * @param supervised whoever started the process starts it again when it ends
     */
    public record Node(String name, Set<String> roles, Mode mode, Path dataDir, boolean supervised) {
        /** A node that nobody starts again. */
        public Node(String name, Set<String> roles, Mode mode, Path dataDir) {
            this(name, roles, mode, dataDir, false);
        }
    }

    /** Gateway and dashboard. */
    public record Http(String host, int port) {
    }

    /**
     * Membership, event bus and heartbeats.
     *
     * @param size          nodes that the cluster is meant to have
     * @param heartbeatPort where the other nodes' heartbeats are taken; 0 is any free one
     */
    public record Cluster(String name, String host, int port, List<String> members, int size,
                          int heartbeatPort) {
        /** A cluster of one. */
        public Cluster(String name, String host, int port, List<String> members) {
            this(name, host, port, members, 1, 0);
        }
    }

    /** The broker. */
    public record Kafka(String bootstrapServers) {
    }

    /**
     * The venue; the same client serves a simulator and the real exchange.
     *
     * @param backup whose prices count while the venue's cannot be had; null if there is none
     */
    public record Venue(String restUrl, String streamUrl, String wsApiUrl, String apiKey, String secret,
                        String userData, Backup backup) {
        /** A venue without a backup. */
        public Venue(String restUrl, String streamUrl, String wsApiUrl, String apiKey, String secret,
                     String userData) {
            this(restUrl, streamUrl, wsApiUrl, apiKey, secret, userData, null);
        }

        @Override
        public String toString() {
            return "Venue[restUrl=" + restUrl + ", streamUrl=" + streamUrl + ", wsApiUrl=" + wsApiUrl
                + ", apiKey=…, secret=…, userData=" + userData + ", backup=" + backup + "]";
        }
    }

    /** A second provider of market data, of the venue's kind; it gets no key and no order. */
    public record Backup(String restUrl, String streamUrl) {
    }

    /**
     * Market data.
     *
     * @param staleAfter  silence of an instrument longer than this makes it STALE
     * @param fallAfter   a source of prices that is unfit for so long is left for the next
     * @param returnAfter a better one that is fit for so long is returned to
     */
    public record MarketData(Duration staleAfter, Duration fallAfter, Duration returnAfter) {
        /** With sources that change when they do by default. */
        public MarketData(Duration staleAfter) {
            this(staleAfter, Settings.FALL_AFTER.byDefault(), Settings.RETURN_AFTER.byDefault());
        }
    }

    /**
     * The order path; for the times see DeskRules.
     *
     * @param house the account that takes in orders at the venue that nobody here sent; null if none does
     */
    public record Execution(Duration sendWindow, Duration queueTime, Duration quietTime, AccountId house) {
    }

    /** The independent risk watch. A drawdown of this much halts the account. */
    public record Risk(BigDecimal maxDrawdownPercent, Duration assessEvery) {
    }

    /** H2 by default, PostgreSQL by its URL. */
    public record Database(String url, String user, String password) {
        @Override
        public String toString() {
            return "Database[url=" + url + ", user=" + user + ", password=…]";
        }
    }

    /**
     * One strategy.
     *
     * @param kind       a built-in kind, or the class name of a user's own Strategy
     * @param parameters by name, as the kind documents them
     */
    public record StrategyRules(String name, String kind, List<String> instruments,
                                Map<String, String> parameters, boolean enabled) {
        /** The kind of the synthetic transactions. */
        public static final String PULSE = "pulse";

        /** True if it makes synthetic transactions, and not trades. */
        public boolean isSynthetic() {
            return kind.equals(PULSE);
        }

        /** The same, checked but not run. */
        StrategyRules disabled() {
            return new StrategyRules(name, kind, instruments, parameters, false);
        }
    }

    /**
     * Somebody who may use the gateway.
     *
     * @param passwordHash PBKDF2, as {@code holdfast user hash} prints it
     * @param role         viewer, operator or admin
     */
    public record User(String name, String passwordHash, String role) {
        @Override
        public String toString() {
            return "User[" + name + ", " + role + "]";
        }
    }
}

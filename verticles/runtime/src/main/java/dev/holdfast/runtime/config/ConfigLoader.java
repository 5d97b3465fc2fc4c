package dev.holdfast.runtime.config;

import dev.holdfast.runtime.config.LoadedConfig.Value;
import dev.holdfast.trading.desk.AccountRules;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.order.AccountId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Reads everything an operator wrote and checks it as a whole, before any port opens. */
public final class ConfigLoader {
    private static final String MASK = "••••";

    private final List<Problem> problems = new ArrayList<>();

    private ConfigLoader() {
    }

    /**
     * The whole configuration.
     *
     * @throws InvalidConfig with every problem found
     */
    public static LoadedConfig load(ConfigSources from) throws InvalidConfig {
        return new ConfigLoader().read(from);
    }

    private LoadedConfig read(ConfigSources from) throws InvalidConfig {
        Layers layers = new Layers(problems);
        layers.add(from);
        TradingFiles files = new TradingFiles(from.folder(), problems);
        List<Instrument> instruments = files.instruments();
        List<AccountRules> accounts = files.accounts();
        List<NodeConfig.StrategyRules> strategies = files.strategies();
        List<NodeConfig.User> users = files.users(layers.get(Settings.HTTP_USERS_FILE));
        AlertsConfig alerts = new AlertsFile(from.folder(), from.environment(), problems).read();
        boolean readable = problems.isEmpty();
        Contradictions contradictions = new Contradictions(problems);
        contradictions.checkTimes(layers);
        contradictions.checkCluster(layers);
        contradictions.checkMode(layers, from.live());
        contradictions.checkBackup(layers);
        if (readable) {
            contradictions.checkTrading(instruments, accounts, strategies, users);
            contradictions.checkTraded(layers, instruments);
            contradictions.checkHouse(layers, accounts);
            contradictions.checkSynthetic(layers, accounts, strategies);
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfig(problems);
        }
        List<Instrument> traded = traded(layers.get(Settings.VENUE_INSTRUMENTS), instruments);
        Trading trading = new Trading(traded, accounts, run(layers, strategies), users, alerts);
        return new LoadedConfig(node(layers, trading), layers.get(Settings.KAFKA_START_WAIT), values(layers));
    }

    /** Synthetic transactions are for play money and an account of their own, else there are none. */
    private static List<NodeConfig.StrategyRules> run(Layers layers, List<NodeConfig.StrategyRules> rules) {
        boolean none = layers.get(Settings.NODE_MODE) == NodeConfig.Mode.LIVE
            || layers.get(FailsafeSettings.SYNTHETIC_ACCOUNT).equals(FailsafeSettings.NONE);
        return rules.stream().map(each -> none && each.isSynthetic() ? each.disabled() : each).toList();
    }

    private static List<Instrument> traded(List<String> chosen, List<Instrument> instruments) {
        return chosen.contains(Contradictions.ALL_INSTRUMENTS) ? instruments : instruments.stream()
            .filter(instrument -> chosen.contains(instrument.id().symbol())).toList();
    }

    private record Trading(List<Instrument> instruments, List<AccountRules> accounts,
                           List<NodeConfig.StrategyRules> strategies, List<NodeConfig.User> users,
                           AlertsConfig alerts) {
    }

    private static NodeConfig node(Layers layers, Trading trading) {
        Path dataDir = layers.get(Settings.NODE_DATA_DIR);
        return new NodeConfig(
            new NodeConfig.Node(layers.get(Settings.NODE_NAME),
                new LinkedHashSet<>(layers.get(Settings.NODE_ROLES)), layers.get(Settings.NODE_MODE),
                dataDir, layers.get(Settings.NODE_SUPERVISED)),
            new NodeConfig.Http(layers.get(Settings.HTTP_HOST), layers.get(Settings.HTTP_PORT)),
            new NodeConfig.Cluster(layers.get(Settings.CLUSTER_NAME), layers.get(Settings.CLUSTER_HOST),
                layers.get(Settings.CLUSTER_PORT), layers.get(Settings.CLUSTER_MEMBERS),
                layers.get(Settings.CLUSTER_SIZE), layers.get(Settings.CLUSTER_HEARTBEAT_PORT)),
            new NodeConfig.Kafka(layers.get(Settings.KAFKA_SERVERS)),
            new NodeConfig.Venue(layers.get(Settings.VENUE_REST), layers.get(Settings.VENUE_STREAM),
                layers.get(Settings.VENUE_WS_API), layers.get(Settings.VENUE_API_KEY),
                layers.get(Settings.VENUE_SECRET), layers.get(Settings.VENUE_USER_DATA), backup(layers)),
            new NodeConfig.MarketData(layers.get(Settings.STALE_AFTER), layers.get(Settings.FALL_AFTER),
                layers.get(Settings.RETURN_AFTER)),
            new NodeConfig.Execution(layers.get(Settings.SEND_WINDOW), layers.get(Settings.QUEUE_TIME),
                layers.get(Settings.QUIET_TIME), house(layers)),
            new NodeConfig.Risk(layers.get(Settings.MAX_DRAWDOWN), layers.get(Settings.ASSESS_EVERY)),
            new NodeConfig.Database(databaseUrl(layers.get(Settings.DATABASE_URL), dataDir),
                layers.get(Settings.DATABASE_USER), layers.get(Settings.DATABASE_PASSWORD)),
            FailsafeConfig.of(layers::get),
            CheckpointConfig.of(layers::get, dataDir, layers.get(Settings.CLUSTER_NAME)), trading.alerts(),
            trading.instruments(), trading.accounts(), trading.strategies(), trading.users());
    }

    private static String databaseUrl(String configured, Path dataDir) {
        return "auto".equals(configured)
            ? "jdbc:h2:file:" + dataDir.toAbsolutePath().resolve("database").resolve("holdfast")
            : configured;
    }

    private static List<Value> values(Layers layers) {
        List<Value> values = new ArrayList<>();
        for (Setting<?> setting : Settings.all()) {
            Section.Located located = layers.value(setting);
            String text = setting.secret() && !located.text().isEmpty() ? MASK : located.text();
            values.add(new Value(setting.key(), text, located.where(), setting.doc()));
        }
        return values;
    }

    private static NodeConfig.Backup backup(Layers layers) {
        String rest = layers.get(Settings.VENUE_BACKUP_REST);
        return rest.isEmpty() ? null : new NodeConfig.Backup(rest, layers.get(Settings.VENUE_BACKUP_STREAM));
    }

    private static AccountId house(Layers layers) {
        String name = layers.get(Settings.HOUSE_ACCOUNT);
        return name.equals("none") ? null : new AccountId(name);
    }
}

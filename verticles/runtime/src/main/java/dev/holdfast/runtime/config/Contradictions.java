package dev.holdfast.runtime.config;

import dev.holdfast.runtime.config.NodeConfig.Mode;
import dev.holdfast.runtime.config.NodeConfig.StrategyRules;
import dev.holdfast.runtime.config.NodeConfig.User;
import dev.holdfast.trading.desk.AccountRules;
import dev.holdfast.trading.market.Instrument;
import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds settings that are each allowed but not together. */
final class Contradictions {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");
    static final String ALL_INSTRUMENTS = "*";
    private static final String ACCOUNTS = "accounts.yaml";
    private static final String STRATEGIES = "strategies.yaml";

    private final List<Problem> problems;

    Contradictions(List<Problem> problems) {
        this.problems = problems;
    }

    void checkTimes(Layers layers) {
        if (layers.get(Settings.QUIET_TIME).compareTo(layers.get(Settings.SEND_WINDOW)) <= 0) {
            add(layers, Settings.QUIET_TIME, "is not above execution.sendWindow, "
                + layers.value(Settings.SEND_WINDOW).text(),
                "an order may still arrive within its window: wait longer than that");
        }
    }

    /** Two sides of a cut must never both be the majority, and must be able to find each other again. */
    void checkCluster(Layers layers) {
        int size = layers.get(Settings.CLUSTER_SIZE);
        long members = layers.get(Settings.CLUSTER_MEMBERS).stream().distinct().count();
        if (members > size) {
            add(layers, Settings.CLUSTER_SIZE, "is " + size + ", but cluster.members names " + members
                + " nodes", "after a cut each side could count itself as the majority: set it to the number"
                + " of nodes");
        }
        if (size > 1 && members < 2) {
            add(layers, Settings.CLUSTER_MEMBERS, "names one node, but cluster.size is " + size,
                "name every node of the cluster: one that is cut off must find the others again");
        }
        int port = layers.get(Settings.CLUSTER_HEARTBEAT_PORT);
        if (port == layers.get(Settings.CLUSTER_PORT)) {
            add(layers, Settings.CLUSTER_HEARTBEAT_PORT, "is also cluster.port", "choose another, or 0");
        }
        if (port != 0 && port == layers.get(Settings.HTTP_PORT)) {
            add(layers, Settings.CLUSTER_HEARTBEAT_PORT, "is also http.port", "choose another, or 0");
        }
    }

    /** Real money needs three statements that agree: the mode, --live, and a venue not on loopback. */
    void checkMode(Layers layers, boolean live) {
        boolean liveMode = layers.get(Settings.NODE_MODE) == Mode.LIVE;
        if (liveMode && !live) {
            add(layers, Settings.NODE_MODE, "is LIVE, but --live is not on the command line",
                "add --live to trade real money, or set PAPER");
        }
        if (live && !liveMode) {
            add(layers, Settings.NODE_MODE, "is PAPER, but --live is on the command line",
                "set node.mode: LIVE too, or leave --live out");
        }
        for (Setting<String> url : List.of(Settings.VENUE_REST, Settings.VENUE_STREAM,
            Settings.VENUE_WS_API, Settings.VENUE_BACKUP_REST, Settings.VENUE_BACKUP_STREAM)) {
            String host = URI.create(layers.get(url)).getHost();
            if (liveMode && host != null && LOOPBACK.contains(host)) {
                add(layers, url, "is on loopback, but node.mode is LIVE",
                    "name the exchange's address, or set node.mode: PAPER");
            }
        }
        for (Setting<?> secret : Settings.all().stream().filter(Setting::secret).toList()) {
            boolean given = !layers.get(secret).toString().isEmpty();
            if (liveMode && given && !isPrivate(layers.value(secret).where())) {
                add(layers, secret, "stands in " + layers.value(secret).where() + ", but node.mode is LIVE",
                    "give it as " + secret.environmentName() + " or as file:PATH");
            }
        }
    }

    /** A backup is there as a whole, and is another provider: the venue's own streams fail with the venue. */
    void checkBackup(Layers layers) {
        String rest = layers.get(Settings.VENUE_BACKUP_REST);
        String stream = layers.get(Settings.VENUE_BACKUP_STREAM);
        if (rest.isEmpty() != stream.isEmpty()) {
            Setting<String> missing = rest.isEmpty() ? Settings.VENUE_BACKUP_REST
                : Settings.VENUE_BACKUP_STREAM;
            Setting<String> given = rest.isEmpty() ? Settings.VENUE_BACKUP_STREAM
                : Settings.VENUE_BACKUP_REST;
            add(layers, missing, "is nothing, but " + given.key() + " is " + layers.get(given),
                "give both addresses of the backup, or none");
        }
        isAnother(layers, Settings.VENUE_BACKUP_REST, Settings.VENUE_REST);
        isAnother(layers, Settings.VENUE_BACKUP_STREAM, Settings.VENUE_STREAM);
    }

    private void isAnother(Layers layers, Setting<String> backup, Setting<String> venue) {
        if (layers.get(backup).equals(layers.get(venue))) {
            add(layers, backup, "is also " + venue.key(), "name another provider, or nothing");
        }
    }

    private static boolean isPrivate(String where) {
        return where.startsWith("environment") || where.contains(" file ");
    }

    void checkTrading(List<Instrument> instruments, List<AccountRules> accounts,
                      List<StrategyRules> strategies, List<User> users) {
        unique("instruments.yaml", instruments, instrument -> instrument.id().symbol());
        unique(ACCOUNTS, accounts, account -> account.id().name());
        unique(STRATEGIES, strategies, StrategyRules::name);
        unique("users.yaml", users, User::name);
        Set<String> symbols = names(instruments, instrument -> instrument.id().symbol());
        Set<String> strategyNames = names(strategies, StrategyRules::name);
        Set<String> currencies = names(instruments, Instrument::quote);
        strategies.forEach(strategy -> strategy.instruments().stream()
            .filter(symbol -> !ALL_INSTRUMENTS.equals(symbol))
            .forEach(symbol -> known(STRATEGIES, strategy.name() + ".instruments", symbol, symbols)));
        accounts.forEach(account -> {
            account.strategies().stream().sorted().forEach(strategy ->
                known(ACCOUNTS, account.id() + ".strategies", strategy, strategyNames));
            known(ACCOUNTS, account.id() + ".currency", account.currency(), currencies);
            checkLimits(account);
        });
    }

    /** The house must be one of the accounts. */
    void checkHouse(Layers layers, List<AccountRules> accounts) {
        String house = layers.get(Settings.HOUSE_ACCOUNT);
        if (!house.equals("none")) {
            known(layers.value(Settings.HOUSE_ACCOUNT).where(), Settings.HOUSE_ACCOUNT.key(), house,
                names(accounts, account -> account.id().name()));
        }
    }

    /** Synthetic transactions have an account to themselves (invariant 21). */
    void checkSynthetic(Layers layers, List<AccountRules> accounts, List<StrategyRules> strategies) {
        String own = layers.get(FailsafeSettings.SYNTHETIC_ACCOUNT);
        if (own.equals(FailsafeSettings.NONE)) {
            return;
        }
        Set<String> pulses = names(strategies.stream().filter(StrategyRules::isSynthetic).toList(),
            StrategyRules::name);
        for (AccountRules account : accounts) {
            boolean synthetic = account.id().name().equals(own);
            long followed = account.strategies().stream().filter(pulses::contains).count();
            if (synthetic ? followed < account.strategies().size() : followed > 0) {
                problems.add(new Problem(ACCOUNTS, account.id() + ".strategies", "are "
                    + account.strategies(), synthetic ? "only strategies of kind pulse"
                    : "no strategy of kind pulse",
                    "leave these to " + FailsafeSettings.SYNTHETIC_ACCOUNT.key()));
            }
        }
    }

    /** What is chosen to be traded must be described. */
    void checkTraded(Layers layers, List<Instrument> instruments) {
        Set<String> symbols = names(instruments, instrument -> instrument.id().symbol());
        layers.get(Settings.VENUE_INSTRUMENTS).stream()
            .filter(symbol -> !ALL_INSTRUMENTS.equals(symbol))
            .forEach(symbol -> known(layers.value(Settings.VENUE_INSTRUMENTS).where(),
                Settings.VENUE_INSTRUMENTS.key(), symbol, symbols));
    }

    private void checkLimits(AccountRules account) {
        if (account.limits().maxOrderNotional().compareTo(account.limits().maxPositionNotional()) > 0) {
            problems.add(new Problem(ACCOUNTS, account.id() + ".limits.maxOrderNotional", "is "
                + account.limits().maxOrderNotional() + ", above maxPositionNotional "
                + account.limits().maxPositionNotional(), "at most maxPositionNotional", "lower it"));
        }
    }

    private void known(String file, String key, String name, Collection<String> known) {
        if (!known.contains(name)) {
            problems.add(new Problem(file, key, "names '" + name + "', which is not configured", "",
                Spelling.suggest(name, known.stream().sorted().toList())));
        }
    }

    private <T> void unique(String file, List<T> entries, Function<T, String> name) {
        Set<String> seen = new HashSet<>();
        for (T entry : entries) {
            if (!seen.add(name.apply(entry))) {
                problems.add(new Problem(file, name.apply(entry), "is there twice", "each name once",
                    "rename or remove one"));
            }
        }
    }

    private static <T> Set<String> names(List<T> entries, Function<T, String> name) {
        return entries.stream().map(name).collect(Collectors.toSet());
    }

    private void add(Layers layers, Setting<?> setting, String found, String fix) {
        problems.add(new Problem(layers.value(setting).where(), setting.key(), found, "", fix));
    }
}

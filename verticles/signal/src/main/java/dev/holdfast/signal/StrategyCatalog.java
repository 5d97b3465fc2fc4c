package dev.holdfast.signal;

import dev.holdfast.runtime.config.NodeConfig.StrategyRules;
import dev.holdfast.signal.strategy.BollingerReversion;
import dev.holdfast.signal.strategy.EmaCross;
import dev.holdfast.signal.strategy.Pulse;
import dev.holdfast.signal.strategy.RangeBreakout;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.InstrumentId;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Turns what the configuration says of strategies into strategies, or says what is wrong with it. Two
 * parameters belong to every kind: {@code interval} of the bars and {@code volatilityBars}.
 */
final class StrategyCatalog {
    /** Stands for every configured instrument. */
    static final String ALL_INSTRUMENTS = "*";
    /** Part of signal ids and of order ids: short, and without the ids' separator. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final int DEFAULT_VOLATILITY_BARS = 15;
    /** More bars than this would take too long to warm up, and to compute at each close. */
    private static final int MAX_WARM_UP_BARS = 2_000;

    private static final Map<String, Function<Map<String, String>, Strategy>> BUILT_IN = new TreeMap<>(Map.of(
        "ema-cross", EmaCross::new,
        "bollinger-reversion", BollingerReversion::new,
        "pulse", Pulse::new,
        "range-breakout", RangeBreakout::new));

    private final Set<InstrumentId> instruments;

    /** Knows the instruments a strategy may name. */
    StrategyCatalog(Set<InstrumentId> instruments) {
        this.instruments = Set.copyOf(instruments);
    }

    /**
     * All that are enabled.
     *
     * @throws InvalidStrategy if one of them, enabled or not, cannot run as configured
     */
    List<ConfiguredStrategy> strategies(List<StrategyRules> rules) {
        List<ConfiguredStrategy> enabled = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (StrategyRules one : rules) {
            if (!names.add(one.name())) {
                throw new InvalidStrategy("strategy '" + one.name() + "' is configured twice");
            }
            ConfiguredStrategy configured = configured(one);
            if (one.enabled()) {
                enabled.add(configured);
            }
        }
        return enabled;
    }

    private ConfiguredStrategy configured(StrategyRules rules) {
        if (!NAME.matcher(rules.name()).matches()) {
            throw new InvalidStrategy("strategy '" + rules.name()
                + "': a name is 1 to 40 characters a-z, 0-9 or '-'");
        }
        try {
            Map<String, String> own = new HashMap<>(rules.parameters());
            var common = new StrategyParameters(rules.parameters());
            BarInterval interval = common.choice("interval", BarInterval.SECOND);
            int volatilityBars = common.integer("volatilityBars", DEFAULT_VOLATILITY_BARS, 2, 400);
            own.keySet().removeAll(Set.of("interval", "volatilityBars"));
            Supplier<Strategy> make = () -> make(rules.kind(), Map.copyOf(own));
            requireSaneWarmUp(make.get());
            return new ConfiguredStrategy(rules.name(), instruments(rules), interval, volatilityBars, make);
        } catch (InvalidStrategy e) {
            throw new InvalidStrategy("strategy '" + rules.name() + "': " + e.getMessage(), e);
        }
    }

    private List<InstrumentId> instruments(StrategyRules rules) {
        if (rules.instruments().contains(ALL_INSTRUMENTS)) {
            return instruments.stream().sorted().toList();
        }
        if (rules.instruments().isEmpty()) {
            throw new InvalidStrategy("name at least one instrument, or '" + ALL_INSTRUMENTS + "' for all");
        }
        return rules.instruments().stream().map(this::instrument).distinct().toList();
    }

    private InstrumentId instrument(String symbol) {
        return instruments.stream().filter(id -> id.symbol().equals(symbol)).findFirst()
            .orElseThrow(() -> new InvalidStrategy("unknown instrument '" + symbol + "'; configured are "
                + instruments.stream().sorted().toList()));
    }

    private static void requireSaneWarmUp(Strategy strategy) {
        int bars = strategy.warmUpBars();
        if (bars < 1 || bars > MAX_WARM_UP_BARS) {
            throw new InvalidStrategy("its warm-up must be 1 to " + MAX_WARM_UP_BARS + " bars, was " + bars);
        }
    }

    private static Strategy make(String kind, Map<String, String> parameters) {
        var builtIn = BUILT_IN.get(kind);
        return builtIn == null ? makeOwn(kind, parameters) : builtIn.apply(parameters);
    }

    private static Strategy makeOwn(String className, Map<String, String> parameters) {
        try {
            Class<? extends Strategy> type = Class.forName(className).asSubclass(Strategy.class);
            for (var constructor : type.getConstructors()) {
                if (List.of(constructor.getParameterTypes()).equals(List.of(Map.class))) {
                    return (Strategy) constructor.newInstance(parameters);
                }
            }
            new StrategyParameters(parameters).refuseOthers();
            return type.getConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            throw new InvalidStrategy("unknown kind '" + className + "'; it is neither built in ("
                + String.join(", ", BUILT_IN.keySet()) + ") nor a class on the class path", e);
        } catch (ClassCastException e) {
            throw new InvalidStrategy(className + " does not implement " + Strategy.class.getName(), e);
        } catch (InvocationTargetException e) {
            throw new InvalidStrategy(e.getCause() instanceof InvalidStrategy said ? said.getMessage()
                : className + " refused its parameters: " + e.getCause(), e);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new InvalidStrategy(className + " needs to be public, with a public constructor that takes"
                + " nothing or a Map<String, String>", e);
        }
    }
}

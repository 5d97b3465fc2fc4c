package dev.holdfast.runtime.config;

import dev.holdfast.runtime.config.NodeConfig.StrategyRules;
import dev.holdfast.runtime.config.NodeConfig.User;
import dev.holdfast.trading.desk.AccountRules;
import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.trading.desk.EntryStyle;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.position.SizingRule;
import dev.holdfast.trading.position.SizingRule.FixedQuantity;
import dev.holdfast.trading.position.SizingRule.PercentOfEquity;
import dev.holdfast.trading.position.SizingRule.VolatilityScaled;
import dev.holdfast.trading.risk.RiskLimits;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads what is traded, by whom and by which rules. An entry with a problem is noted and left out, and so
 * is a user without a password.
 */
final class TradingFiles {
    private static final Kind<String> NAME =
        Kind.matching("[a-z0-9][a-z0-9-]{0,31}", "1 to 32 of a-z, 0-9 and '-'");
    private static final Kind<String> SYMBOL =
        Kind.matching("[A-Z0-9]{2,20}", "2 to 20 of A-Z and 0-9, as the venue spells it");
    private static final Kind<BigDecimal> PERCENT = Kind.decimal("0.0001", "100");
    private static final Kind<String> PASSWORD_HASH = Kind.matching("|pbkdf2\\$[0-9]+\\$[^$]+\\$[^$]+",
        "what 'holdfast user hash' prints, or empty: nobody can log in as this user");
    private static final int MAX_OPEN_ORDERS = 200;
    private static final List<String> SIZING_RULES = List.of("fixed", "percentOfEquity",
        "volatilityScaled");

    private final Path folder;
    private final List<Problem> problems;

    TradingFiles(Path folder, List<Problem> problems) {
        this.folder = folder;
        this.problems = problems;
    }

    List<Instrument> instruments() {
        return entries(folder.resolve("instruments.yaml"), "instruments", this::instrument);
    }

    List<AccountRules> accounts() {
        return entries(folder.resolve("accounts.yaml"), "accounts", this::account);
    }

    List<StrategyRules> strategies() {
        return entries(folder.resolve("strategies.yaml"), "strategies", this::strategy);
    }

    List<User> users(Path file) {
        return entries(folder.resolve(file), "users", this::user);
    }

    private <T> List<T> entries(Path file, String key, Function<Section, T> reader) {
        return YamlFile.open(file, problems).map(top -> {
            List<T> found = top.each(key, reader).stream().filter(Objects::nonNull).toList();
            top.refuseOthers();
            return found;
        }).orElse(List.of());
    }

    private Instrument instrument(Section in) {
        String symbol = in.required("symbol", SYMBOL);
        String base = in.required("base", SYMBOL);
        String quote = in.required("quote", SYMBOL);
        BigDecimal tick = in.required("tickSize", Kind.positive());
        BigDecimal lot = in.required("lotSize", Kind.positive());
        BigDecimal min = in.required("minQuantity", Kind.positive());
        BigDecimal max = in.required("maxQuantity", Kind.positive());
        BigDecimal notional = in.required("minNotional", Kind.decimal("0", "1000000000"));
        if (anyNull(symbol, base, quote, tick, lot, min, max, notional)) {
            return null;
        }
        if (min.compareTo(max) > 0) {
            in.problem("minQuantity", "is " + min + ", above maxQuantity " + max, "at most maxQuantity",
                "swap them");
            return null;
        }
        return new Instrument(new InstrumentId(symbol), base, quote, new Price(tick), new Quantity(lot),
            new Quantity(min), new Quantity(max), new Money(notional));
    }

    private AccountRules account(Section in) {
        String name = in.required("name", NAME);
        BigDecimal cash = in.required("cash", Kind.positive());
        String currency = in.required("currency", SYMBOL);
        List<String> strategies = in.texts("strategies");
        SizingRule sizing = sizing(in.section("sizing"));
        EntryStyle style = in.required("entryStyle", Kind.oneOf(EntryStyle.class));
        RiskLimits limits = limits(in.section("limits"));
        if (anyNull(name, cash, currency, sizing, style, limits)) {
            return null;
        }
        return new AccountRules(new AccountId(name), new Money(cash), currency, Set.copyOf(strategies),
            sizing, style, limits);
    }

    private SizingRule sizing(Section in) {
        if (in == null) {
            return null;
        }
        String rule = in.required("rule", Kind.oneOf(SIZING_RULES));
        SizingRule result = switch (rule) {
            case null -> null;
            case "fixed" -> from(in.required("quantity", Kind.positive()),
                quantity -> new FixedQuantity(new Quantity(quantity)));
            case "percentOfEquity" -> from(in.required("percent", PERCENT), PercentOfEquity::new);
            default -> {
                BigDecimal risk = in.required("riskPercent", PERCENT);
                BigDecimal most = in.required("maxPercent", PERCENT);
                yield anyNull(risk, most) ? null : new VolatilityScaled(risk, most);
            }
        };
        if (rule != null) {
            in.refuseOthers();
        }
        return result;
    }

    private RiskLimits limits(Section in) {
        if (in == null) {
            return null;
        }
        BigDecimal notional = in.required("maxOrderNotional", Kind.positive());
        BigDecimal quantity = in.required("maxOrderQuantity", Kind.positive());
        BigDecimal position = in.required("maxPositionNotional", Kind.positive());
        BigDecimal collar = in.required("priceCollarPercent", PERCENT);
        Integer orders = in.required("maxOrdersPerWindow", Kind.integer(1, DeskState.MAX_RATE));
        Duration window = in.required("rateWindow", Kind.duration("1s", "1d"));
        Integer open = in.required("maxOpenOrders", Kind.integer(1, MAX_OPEN_ORDERS));
        in.refuseOthers();
        if (anyNull(notional, quantity, position, collar, orders, window, open)) {
            return null;
        }
        return new RiskLimits(new Money(notional), new Quantity(quantity), new Money(position), collar,
            orders, window, open);
    }

    private StrategyRules strategy(Section in) {
        String name = in.required("name", NAME);
        String kind = in.required("kind",
            Kind.matching("[A-Za-z][A-Za-z0-9_.$-]*", "a built-in kind or a class name"));
        List<String> instruments = in.texts("instruments");
        Boolean enabled = in.optional("enabled", Kind.flag(), true);
        StrategyRules rules = new StrategyRules(name, kind, instruments, in.map("parameters"),
            Boolean.TRUE.equals(enabled));
        if (instruments.isEmpty()) {
            in.problem("instruments", "is empty", "at least one symbol", "add 'instruments: [BTCUSDT]'");
        }
        return anyNull(name, kind, enabled) ? null : rules;
    }

    private User user(Section in) {
        String name = in.required("name", NAME);
        String role = in.required("role", Kind.oneOf(List.of("viewer", "operator", "admin")));
        String hash = in.required("passwordHash", PASSWORD_HASH);
        return anyNull(name, role, hash) || hash.isEmpty() ? null : new User(name, hash, role);
    }

    private static <A, B> B from(A value, Function<A, B> make) {
        return value == null ? null : make.apply(value);
    }

    private static boolean anyNull(Object... values) {
        return Stream.of(values).anyMatch(Objects::isNull);
    }
}

package dev.holdfast.venuesim;

import dev.holdfast.venuesim.VenueConfig.AccountSettings;
import dev.holdfast.venuesim.VenueConfig.Latency;
import dev.holdfast.venuesim.VenueConfig.Limits;
import dev.holdfast.venuesim.account.Fees;
import dev.holdfast.venuesim.book.Fixed8;
import dev.holdfast.venuesim.engine.Instrument;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the yaml; an unknown key, a wrong type or a missing value is refused with its place. */
public final class VenueConfigFile {

    private static final String DEFAULT = "venue-default.yaml";

    private final String name;

    private VenueConfigFile(String name) {
        this.name = name;
    }

    /** The configuration inside the jar. */
    public static VenueConfig readDefault() {
        try (var stream = VenueConfigFile.class.getClassLoader().getResourceAsStream(DEFAULT)) {
            return new VenueConfigFile(DEFAULT).read(stream);
        } catch (IOException e) {
            throw new VenueRefusal(DEFAULT + " in the jar cannot be read: " + e.getMessage());
        }
    }

    /** A file of the operator. */
    public static VenueConfig read(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new VenueRefusal("config file " + path + " does not exist");
        }
        try (var stream = Files.newInputStream(path)) {
            return new VenueConfigFile(path.toString()).read(stream);
        } catch (IOException e) {
            throw new VenueRefusal("config file " + path + " cannot be read: " + e.getMessage());
        }
    }

    private VenueConfig read(InputStream stream) throws IOException {
        try {
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            var root = map("", new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
            known("", root, Set.of("instruments", "accounts", "fees", "latency", "limits"));
            var fees = section(root, "fees", Set.of("maker", "taker"));
            var latency = section(root, "latency", Set.of("orderMillis"));
            return new VenueConfig(instruments(root), accounts(root),
                new Fees(decimal("fees.maker", fees.get("maker")), decimal("fees.taker", fees.get("taker"))),
                new Latency(number("latency.orderMillis", latency.getOrDefault("orderMillis", 0), 0, 60_000)),
                limits(root));
        } catch (YAMLException e) {
            throw new VenueRefusal(name + " is not yaml: " + e.getMessage().lines().findFirst().orElse(""));
        } catch (IllegalArgumentException e) {
            throw new VenueRefusal(name + ": " + e.getMessage());
        }
    }

    private Limits limits(Map<String, Object> root) {
        var limits = section(root, "limits", Set.of("requestWeightPerMinute", "ordersPer10Seconds",
            "ordersPerDay",
            "messagesPerSecond", "streamsPerConnection"));
        return new Limits(
            limit(limits, "requestWeightPerMinute", 6_000), limit(limits, "ordersPer10Seconds", 1_000),
            limit(limits, "ordersPerDay", 200_000), limit(limits, "messagesPerSecond", 5),
            limit(limits, "streamsPerConnection", 1_024));
    }

    private int limit(Map<String, Object> limits, String key, int otherwise) {
        return number("limits." + key, limits.getOrDefault(key, otherwise), 1, 100_000_000);
    }

    private List<Instrument> instruments(Map<String, Object> root) {
        var instruments = new ArrayList<Instrument>();
        for (var entry : list(root, "instruments")) {
            var at = "instruments[" + instruments.size() + "]";
            var map = map(at, entry);
            known(at + ".", map, Set.of("symbol", "base", "quote", "tickSize", "minPrice", "maxPrice",
                "stepSize",
                "minQty", "maxQty", "minNotional", "maxNotional", "percentUp", "percentDown"));
            instruments.add(new Instrument(
                text(at + ".symbol", map.get("symbol")), text(at + ".base", map.get("base")),
                text(at + ".quote", map.get("quote")),
                fixed8(at, map, "tickSize"), fixed8(at, map, "minPrice"), fixed8(at, map, "maxPrice"),
                fixed8(at, map, "stepSize"), fixed8(at, map, "minQty"), fixed8(at, map, "maxQty"),
                decimal(at + ".minNotional", map.get("minNotional")),
                decimal(at + ".maxNotional", map.get("maxNotional")),
                decimal(at + ".percentUp", map.get("percentUp")),
                decimal(at + ".percentDown", map.get("percentDown"))));
        }
        requireDistinct("instruments", "symbol", instruments.stream().map(Instrument::symbol).toList());
        return List.copyOf(instruments);
    }

    private List<AccountSettings> accounts(Map<String, Object> root) {
        var accounts = new ArrayList<AccountSettings>();
        for (var entry : list(root, "accounts")) {
            var at = "accounts[" + accounts.size() + "]";
            var map = map(at, entry);
            known(at + ".", map, Set.of("name", "apiKey", "secret", "balances"));
            var balances = new LinkedHashMap<String, BigDecimal>();
            map(at + ".balances", map.get("balances")).forEach(
                (asset, amount) -> balances.put(asset, decimal(at + ".balances." + asset, amount)));
            accounts.add(new AccountSettings(text(at + ".name", map.get("name")),
                text(at + ".apiKey", map.get("apiKey")), text(at + ".secret", map.get("secret")), balances));
        }
        requireDistinct("accounts", "name", accounts.stream().map(AccountSettings::name).toList());
        requireDistinct("accounts", "apiKey", accounts.stream().map(AccountSettings::apiKey).toList());
        return List.copyOf(accounts);
    }

    private void requireDistinct(String list, String key, List<String> values) {
        if (values.stream().distinct().count() < values.size()) {
            throw new VenueRefusal(name + ": two " + list + " have the same " + key);
        }
    }

    private Map<String, Object> section(Map<String, Object> root, String key, Set<String> keys) {
        var map = map(key, root.getOrDefault(key, Map.of()));
        known(key + ".", map, keys);
        return map;
    }

    private List<?> list(Map<String, Object> root, String key) {
        if (root.get(key) instanceof List<?> list && !list.isEmpty()) {
            return list;
        }
        throw new VenueRefusal(name + ": " + key + " must be a list with at least one entry");
    }

    private Map<String, Object> map(String at, Object value) {
        if (!(value instanceof Map<?, ?> raw)) {
            throw new VenueRefusal(name + ": " + (at.isEmpty() ? "the file" : at) + " must be a map of keys");
        }
        var map = new LinkedHashMap<String, Object>();
        raw.forEach((key, each) -> map.put(String.valueOf(key), each));
        return map;
    }

    private void known(String prefix, Map<String, Object> map, Set<String> keys) {
        for (var key : map.keySet()) {
            if (!keys.contains(key)) {
                throw new VenueRefusal(name + ": unknown key " + prefix + key + "; known are "
                    + String.join(", ", keys.stream().sorted().toList()));
            }
        }
    }

    private String text(String at, Object value) {
        if (value == null || value.toString().isBlank()) {
            throw new VenueRefusal(name + ": " + at + " is missing");
        }
        return value.toString();
    }

    private long fixed8(String at, Map<String, Object> map, String key) {
        try {
            return Fixed8.of(decimal(at + "." + key, map.get(key)));
        } catch (ArithmeticException e) {
            throw new VenueRefusal(name + ": " + at + "." + key
                + " has more than 8 decimals or is too large");
        }
    }

    private BigDecimal decimal(String at, Object value) {
        try {
            return new BigDecimal(text(at, value));
        } catch (NumberFormatException e) {
            throw new VenueRefusal(name + ": " + at + " must be a number, was '" + value + "'");
        }
    }

    private int number(String at, Object value, int least, int most) {
        if (value instanceof Integer number && number >= least && number <= most) {
            return number;
        }
        throw new VenueRefusal(name + ": " + at + " must be a whole number from " + least + " to " + most
            + ", was '" + value + "'");
    }
}

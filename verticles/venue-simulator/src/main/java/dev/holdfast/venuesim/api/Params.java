package dev.holdfast.venuesim.api;

import dev.holdfast.venuesim.book.Fixed8;
import dev.holdfast.venuesim.engine.VenueError;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request's parameters and the exact text its signature covers. Readers throw the exchange's own
 * parameter errors (-1100 to -1111), so a command reads like the documentation's parameter table.
 */
final class Params {

    /** More is no request of this interface. */
    private static final int MOST = 100;

    private final Map<String, String> values = new LinkedHashMap<>();
    private final String signedText;

    private Params(String signedText) {
        this.signedText = signedText;
    }

    /** Query and form body as received, either may be empty. */
    static Params ofHttp(String rawQuery, String rawBody) {
        var params = new Params(Signature.strip(rawQuery) + Signature.strip(rawBody));
        params.read(rawQuery);
        params.read(rawBody);
        return params;
    }

    /** WebSocket API parameters: the signature covers all others, sorted by name. */
    static Params ofJson(JsonObject json) {
        var sorted = new StringBuilder();
        json.stream().filter(entry -> !entry.getKey().equals(Signature.NAME))
            .sorted(Map.Entry.comparingByKey())
            .forEach(entry -> sorted.append(sorted.isEmpty() ? "" : "&")
                .append(entry.getKey()).append('=').append(entry.getValue()));
        var params = new Params(sorted.toString());
        json.forEach(entry -> params.put(entry.getKey(), String.valueOf(entry.getValue())));
        return params;
    }

    /** What the HMAC is computed over. */
    String signedText() {
        return signedText;
    }

    /** Present and not empty. */
    boolean has(String name) {
        return !values.getOrDefault(name, "").isEmpty();
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    String required(String name) {
        return text(name).orElseThrow(() -> VenueError.missing(name).asException());
    }

    OptionalLong whole(String name) {
        var value = text(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(value.get()));
        } catch (NumberFormatException e) {
            throw illegal(name, "^[0-9]{1,20}$").asException();
        }
    }

    long whole(String name, long otherwise) {
        return whole(name).orElse(otherwise);
    }

    /** A positive decimal in units of 1e-8; a ninth decimal is -1111. */
    long fixed8(String name) {
        var value = decimal(name);
        try {
            return Fixed8.of(value);
        } catch (ArithmeticException e) {
            throw VenueError.bad(-1111, "Parameter '" + name + "' has too much precision.").asException();
        }
    }

    /** A positive decimal. */
    BigDecimal decimal(String name) {
        var text = required(name);
        if (text.length() > 30 || !text.matches("-?[0-9]+(\\.[0-9]*)?([eE][+-]?[0-9]{1,2})?")) {
            throw illegal(name, "^([0-9]{1,20})(\\.[0-9]{1,20})?$").asException();
        }
        var value = new BigDecimal(text);
        if (value.signum() < 0) {
            throw illegal(name, "^([0-9]{1,20})(\\.[0-9]{1,20})?$").asException();
        }
        if (value.signum() == 0) {
            throw VenueError.bad(-1013, "Invalid " + name + ".").asException();
        }
        return value;
    }

    /** One of an enum's names; {@code error} says what is wrong with any other. */
    <E extends Enum<E>> E oneOf(String name, Class<E> type, VenueError error) {
        try {
            return Enum.valueOf(type, required(name).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw error.asException();
        }
    }

    private static VenueError illegal(String name, String range) {
        return VenueError.bad(-1100, "Illegal characters found in parameter '" + name + "'; legal range is '"
            + range + "'.");
    }

    private void read(String raw) {
        for (var part : raw.split("&")) {
            var equals = part.indexOf('=');
            if (equals > 0) {
                put(decode(part.substring(0, equals)), decode(part.substring(equals + 1)));
            }
        }
    }

    private void put(String name, String value) {
        if (values.size() >= MOST) {
            throw VenueError.bad(-1101, "Too many parameters; expected '" + MOST + "'.").asException();
        }
        if (values.putIfAbsent(name, value) != null) {
            throw VenueError.bad(-1101, "Duplicate values for parameter '" + name + "'.").asException();
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw VenueError.bad(-1100, "Illegal characters found in a parameter.").asException();
        }
    }
}

package dev.holdfast.persistence.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Named values of one row, in the forms that both databases take. */
final class Params {
    private final Map<String, Object> values = new LinkedHashMap<>();

    private Params() {
    }

    static Params of(String name, Object value) {
        return new Params().and(name, value);
    }

    /** Adds a value. Enums by name; text without NUL, which PostgreSQL refuses; null stays null. */
    Params and(String name, Object value) {
        values.put(name, switch (value) {
            case null -> null;
            case Instant at -> time(at);
            case Enum<?> constant -> constant.name();
            case String text -> text.indexOf('\0') < 0 ? text : text.replace("\0", "");
            default -> value;
        });
        return this;
    }

    Map<String, Object> map() {
        return values;
    }

    /** Both databases keep microseconds. */
    static OffsetDateTime time(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}

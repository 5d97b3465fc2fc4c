package dev.holdfast.portfolio.http;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.wire.view.ProblemView.FieldError;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads a request's query parameters and remembers what is wrong with them. A parameter that nobody asked
 * for is wrong too: a misspelt filter must not answer with everything.
 */
public final class QueryParameters {
    public static final int MAX_LIMIT = 1_000;

    private final MultiMap given;
    private final Set<String> read = new HashSet<>();
    private final List<FieldError> errors = new ArrayList<>();

    public QueryParameters(MultiMap given) {
        this.given = given;
    }

    public int limit(int absent) {
        String text = text("limit");
        if (text == null) {
            return absent;
        }
        int limit = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            wrong("limit", "not a limit: '" + text + "'", "1 to " + MAX_LIMIT);
        }
        return limit;
    }

    /** One of the configured instruments; null if absent and not required. */
    public InstrumentId instrument(Collection<InstrumentId> configured, boolean required) {
        String text = text("instrument");
        InstrumentId found = find(configured, text);
        if (found == null && (text != null || required)) {
            wrong("instrument", text == null ? "is required" : "unknown instrument '" + text + "'",
                joined(configured));
        }
        return found;
    }

    /** One of the configured accounts; null if absent. */
    public AccountId account(Collection<AccountId> configured) {
        String text = text("account");
        AccountId found = find(configured, text);
        if (found == null && text != null) {
            wrong("account", "unknown account '" + text + "'", joined(configured));
        }
        return found;
    }

    public <E extends Enum<E>> E choice(String name, Class<E> type, E absent) {
        String text = text(name);
        if (text == null) {
            return absent;
        }
        List<E> all = Arrays.asList(type.getEnumConstants());
        E found = find(all, text);
        if (found == null) {
            wrong(name, "unknown " + name + " '" + text + "'", joined(all));
        }
        return found;
    }

    public boolean flag(String name) {
        String text = text(name);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            wrong(name, "not a yes or no: '" + text + "'", "true, false");
        }
        return "true".equals(text);
    }

    /** Null if absent. */
    public Instant instant(String name) {
        String text = text(name);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            wrong(name, "not a time: '" + text + "'", "ISO-8601 in UTC, such as 2026-01-31T12:00:00Z");
            return null;
        }
    }

    /** Null if absent. */
    public String text(String name) {
        read.add(name);
        List<String> values = given.getAll(name);
        if (values.size() > 1) {
            wrong(name, "given " + values.size() + " times", "once");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    /** Throws the {@link Problem} if anything was wrong. */
    public void done() {
        given.names().stream().filter(name -> !read.contains(name)).sorted()
            .forEach(name -> wrong(name, "unknown parameter", joined(new TreeSet<>(read))));
        if (!errors.isEmpty()) {
            throw Problem.invalidQuery(List.copyOf(errors));
        }
    }

    private void wrong(String name, String message, String allowed) {
        errors.add(new FieldError("/query/" + name, message, allowed));
    }

    private static <T> T find(Collection<T> all, String text) {
        return all.stream().filter(one -> one.toString().equals(text)).findFirst().orElse(null);
    }

    private static String joined(Collection<?> all) {
        return all.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}

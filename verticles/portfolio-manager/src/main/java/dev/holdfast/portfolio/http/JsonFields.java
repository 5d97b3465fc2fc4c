package dev.holdfast.portfolio.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.view.ProblemView.FieldError;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads the fields of a JSON body one by one and remembers everything that is wrong, so that a client is told
 * once and of all. Decimals are JSON strings; a JSON number is taken by its digits.
 */
public final class JsonFields {
    /** No value in trading needs more, and parsing stays cheap. */
    private static final int MAX_DECIMAL_CHARACTERS = 40;
    /** Of a client's text that a message repeats. */
    private static final int MAX_QUOTED = 60;
    /** A number such as 61250.10 keeps its digits: no double is ever in between. */
    private static final ObjectReader READER =
        Json.mapper().reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final ObjectNode body;
    private final Set<String> read = new HashSet<>();
    private final List<FieldError> errors = new ArrayList<>();

    private JsonFields(ObjectNode body) {
        this.body = body;
    }

    /** Throws a {@link Problem} if the bytes are not one JSON object. */
    public static JsonFields of(Buffer bytes) {
        if (bytes == null || bytes.length() == 0) {
            throw Problem.malformedJson("the body is empty");
        }
        JsonNode node;
        try {
            node = READER.readTree(bytes.getBytes());
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw Problem.malformedJson(e.getOriginalMessage() + where);
        } catch (IOException e) {
            throw Problem.malformedJson(e.getMessage());
        }
        if (!(node instanceof ObjectNode object)) {
            throw Problem.malformedJson("expected an object, got " + node.getNodeType());
        }
        return new JsonFields(object);
    }

    /** Null if absent. */
    public String text(String name) {
        JsonNode node = field(name);
        if (node != null && !node.isTextual()) {
            wrong(name, "must be a string", null);
            return null;
        }
        return node == null ? null : node.textValue();
    }

    /** Null, and an error remembered, if absent or empty. */
    public String requiredText(String name, String allowed) {
        String text = text(name);
        if (field(name) == null || text != null && text.isEmpty()) {
            wrong(name, "is required", allowed);
            return null;
        }
        return text;
    }

    /** A plain decimal; null if absent, or if it is none (remembered). */
    public BigDecimal decimal(String name) {
        JsonNode node = field(name);
        if (node == null) {
            return null;
        }
        String text = node.isTextual() ? node.textValue() : node.isNumber() ? digits(node) : null;
        if (text == null || text.length() > MAX_DECIMAL_CHARACTERS || !text.matches("-?[0-9]+(\\.[0-9]+)?")) {
            wrong(name, "not a plain decimal: " + quoted(node), "a decimal such as \"12.5\", at most "
                + MAX_DECIMAL_CHARACTERS + " characters");
            return null;
        }
        return new BigDecimal(text);
    }

    /** Null if absent and not required, or if it is none of the values (remembered). */
    public <E extends Enum<E>> E choice(String name, Class<E> type, boolean required) {
        return oneOf(name, Arrays.asList(type.getEnumConstants()), required);
    }

    /** One of the values by its text; null if absent and not required, or if it is none (remembered). */
    public <T> T oneOf(String name, Collection<T> values, boolean required) {
        String allowed = joined(values);
        String text = required ? requiredText(name, allowed) : text(name);
        if (text == null) {
            return null;
        }
        for (T value : values) {
            if (value.toString().equals(text)) {
                return value;
            }
        }
        wrong(name, "unknown " + name + " '" + shortened(text) + "'", allowed);
        return null;
    }

    /** Remembers that a field is wrong, and what would be right (may be null). */
    public void wrong(String name, String message, String allowed) {
        errors.add(new FieldError("/" + name.replace("~", "~0").replace("/", "~1"), message, allowed));
    }

    /** True if nothing is wrong with the field so far. */
    public boolean isRight(String name) {
        return errors.stream().noneMatch(error -> error.pointer().equals("/" + name));
    }

    /** Throws the {@link Problem} if anything was wrong, fields that nobody read among it. */
    public void done(String problemName, String title) {
        String known = joined(new TreeSet<>(read));
        body.fieldNames().forEachRemaining(name -> {
            if (!read.contains(name)) {
                wrong(shortened(name), "unknown field", known);
            }
        });
        if (!errors.isEmpty()) {
            throw Problem.invalidBody(problemName, title, List.copyOf(errors));
        }
    }

    private JsonNode field(String name) {
        read.add(name);
        JsonNode node = body.get(name);
        return node == null || node.isNull() ? null : node;
    }

    /** Null for a number whose plain notation would be far longer than what the client sent. */
    private static String digits(JsonNode number) {
        BigDecimal value = number.decimalValue();
        boolean modest = value.precision() <= MAX_DECIMAL_CHARACTERS
            && Math.abs((long) value.scale()) <= MAX_DECIMAL_CHARACTERS;
        return modest ? value.toPlainString() : null;
    }

    private static String quoted(JsonNode node) {
        return node.isNumber() && digits(node) == null ? "a number of too many digits"
            : shortened(node.toString());
    }

    private static String shortened(String text) {
        return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "…";
    }

    private static String joined(Collection<?> all) {
        return all.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}

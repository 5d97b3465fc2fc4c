package dev.holdfast.signal;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a strategy's parameters, each with its range and default. Ask for every one, then call
 * {@link #refuseOthers}: a misspelt name must not silently mean the default.
 */
public final class StrategyParameters {
    private final Map<String, String> values;
    private final Set<String> known = new LinkedHashSet<>();

    public StrategyParameters(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** A whole number from {@code min} to {@code max}. */
    public int integer(String name, int byDefault, int min, int max) {
        String text = text(name, Integer.toString(byDefault));
        String allowed = "a whole number from " + min + " to " + max;
        int value;
        try {
            value = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw wrong(name, allowed, text);
        }
        if (value < min || value > max) {
            throw wrong(name, allowed, text);
        }
        return value;
    }

    /** A decimal number from {@code min} to {@code max}. */
    public BigDecimal decimal(String name, String byDefault, String min, String max) {
        String text = text(name, byDefault);
        String allowed = "a number from " + min + " to " + max;
        BigDecimal value;
        try {
            value = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw wrong(name, allowed, text);
        }
        if (value.compareTo(new BigDecimal(min)) < 0 || value.compareTo(new BigDecimal(max)) > 0) {
            throw wrong(name, allowed, text);
        }
        return value;
    }

    /** One of an enum's names. */
    public <E extends Enum<E>> E choice(String name, E byDefault) {
        String text = text(name, byDefault.name());
        E[] all = byDefault.getDeclaringClass().getEnumConstants();
        return Arrays.stream(all).filter(one -> one.name().equals(text)).findFirst()
            .orElseThrow(() -> wrong(name, "one of " + Arrays.toString(all), text));
    }

    /**
     * Ends the reading.
     *
     * @throws InvalidStrategy if a parameter was given that nobody asked for
     */
    public void refuseOthers() {
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new InvalidStrategy("unknown parameter '" + String.join("', '", unknown)
                + "'; known are " + String.join(", ", known));
        }
    }

    private String text(String name, String byDefault) {
        known.add(name);
        return values.getOrDefault(name, byDefault).trim();
    }

    private static InvalidStrategy wrong(String name, String allowed, String text) {
        return new InvalidStrategy("parameter '" + name + "' must be " + allowed + ", was '" + text + "'");
    }
}

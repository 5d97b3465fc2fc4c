package dev.holdfast.runtime.config;

import java.util.Locale;

/**
 * One setting, declared once: from here come its default, its check, its line in {@code config show} and its
 * names in the environment and on the command line.
 *
 * @param key         dotted, as in {@code holdfast.yaml}
 * @param defaultText as an operator would write it
 * @param secret      never printed
 * @param doc         one line
 */
public record Setting<T>(String key, Kind<T> kind, String defaultText, boolean secret, String doc) {

    static <T> Setting<T> of(String key, Kind<T> kind, String defaultText, String doc) {
        return new Setting<>(key, kind, defaultText, false, doc);
    }

    static Setting<String> secret(String key, String defaultText, String doc) {
        Kind<String> kind = Kind.text("the value itself, or file:PATH whose first line it is");
        return new Setting<>(key, kind, defaultText, true, doc);
    }

    /** Its value where nobody says otherwise. */
    T byDefault() {
        return kind.parse().apply(defaultText);
    }

    /** {@code marketData.staleAfter} is {@code HOLDFAST_MARKET_DATA_STALE_AFTER} in the environment. */
    public String environmentName() {
        return "HOLDFAST_" + key.replaceAll("([a-z])([A-Z])", "$1_$2").replace('.', '_')
            .toUpperCase(Locale.ROOT);
    }

    /** {@code -Dholdfast.http.port=8081}. */
    public String propertyName() {
        return "holdfast." + key;
    }
}

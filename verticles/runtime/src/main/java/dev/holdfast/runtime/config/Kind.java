package dev.holdfast.runtime.config;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the text of a value becomes the value.
 *
 * @param allowed what may be written, for a person
 * @param parse   throws IllegalArgumentException for anything else
 */
public record Kind<T>(String allowed, Function<String, T> parse) {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Pattern HOST_PORT = Pattern.compile("[A-Za-z0-9._-]+:([0-9]{1,5})");
    private static final int MAX_PORT = 65_535;

    static Kind<Integer> integer(int least, int most) {
        return new Kind<>("a whole number from " + least + " to " + most,
            text -> within(Integer.valueOf(text), least, most));
    }

    static Kind<BigDecimal> decimal(String least, String most) {
        return new Kind<>("a number from " + least + " to " + most,
            text -> within(new BigDecimal(text), new BigDecimal(least), new BigDecimal(most)));
    }

    /** A decimal above zero; at most 8 decimals, as venues keep no more. */
    static Kind<BigDecimal> positive() {
        return new Kind<>("a number above 0 with at most 8 decimals", text -> {
            BigDecimal value = new BigDecimal(text);
            require(value.signum() > 0 && value.stripTrailingZeros().scale() <= 8);
            return value;
        });
    }

    /** A whole number with its unit, such as {@code 500ms} or {@code 3s}. */
    static Kind<Duration> duration(String least, String most) {
        return new Kind<>("a time from " + least + " to " + most + " with its unit: ms, s, m, h or d",
            text -> within(duration(text), duration(least), duration(most)));
    }

    static Kind<String> matching(String pattern, String allowed) {
        Pattern compiled = Pattern.compile(pattern);
        return new Kind<>(allowed, text -> {
            require(compiled.matcher(text).matches());
            return text;
        });
    }

    /** Any text, the empty one too. */
    static Kind<String> text(String allowed) {
        return new Kind<>(allowed, text -> text);
    }

    static Kind<Path> path() {
        return new Kind<>("a path, from the working directory", text -> {
            require(!text.isBlank());
            return Path.of(text);
        });
    }

    static Kind<String> url(String... schemes) {
        Set<String> known = Set.of(schemes);
        return new Kind<>("an address beginning with " + String.join(":// or ", schemes) + "://", text -> {
            URI uri = URI.create(text);
            require(uri.getScheme() != null && known.contains(uri.getScheme()) && uri.getHost() != null);
            return text;
        });
    }

    /** The same, or nothing at all. */
    static Kind<String> orEmpty(Kind<String> kind) {
        return new Kind<>("nothing, or " + kind.allowed(), text ->
            text.isEmpty() ? text : kind.parse().apply(text));
    }

    static Kind<String> hostPort() {
        return new Kind<>("host:port", text -> {
            Matcher matcher = HOST_PORT.matcher(text);
            require(matcher.matches());
            within(Integer.valueOf(matcher.group(1)), 1, MAX_PORT);
            return text;
        });
    }

    static Kind<Boolean> flag() {
        return new Kind<>("true or false", text -> {
            require("true".equals(text) || "false".equals(text));
            return Boolean.valueOf(text);
        });
    }

    static <E extends Enum<E>> Kind<E> oneOf(Class<E> type) {
        String names = Arrays.stream(type.getEnumConstants()).map(Enum::name)
            .collect(Collectors.joining(", "));
        return new Kind<>(names, text -> Enum.valueOf(type, text));
    }

    static Kind<String> oneOf(List<String> words) {
        return new Kind<>("one of " + String.join(", ", words), text -> {
            require(words.contains(text));
            return text;
        });
    }

    /** At least one item, separated by commas (or a YAML list). */
    static <T> Kind<List<T>> listOf(Kind<T> item) {
        return new Kind<>("a list of: " + item.allowed(), text ->
            Arrays.stream(text.split(",", -1)).map(each -> item.parse().apply(each.strip())).toList());
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        require(matcher.matches());
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static <C extends Comparable<C>> C within(C value, C least, C most) {
        require(value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
        return value;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException();
        }
    }
}

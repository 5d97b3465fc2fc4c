package dev.holdfast.node.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The containers as an engine would read them: anchors and merges resolved, secrets filled in. */
final class ComposeFile {
    static final Path ROOT = Path.of("../..");
    private static final Pattern SECRET = Pattern.compile("\\$\\{[A-Z_]+:\\?[^}]*}");
    private final Map<String, Map<String, Object>> services;

    ComposeFile() {
        String text = SECRET.matcher(text("docker-compose.yml")).replaceAll("for-this-test");
        this.services = map(yaml(text).get("services"));
    }

    static String text(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> yaml(String text) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }

    /** The first group of the first match; fails if there is none. */
    static String find(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern);
        }
        return matcher.group(1);
    }

    Map<String, Map<String, Object>> services() {
        return services;
    }

    List<String> named(String prefix) {
        return services.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    Map<String, String> environment(String service) {
        Map<String, String> all = new LinkedHashMap<>();
        Map<String, Object> given = map(services.get(service).getOrDefault("environment", Map.of()));
        given.forEach((name, value) -> all.put(name, String.valueOf(value)));
        return all;
    }

    String image(String service) {
        return services.get(service).get("image").toString();
    }

    List<String> list(String service, String key) {
        return map(services.get(service)).get(key) instanceof List<?> list
            ? list.stream().map(String::valueOf).toList() : List.of();
    }

    @SuppressWarnings("unchecked")
    static <V> Map<String, V> map(Object value) {
        return (Map<String, V>) value;
    }
}

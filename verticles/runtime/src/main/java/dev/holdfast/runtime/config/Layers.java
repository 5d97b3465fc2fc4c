package dev.holdfast.runtime.config;

import dev.holdfast.runtime.config.Section.Located;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text of every setting with its place, a later layer over an earlier one: defaults, holdfast.yaml,
 * profile, environment, system properties, command line. Each layer is checked even where a later one covers
 * it.
 */
final class Layers {
    /** HOLDFAST_ variables that are no settings: tests, supervisor, clients of a node. */
    private static final Set<String> OTHER_VARIABLES = Set.of("HOLDFAST_KAFKA", "HOLDFAST_PROFILE",
        "HOLDFAST_CONFIG", "HOLDFAST_URL", "HOLDFAST_USER", "HOLDFAST_PASSWORD", "HOLDFAST_HOME",
        "HOLDFAST_TTY", "HOLDFAST_JAVA_OPTS", "HOLDFAST_PULSE");
    private static final String VARIABLE_PREFIX = "HOLDFAST_";
    private static final String PROPERTY_PREFIX = "holdfast.";

    private final Map<String, Setting<?>> settings = new LinkedHashMap<>();
    private final Map<String, Located> values = new LinkedHashMap<>();
    private final List<Problem> problems;

    Layers(List<Problem> problems) {
        this.problems = problems;
        Settings.all().forEach(setting -> {
            settings.put(setting.key(), setting);
            values.put(setting.key(), new Located(setting.defaultText(), "default"));
        });
    }

    void add(ConfigSources from) {
        addFile(from.folder().resolve("holdfast.yaml"));
        if (from.profile() != null) {
            addProfile(from.folder().resolve("profiles"), from.profile());
        }
        addEnvironment(from.environment());
        addProperties(from.properties());
        from.assignments().forEach(this::addAssignment);
    }

    Located value(Setting<?> setting) {
        return values.get(setting.key());
    }

    /** The parsed value. Only to be called once no problem was found. */
    <T> T get(Setting<T> setting) {
        String text = value(setting).text();
        return setting.kind().parse().apply(setting.secret() ? text.strip() : text);
    }

    private void addFile(Path file) {
        YamlFile.open(file, problems).ifPresent(top ->
            top.flat().forEach((key, located) -> put(key, located)));
    }

    private void addProfile(Path folder, String profile) {
        Path file = folder.resolve(profile + ".yaml");
        if (Files.isRegularFile(file)) {
            addFile(file);
        } else {
            problems.add(new Problem("--profile", profile, "no file " + file, "", "known are "
                + String.join(", ", profiles(folder))));
        }
    }

    private static List<String> profiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".yaml"))
                .map(name -> name.substring(0, name.length() - ".yaml".length())).sorted().toList();
        } catch (IOException e) {
            return List.of("none");
        }
    }

    private void addEnvironment(Map<String, String> environment) {
        Map<String, String> keyOf = settings.values().stream()
            .collect(Collectors.toMap(Setting::environmentName, Setting::key));
        new TreeMap<>(environment).forEach((name, text) -> {
            if (!name.startsWith(VARIABLE_PREFIX) || OTHER_VARIABLES.contains(name)) {
                return;
            }
            String key = keyOf.get(name);
            if (key == null) {
                problems.add(new Problem("environment", name, "unknown variable", "",
                    Spelling.suggest(name, new TreeMap<>(keyOf).keySet())));
            } else {
                put(key, new Located(text, "environment " + name));
            }
        });
    }

    private void addProperties(Map<String, String> properties) {
        new TreeMap<>(properties).forEach((name, text) -> {
            if (name.startsWith(PROPERTY_PREFIX)) {
                put(name.substring(PROPERTY_PREFIX.length()), new Located(text, "-D" + name));
            }
        });
    }

    private void addAssignment(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals < 1) {
            problems.add(new Problem("--set", assignment, "has no '='", "key=value",
                "write --set http.port=8081"));
        } else {
            put(assignment.substring(0, equals).strip(),
                new Located(assignment.substring(equals + 1).strip(), "--set"));
        }
    }

    private void put(String key, Located located) {
        Setting<?> setting = settings.get(key);
        if (setting == null) {
            problems.add(new Problem(located.where(), key, "unknown key", "", Spelling.suggest(key,
                settings.keySet())));
            return;
        }
        Located read = setting.secret() ? fromFile(key, located) : located;
        try {
            setting.kind().parse().apply(read.text());
            values.put(key, read);
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(located.where(), key, "found '" + located.text() + "'",
                setting.kind().allowed(), "default is " + setting.defaultText()));
        }
    }

    /** A secret may stand in a file of its own, as container platforms mount them. */
    private Located fromFile(String key, Located located) {
        if (!located.text().startsWith("file:")) {
            return located;
        }
        Path file = Path.of(located.text().substring("file:".length()));
        try (Stream<String> lines = Files.lines(file)) {
            return new Located(lines.findFirst().orElse("").strip(), located.where() + " file " + file);
        } catch (IOException e) {
            problems.add(new Problem(located.where(), key, "cannot read the file " + file, "file:PATH",
                "create it, readable for this user only"));
            return located;
        }
    }
}

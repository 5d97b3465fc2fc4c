package dev.holdfast.runtime.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One map of a YAML file, read key by key. Whatever is wrong is added to the problems with file and line, and
 * null is returned in its place, so that reading goes on and finds the rest.
 */
final class Section {
    private final String file;
    private final String path;
    private final List<Problem> problems;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    Section(String file, String path, Node node, List<Problem> problems) {
        this.file = file;
        this.path = path;
        this.problems = problems;
        this.line = lineOf(node);
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::take);
        } else {
            problem(path, line, "found " + describe(node), "a map of keys", "write 'key: value' lines");
        }
    }

    private void take(NodeTuple tuple) {
        String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
        if (values.put(key, tuple.getValueNode()) != null) {
            problem(name(key), lineOf(tuple.getKeyNode()), "stands twice", "each key once", "remove one");
        }
        lines.put(key, lineOf(tuple.getKeyNode()));
    }

    Set<String> keys() {
        return values.keySet();
    }

    boolean has(String key) {
        asked.add(key);
        return values.containsKey(key);
    }

    /** A value that must be there. */
    <T> T required(String key, Kind<T> kind) {
        asked.add(key);
        Node node = values.get(key);
        if (node == null) {
            problem(name(key), line, "is missing", kind.allowed(), "add '" + key + ": …'");
            return null;
        }
        return parse(key, node, kind);
    }

    <T> T optional(String key, Kind<T> kind, T otherwise) {
        return has(key) ? parse(key, values.get(key), kind) : otherwise;
    }

    /** A list of plain values; empty if absent. */
    List<String> texts(String key) {
        asked.add(key);
        Node node = values.get(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence
            && sequence.getValue().stream().allMatch(ScalarNode.class::isInstance)) {
            return sequence.getValue().stream().map(item -> ((ScalarNode) item).getValue()).toList();
        }
        problem(name(key), lines.get(key), "found " + describe(node), "a list of names",
            "write " + key + ": [a, b]");
        return List.of();
    }

    /** A map of plain values; empty if absent. */
    Map<String, String> map(String key) {
        Map<String, String> result = new LinkedHashMap<>();
        if (has(key)) {
            Section inner = new Section(file, name(key), values.get(key), problems);
            inner.keys().forEach(each ->
                result.put(each, inner.required(each, Kind.text("a plain value"))));
        }
        return result;
    }

    /** The section under a key that must be there. */
    Section section(String key) {
        asked.add(key);
        Node node = values.get(key);
        if (node == null) {
            problem(name(key), line, "is missing", "a map of keys", "add '" + key + ":'");
            return null;
        }
        return new Section(file, name(key), node, problems);
    }

    /** Each map of a list that must be there, read by {@code reader}; what it could not read is left out. */
    <T> List<T> each(String key, Function<Section, T> reader) {
        asked.add(key);
        List<T> result = new ArrayList<>();
        if (!(values.get(key) instanceof SequenceNode sequence)) {
            problem(name(key), lines.getOrDefault(key, line), "found " + describe(values.get(key)),
                "a list", "write '" + key + ":' and below it one '- name: …' block each");
            return result;
        }
        for (Node item : sequence.getValue()) {
            Section section = new Section(file, name(key) + "[" + result.size() + "]", item, problems);
            T value = reader.apply(section);
            section.refuseOthers();
            result.add(value);
        }
        return result;
    }

    /** Every key that nobody asked for is a mistake: a setting that is ignored is worse than none. */
    void refuseOthers() {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                problem(name(key), lines.get(key), "unknown key", "", Spelling.suggest(key, asked));
            }
        }
    }

    void problem(String key, String found, String allowed, String fix) {
        problem(name(key), lines.getOrDefault(key, line), found, allowed, fix);
    }

    /** All plain values below, by dotted key; a list is its items joined by commas. */
    Map<String, Located> flat() {
        Map<String, Located> result = new LinkedHashMap<>();
        values.forEach((key, node) -> {
            if (node instanceof MappingNode) {
                result.putAll(new Section(file, name(key), node, problems).flat());
            } else if (node instanceof SequenceNode) {
                result.put(name(key), new Located(String.join(",", texts(key)), where(lines.get(key))));
            } else {
                result.put(name(key), new Located(((ScalarNode) node).getValue(), where(lines.get(key))));
            }
        });
        return result;
    }

    /** A text and the place it stands. */
    record Located(String text, String where) {
    }

    private <T> T parse(String key, Node node, Kind<T> kind) {
        String text = node instanceof ScalarNode scalar ? scalar.getValue() : describe(node);
        try {
            if (node instanceof ScalarNode) {
                return kind.parse().apply(text);
            }
        } catch (IllegalArgumentException e) {
            // Falls through: the problem below says what was found and what is allowed.
        }
        problem(name(key), lines.get(key), "found '" + text + "'", kind.allowed(), "change it");
        return null;
    }

    private void problem(String key, int at, String found, String allowed, String fix) {
        problems.add(new Problem(where(at), key, found, allowed, fix));
    }

    private String where(int at) {
        return file + ":" + at;
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private static String describe(Node node) {
        return switch (node) {
            case null -> "nothing";
            case MappingNode map -> "a map of keys";
            case SequenceNode list -> "a list";
            case ScalarNode scalar -> "'" + scalar.getValue() + "'";
            default -> "an alias";
        };
    }
}

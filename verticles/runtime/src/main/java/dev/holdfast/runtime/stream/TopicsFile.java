package dev.holdfast.runtime.stream;

import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Topic;
import dev.holdfast.wire.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads {@code topics.yaml}, the durable contract. It must name exactly the topics of {@link Topics}: a topic
 * that only one of the two knows would be written and never made, or made and never written.
 */
public final class TopicsFile {
    private static final String RESOURCE = "/topics.yaml";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z-]*\\.[a-z][a-z-]*\\.v[1-9][0-9]*");
    /** {@code cleanup} may be left out: delete. */
    private static final Set<String> ALLOWED = new TreeSet<>(Set.of("name", "key", "partitions", "retention",
        "cleanup", "replication", "owner", "records"));
    private static final int MAX_PARTITIONS = 1_000;
    private static final int MAX_REPLICATION = 5;

    private TopicsFile() {
    }

    /** The file that is shipped. */
    public static List<TopicSettings> shipped() {
        try (InputStream in = TopicsFile.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads and checks a whole file.
     *
     * @throws IllegalArgumentException naming the topic and what is wrong with it
     */
    public static List<TopicSettings> parse(String yaml) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        Object root;
        try {
            root = new Yaml(new SafeConstructor(strict)).load(yaml);
        } catch (YAMLException e) {
            throw new IllegalArgumentException("topics.yaml is not YAML: " + e.getMessage(), e);
        }
        if (!(root instanceof Map<?, ?> top) || !top.keySet().equals(Set.of("topics"))
            || !(top.get("topics") instanceof List<?> entries)) {
            throw new IllegalArgumentException("topics.yaml must hold one list, 'topics'");
        }
        List<TopicSettings> all = new ArrayList<>();
        for (Object entry : entries) {
            all.add(topic(entry));
        }
        checkAgainstCode(all);
        return List.copyOf(all);
    }

    private static TopicSettings topic(Object entry) {
        if (!(entry instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("topics.yaml: expected a topic, got '" + entry + "'");
        }
        Fields fields = new Fields(map);
        String name = fields.text("name");
        if (!NAME.matcher(name).matches()) {
            throw fields.wrong("name must be <context>.<plural>.v<major>, was '" + name + "'");
        }
        fields.checkNames();
        return new TopicSettings(name, fields.text("key"), fields.number("partitions", MAX_PARTITIONS),
            fields.retention(), fields.compacted(), fields.replication(), fields.text("owner"),
            fields.text("records"));
    }

    private static void checkAgainstCode(List<TopicSettings> all) {
        Map<String, TopicSettings> byName = new LinkedHashMap<>();
        for (TopicSettings one : all) {
            if (byName.put(one.name(), one) != null) {
                throw new IllegalArgumentException("topics.yaml: " + one.name() + " stands there twice");
            }
        }
        for (Topic<?> topic : Topics.all()) {
            TopicSettings settings = byName.remove(topic.name());
            if (settings == null) {
                throw new IllegalArgumentException("topics.yaml: " + topic.name() + " is missing");
            }
            checkRecords(topic, settings);
        }
        if (!byName.isEmpty()) {
            throw new IllegalArgumentException("topics.yaml: nothing writes " + byName.keySet());
        }
    }

    private static void checkRecords(Topic<?> topic, TopicSettings settings) {
        if (!settings.records().equals(topic.type().getSimpleName())) {
            throw new IllegalArgumentException("topics.yaml: " + topic.name() + ": records must be "
                + topic.type().getSimpleName() + ", was " + settings.records());
        }
        if (settings.partitionsAreFixed() && settings.partitions() != ShardId.COUNT) {
            throw new IllegalArgumentException("topics.yaml: " + topic.name() + ": partitions must be "
                + ShardId.COUNT + ", one a shard, was " + settings.partitions());
        }
        if (settings.partitionsAreFixed() && (settings.compacted() || settings.retention().isPresent())) {
            throw new IllegalArgumentException("topics.yaml: " + topic.name()
                + ": the journal is kept whole: retention must be forever, cleanup delete");
        }
    }

    /** The fields of one topic, each read with its check. */
    private record Fields(Map<?, ?> map) {
        void checkNames() {
            for (Object name : map.keySet()) {
                if (!ALLOWED.contains(name)) {
                    throw wrong("unknown setting '" + name + "'; known are " + ALLOWED);
                }
            }
        }

        String text(String name) {
            if (map.get(name) instanceof String text && !text.isBlank()) {
                return text;
            }
            throw wrong(name + " must be a text, was " + map.get(name));
        }

        int number(String name, int max) {
            if (map.get(name) instanceof Integer number && number >= 1 && number <= max) {
                return number;
            }
            throw wrong(name + " must be a number from 1 to " + max + ", was " + map.get(name));
        }

        Optional<Duration> retention() {
            String text = text("retention");
            if (text.equals("forever")) {
                return Optional.empty();
            }
            try {
                Duration retention = Duration.parse(text);
                if (!retention.isPositive()) {
                    throw wrong("retention must be above zero, was " + text);
                }
                return Optional.of(retention);
            } catch (DateTimeParseException e) {
                throw wrong("retention must be an ISO-8601 duration such as P7D, or 'forever', was " + text);
            }
        }

        boolean compacted() {
            String cleanup = map.containsKey("cleanup") ? text("cleanup") : "delete";
            return switch (cleanup) {
                case "compact" -> true;
                case "delete" -> false;
                default -> throw wrong("cleanup must be delete or compact, was " + cleanup);
            };
        }

        Optional<Integer> replication() {
            return "auto".equals(map.get("replication")) ? Optional.empty()
                : Optional.of(number("replication", MAX_REPLICATION));
        }

        IllegalArgumentException wrong(String what) {
            return new IllegalArgumentException("topics.yaml: " + map.get("name") + ": " + what);
        }
    }
}

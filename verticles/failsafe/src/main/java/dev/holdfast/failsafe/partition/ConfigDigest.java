package dev.holdfast.failsafe.partition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Hashes of those sections of a node's configuration in which all nodes of a cluster must be alike. */
final class ConfigDigest {
    /** Enough to tell two files apart; nobody attacks it. */
    private static final int BYTES = 8;

    private ConfigDigest() {
    }

    /** By section. Secrets are in none of them. */
    static Map<String, String> of(NodeConfig config) {
        Map<String, String> sections = new LinkedHashMap<>();
        sections.put("accounts", hash(config.accounts()));
        sections.put("strategies", hash(config.strategies()));
        sections.put("instruments", hash(config.instruments()));
        sections.put("execution", hash(config.execution()));
        sections.put("risk", hash(config.risk()));
        sections.put("marketData", hash(config.marketData()));
        sections.put("cluster.size", Integer.toString(config.cluster().size()));
        sections.put("node.mode", config.node().mode().name());
        return sections;
    }

    private static String hash(Object section) {
        StringBuilder text = new StringBuilder();
        canonical(Json.mapper().valueToTree(section), text);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Fields by name, elements by their text: a set has no order of its own, and no list here needs one. */
    private static void canonical(JsonNode node, StringBuilder text) {
        if (node.isObject()) {
            text.append('{');
            node.properties().stream().sorted(Map.Entry.comparingByKey()).forEach(field -> {
                text.append(field.getKey()).append(':');
                canonical(field.getValue(), text);
                text.append(',');
            });
            text.append('}');
        } else if (node.isArray()) {
            text.append('[').append(String.join(",", sorted(node))).append(']');
        } else {
            text.append(node);
        }
    }

    private static Collection<String> sorted(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(element -> {
            StringBuilder part = new StringBuilder();
            canonical(element, part);
            return part.toString();
        }).sorted().toList();
    }
}

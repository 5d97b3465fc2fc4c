package dev.holdfast.wire.message;

import java.util.Map;

/**
 * What a node is configured with, where all nodes must be configured alike.
 *
 * @param sections a hash of each section of the configuration, by its name
 */
public record SettingsDigest(String node, Map<String, String> sections) {
    public SettingsDigest {
        sections = Map.copyOf(sections);
    }
}

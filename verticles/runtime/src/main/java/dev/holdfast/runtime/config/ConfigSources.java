package dev.holdfast.runtime.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where a configuration comes from; given, never looked up, so that a test can give its own.
 *
 * @param folder      holds holdfast.yaml, instruments.yaml, accounts.yaml, strategies.yaml, users.yaml,
 *                    and alerts.yaml if anybody is to be told of anything
 * @param profile     names {@code profiles/<profile>.yaml}; null for none
 * @param environment variables; those that begin with HOLDFAST_ count
 * @param properties  system properties; those that begin with holdfast. count
 * @param assignments {@code key=value} of the command line, the strongest
 * @param live        the command line said --live
 */
public record ConfigSources(Path folder, String profile, Map<String, String> environment,
                            Map<String, String> properties, List<String> assignments, boolean live) {

    /** A folder alone. */
    public static ConfigSources of(Path folder) {
        return new ConfigSources(folder, null, Map.of(), Map.of(), List.of(), false);
    }
}

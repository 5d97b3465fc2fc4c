package dev.holdfast.node.cli;

import dev.holdfast.runtime.config.LoadedConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of running a node. */
public final class RunOptions {
    @Mixin
    private ConfigOptions config = new ConfigOptions();

    @Option(names = "--roles", split = ",", paramLabel = "ROLE",
        description = "services of this node, separated by commas; short for --set node.roles=…")
    private List<String> roles = new ArrayList<>();

    /** The same options for another process. */
    List<String> arguments() {
        List<String> arguments = config.arguments(Map.of());
        if (!roles.isEmpty()) {
            arguments.addAll(List.of("--roles", String.join(",", roles)));
        }
        return arguments;
    }

    /** The configuration; a port 0 has become a free one. */
    LoadedConfig load() {
        List<String> extra = new ArrayList<>();
        if (!roles.isEmpty()) {
            extra.add("node.roles=" + String.join(",", roles));
        }
        LoadedConfig loaded = config.load(extra);
        if (loaded.node().http().port() == 0) {
            loaded = loaded.withHttpPort(Ports.free());
        }
        return loaded;
    }
}

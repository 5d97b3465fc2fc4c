package dev.holdfast.node.cli;

import dev.holdfast.runtime.config.ConfigLoader;
import dev.holdfast.runtime.config.ConfigSources;
import dev.holdfast.runtime.config.InvalidConfig;
import dev.holdfast.runtime.config.LoadedConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** The options that say which configuration is meant; the same for every command that reads one. */
public final class ConfigOptions {
    @Option(names = "--config", paramLabel = "DIR", defaultValue = "${env:HOLDFAST_CONFIG:-conf}",
        description = "folder of the configuration (default: conf, or HOLDFAST_CONFIG)")
    private Path folder;

    @Option(names = "--profile", paramLabel = "NAME", defaultValue = "${env:HOLDFAST_PROFILE}",
        description = "lay conf/profiles/NAME.yaml over it (default: HOLDFAST_PROFILE, or none)")
    private String profile;

    @Option(names = "--set", paramLabel = "KEY=VALUE",
        description = "one setting; stronger than any file or variable; may be repeated")
    private List<String> assignments = new ArrayList<>();

    @Option(names = "--live", description = "trade real money; needs node.mode: LIVE as well")
    private boolean live;

    /** The same options for another process: its own {@code mine} first, what the user wrote over them. */
    public List<String> arguments(Map<String, String> mine) {
        List<String> arguments = new ArrayList<>(List.of("--config", folder.toAbsolutePath().toString()));
        if (profile != null && !profile.isBlank()) {
            arguments.addAll(List.of("--profile", profile));
        }
        mine.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        assignments.forEach(assignment -> arguments.addAll(List.of("--set", assignment)));
        if (live) {
            arguments.add("--live");
        }
        return arguments;
    }

    /**
     * The configuration these options, the environment and the system properties make together.
     *
     * @param extra further assignments, weaker than those on the command line
     */
    public LoadedConfig load(List<String> extra) {
        List<String> all = new ArrayList<>(extra);
        all.addAll(assignments);
        Map<String, String> properties = new TreeMap<>();
        System.getProperties().stringPropertyNames()
            .forEach(name -> properties.put(name, System.getProperty(name)));
        String named = profile == null || profile.isBlank() ? null : profile;
        try {
            return ConfigLoader.load(new ConfigSources(folder, named, System.getenv(), properties, all,
                live));
        } catch (InvalidConfig e) {
            throw new Refused(ExitCode.BAD_INPUT, "the configuration has " + e.problems().size()
                + (e.problems().size() == 1 ? " problem:" : " problems:") + System.lineSeparator() + "  "
                + e.getMessage().replace(System.lineSeparator(), System.lineSeparator() + "  "));
        }
    }
}

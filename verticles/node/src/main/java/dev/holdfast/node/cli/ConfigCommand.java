package dev.holdfast.node.cli;

import dev.holdfast.runtime.config.LoadedConfig;
import dev.holdfast.wire.Json;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what the configuration is, and whether it is one. */
@Command(name = "config", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
    description = "Show or check the configuration.")
final class ConfigCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: show or validate");
    }

    @Command(name = "show", mixinStandardHelpOptions = true,
        description = "Print every setting with its value, secrets masked, and where it comes from.")
    int show(@Mixin ConfigOptions options,
             @Option(names = "--json", description = "one JSON array on standard output") boolean json) {
        LoadedConfig loaded = options.load(List.of());
        if (json) {
            System.out.println(Json.text(loaded.values()));
            return ExitCode.OK;
        }
        int key = width(loaded.values().stream().map(LoadedConfig.Value::key).toList());
        int text = width(loaded.values().stream().map(LoadedConfig.Value::text).toList());
        loaded.values().forEach(value -> System.out.println(
            String.format("%-" + key + "s  %-" + text + "s  %s", value.key(), value.text(),
                value.origin()).stripTrailing()));
        return ExitCode.OK;
    }

    @Command(name = "validate", mixinStandardHelpOptions = true,
        description = "Check every file and print all problems; exit code 2 if there are any.")
    int validate(@Mixin ConfigOptions options) {
        LoadedConfig loaded = options.load(List.of());
        System.out.println("valid: " + loaded.values().size() + " settings, "
            + loaded.node().instruments().size() + " instruments, " + loaded.node().accounts().size()
            + " accounts, " + loaded.node().strategies().size() + " strategies, mode "
            + loaded.node().node().mode());
        return ExitCode.OK;
    }

    private static int width(List<String> texts) {
        return Math.max(1, texts.stream().mapToInt(String::length).max().orElse(1));
    }
}

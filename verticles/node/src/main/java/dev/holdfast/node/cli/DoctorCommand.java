package dev.holdfast.node.cli;

import dev.holdfast.node.doctor.Checkup;
import dev.holdfast.node.doctor.Finding;
import dev.holdfast.runtime.config.LoadedConfig;
import dev.holdfast.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks whether a node could run here. */
@Command(name = "doctor", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
    description = "Look whether a node could run here: one line for each thing it needs, with the fix."
        + " Exit code 1 if something needed is missing.")
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions config;

    @Option(names = "--json", description = "one JSON array on standard output")
    private boolean json;

    @Override
    public Integer call() {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("java", Runtime.version() + " at " + System.getProperty("java.home")));
        try {
            LoadedConfig loaded = config.load(List.of());
            findings.add(Finding.ok("configuration", loaded.values().size() + " settings, mode "
                + loaded.node().node().mode()));
            findings.addAll(new Checkup(loaded.node()).findings());
        } catch (Refused e) {
            findings.add(Finding.fail("configuration", e.getMessage(), "correct the lines named above"));
        }
        if (json) {
            System.out.println(Json.text(findings));
        } else {
            findings.forEach(finding -> System.out.println(finding.line()));
        }
        return findings.stream().allMatch(Finding::good) ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }
}

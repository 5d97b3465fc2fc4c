package dev.holdfast.node.cli;

import dev.holdfast.persistence.audit.AuditVerdict;
import dev.holdfast.persistence.audit.AuditVerifier;
import dev.holdfast.persistence.db.DatabaseProblem;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.wire.Json;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Proves that nobody changed the audit trail. */
@Command(name = "audit", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
    description = "Check the audit trail.")
final class AuditCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: verify");
    }

    @Command(name = "verify", mixinStandardHelpOptions = true,
        description = "Walk the hash chain of the stored trail; exit code 1 if an entry was changed or is"
            + " missing. An H2 file must not be in use: stop the node first.")
    int verify(@Mixin ConfigOptions options,
               @Option(names = "--json", description = "one JSON object on standard output") boolean json) {
        NodeConfig.Database database = options.load(List.of()).node().database();
        try {
            AuditVerdict verdict =
                AuditVerifier.verify(database.url(), database.user(), database.password());
            System.out.println(json ? Json.text(verdict) : verdict.line());
            return verdict.intact() ? ExitCode.OK : ExitCode.CHECK_FAILED;
        } catch (DatabaseProblem e) {
            throw new Refused(ExitCode.DEPENDENCY_ABSENT, e.getMessage());
        }
    }
}

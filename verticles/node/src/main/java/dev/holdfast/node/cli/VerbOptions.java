package dev.holdfast.node.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every operator verb. */
final class VerbOptions {
    @Mixin
    private GatewayOptions gateway;

    @Option(names = "--account", paramLabel = "A", description = "only this account (default: all)")
    private String account;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "by command line",
        description = "goes into the journal and the audit trail, at most 200 characters")
    private String reason;

    @Option(names = "--wait",
        description = "wait until it has come about, and say how long it took from the acknowledgment;"
            + " exit code 1 if it does not")
    private boolean wait;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "60",
        description = "longest wait (default ${DEFAULT-VALUE}); then exit code 1")
    private int timeoutSeconds;

    @Option(names = "--json", description = "one JSON object on standard output")
    private boolean json;

    int run(Verb verb) {
        if (timeoutSeconds < 1) {
            throw new Refused(ExitCode.BAD_INPUT, "--timeout must be above 0, was " + timeoutSeconds);
        }
        VerbRun run = new VerbRun(gateway.open(), verb, account, reason);
        VerbRun.Outcome outcome = run.run(wait ? timeoutSeconds : 0);
        System.out.println(json ? outcome.json() : outcome.line());
        return outcome.cameAbout() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }
}

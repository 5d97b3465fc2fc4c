package dev.holdfast.node.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** The command line of the jar. Without a subcommand it runs a node. */
@Command(name = "holdfast", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
    description = "A trading system that keeps trading, or stops safely, when parts of it fail.",
    subcommands = {RunCommand.class, SuperviseCommand.class, DoctorCommand.class, StatusCommand.class,
        ConfigCommand.class, AuditCommand.class, BreakerCommand.class, FallbackCommand.class,
        UserCommand.class, DemoCommand.class, DrillCommand.class, VerifyCommand.class,
        CheckpointCommand.class, IncidentsCommand.class, SilenceCommand.class,
        OperatorCommands.Halt.class, OperatorCommands.Resume.class, OperatorCommands.StopEntries.class,
        OperatorCommands.CancelAll.class, OperatorCommands.Flatten.class, OperatorCommands.Resolve.class},
    exitCodeOnInvalidInput = ExitCode.BAD_INPUT,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:done", "1:it ran, and what it checked does not hold",
        "2:bad option or configuration; nothing was started",
        "3:a part that must already run does not answer",
        "4:a port, data folder or database is in use by another process", "70:a fault of the software",
        "75:the node ended itself for a recovery and wants to be started again",
        "76:a supervised node ended too often and is not started again",
        "143:stopped by SIGTERM"})
public final class Cli implements Callable<Integer> {
    @Mixin
    private RunOptions options;

    private Cli() {
    }

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Cli());
        line.setExecutionExceptionHandler(Cli::onFailure);
        line.setParameterExceptionHandler(Cli::onBadOption);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    @Override
    public Integer call() {
        return RunCommand.run(options);
    }

    private static int onFailure(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
        PrintWriter err = line.getErr();
        if (failure instanceof Refused refused) {
            err.println("holdfast: " + refused.getMessage());
            return refused.exitCode();
        }
        err.println("holdfast: this should not happen; please report it:");
        failure.printStackTrace(err);
        return ExitCode.FAULT;
    }

    private static int onBadOption(ParameterException failure, String[] args) {
        PrintWriter err = failure.getCommandLine().getErr();
        err.println("holdfast: " + failure.getMessage() + ". Fix: see '"
            + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help'");
        return ExitCode.BAD_INPUT;
    }

    /** The version stands in the jar's manifest, so that it is written in one place: the pom. */
    public static final class Version implements IVersionProvider {
        /** The version alone; 'development' when not run from the jar. */
        public static String number() {
            String version = Cli.class.getPackage().getImplementationVersion();
            return version == null ? "development" : version;
        }

        @Override
        public String[] getVersion() {
            return new String[] {"holdfast " + number() + " on Java " + Runtime.version().feature()};
        }
    }
}

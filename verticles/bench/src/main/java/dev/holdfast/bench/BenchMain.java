package dev.holdfast.bench;

import dev.holdfast.bench.breaker.BreakerBench;
import dev.holdfast.bench.core.CoreBench;
import dev.holdfast.bench.path.FailsafeBench;
import dev.holdfast.bench.path.JournalBench;
import dev.holdfast.bench.path.PathBench;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the benches. */
@Command(name = "bench", mixinStandardHelpOptions = true, scope = CommandLine.ScopeType.INHERIT,
    description = "How fast it is here. Exit code 1 if a figure misses its goal.",
    synopsisSubcommandLabel = "COMMAND")
public final class BenchMain {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 600;

    @Option(names = "--json", scope = CommandLine.ScopeType.INHERIT,
        description = "one JSON object on standard output")
    private boolean json;

    @Option(names = "--seconds", scope = CommandLine.ScopeType.INHERIT, defaultValue = "10",
        description = "length of each measurement, " + SHORTEST + " to " + LONGEST
            + " (default: ${DEFAULT-VALUE})")
    private int seconds;

    private BenchMain() {
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new BenchMain()).execute(args));
    }

    @Command(name = "core", description = "commands decided and applied by the pure core")
    int core() throws Exception {
        return measured(() -> new CoreBench(seconds()).run());
    }

    @Command(name = "path",
        description = "an order through the real parts, against the least its journal costs")
    int path() throws Exception {
        return measured(() -> new PathBench(home(), seconds()).run());
    }

    @Command(name = "journal", description = "durable orders a second at saturation, and what limits them")
    int journal() throws Exception {
        return measured(() -> new JournalBench(home(), seconds()).run());
    }

    @Command(name = "breaker",
        description = "callers of a dependency that hangs, with a circuit breaker and without")
    int breaker() throws Exception {
        return measured(() -> new BreakerBench(seconds()).run());
    }

    @Command(name = "failsafe", description = "what the failsafe layer costs three nodes")
    int failsafe() throws Exception {
        return measured(() -> new FailsafeBench(home(), seconds()).run());
    }

    /** The launcher says where the project is; its jars are the processes under test. */
    private static Path home() {
        String home = System.getenv("HOLDFAST_HOME");
        return Path.of(home == null ? "." : home);
    }

    private int measured(Callable<BenchReport> bench) throws Exception {
        BenchReport report = bench.call();
        report.print(System.out, json);
        return report.met() ? 0 : 1;
    }

    private int seconds() {
        if (seconds < SHORTEST || seconds > LONGEST) {
            throw new CommandLine.ParameterException(new CommandLine(this),
                "--seconds must be " + SHORTEST + " to " + LONGEST + ", was " + seconds);
        }
        return seconds;
    }
}

package dev.holdfast.node.cli;

import dev.holdfast.node.drill.DrillChoices;
import dev.holdfast.node.drill.DrillRun;
import dev.holdfast.node.drill.FailsafeChoices;
import dev.holdfast.node.drill.FaultKind;
import dev.holdfast.node.drill.failsafe.FailsafeFault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Proves on real processes that nothing is lost when parts fail. */
@Command(name = "drill", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
    description = "Run the whole system on this machine, three nodes with a broker and a venue simulator,"
        + " each its own process, and let parts of it fail on purpose. Paper money only. Exit code 0 only if"
        + " everything that is promised held.",
    subcommands = {DrillCommand.Orders.class, DrillCommand.Halt.class, DrillCommand.Zombie.class,
        DrillCommand.Failsafe.class})
final class DrillCommand implements Callable<Integer> {
    private static final int MAX_RATE = 5_000;
    private static final int MAX_TIMES = 1_000;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return ExitCode.BAD_INPUT;
    }

    /** The options of every drill. */
    static final class Common {
        @Option(names = "--dir", paramLabel = "DIR",
            description = "folder for this run's data (default var/drill-<process id>)")
        private Path dir;

        @Option(names = "--keep", description = "keep that folder even if all went well")
        private boolean keep;

        @Option(names = "--json",
            description = "the result as one JSON object on standard output, all else on standard error")
        private boolean json;

        DrillRun.Options options() {
            return new DrillRun.Options(dir, keep, json);
        }
    }

    /** Orders under load while parts fail. */
    @Command(name = "orders", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
        description = "Steady orders over 50 accounts while nodes are killed, frozen and cut off, the broker"
            + " is killed and the venue misbehaves. Then journal, replies and the venue's ledger are laid"
            + " beside each other: no order may be lost, duplicated or left unresolved.")
    static final class Orders implements Callable<Integer> {
        @Mixin
        private Common common;

        @Option(names = "--quick", description = "a few of each fault, about six minutes")
        private boolean quick;

        @Option(names = "--faults", split = ",", paramLabel = "FAULT",
            defaultValue = "kill,freeze,cut,broker,sockets,storm",
            description = "which faults, separated by commas (default ${DEFAULT-VALUE})")
        private List<FaultKind> faults;

        @Mixin
        private Load load = new Load(200);

        @Mixin
        private Shuffle shuffle;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            return DrillRun.orders(common.options(),
                new DrillChoices(quick, faults, load.rate(), shuffle.seed()), words(spec));
        }
    }

    /** The kill switch under load. */
    @Command(name = "halt", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
        description = "Halt everything under load: nothing new may reach the venue, every live order is"
            + " canceled, and the halt survives the death of every node.")
    static final class Halt implements Callable<Integer> {
        @Mixin
        private Common common;

        @Mixin
        private Load load = new Load(200);

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            return DrillRun.halt(common.options(), load.rate(), words(spec));
        }
    }

    /** Owners that wake up with a send in their hands. */
    @Command(name = "zombie", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
        description = "Stop an owner, or cut it off, between the journal and the venue, let another node take"
            + " over, and wake it up: the venue must have its order at most once.")
    static final class Zombie implements Callable<Integer> {
        @Mixin
        private Common common;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            return DrillRun.zombie(common.options(), words(spec));
        }
    }

    /** Every fault that the failsafe layer is there for. */
    @Command(name = "failsafe", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
        description = "Every service on three supervised nodes, under a load of orders, while services,"
            + " nodes, broker, venue, network, disk and memory fail, one after the other. Told of each: how"
            + " soon it was noticed and recovered, by what, and how many people were called; then the proof"
            + " of 'drill orders'. Every fault once takes about half an hour. Exit code 1 if an order was"
            + " lost or duplicated, or a fault did not recover.")
    static final class Failsafe implements Callable<Integer> {
        @Mixin
        private Common common;

        @Option(names = "--times", paramLabel = "N", defaultValue = "5",
            description = "how often each fault (default ${DEFAULT-VALUE})")
        private int times;

        @Option(names = "--faults", split = ",", paramLabel = "FAULT", converter = FaultOfKey.class,
            completionCandidates = FaultKeys.class,
            description = "which faults, separated by commas (default all), of: ${COMPLETION-CANDIDATES}")
        private List<FailsafeFault> faults = List.of(FailsafeFault.values());

        @Mixin
        private Load load = new Load(20);

        @Mixin
        private Shuffle shuffle;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            if (times < 1 || times > MAX_TIMES) {
                throw new Refused(ExitCode.BAD_INPUT, "--times must be 1 to " + MAX_TIMES + ", was " + times);
            }
            return DrillRun.failsafe(common.options(),
                new FailsafeChoices(faults, times, load.rate(), shuffle.seed()), words(spec));
        }
    }

    /** The faults' names, for help and refusals. */
    static final class FaultKeys implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(FailsafeFault.values()).map(FailsafeFault::key).iterator();
        }
    }

    /** A fault by its name on the command line. */
    static final class FaultOfKey implements ITypeConverter<FailsafeFault> {
        @Override
        public FailsafeFault convert(String key) {
            return Arrays.stream(FailsafeFault.values()).filter(fault -> fault.key().equals(key)).findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + key + "' is no fault; there are "
                    + String.join(", ", new FaultKeys())));
        }
    }

    /** How much there is to do meanwhile. */
    static final class Load {
        @Option(names = "--rate", paramLabel = "N",
            description = "orders a second (default ${DEFAULT-VALUE})")
        private int rate;

        Load(int otherwise) {
            rate = otherwise;
        }

        int rate() {
            if (rate < 1 || rate > MAX_RATE) {
                throw new Refused(ExitCode.BAD_INPUT, "--rate must be 1 to " + MAX_RATE + ", was " + rate);
            }
            return rate;
        }
    }

    /** In which order the faults come. */
    static final class Shuffle {
        @Option(names = "--seed", paramLabel = "N",
            description = "makes the faults come in the same order as in another run")
        private Long chosen;

        long seed() {
            return chosen == null ? RandomGenerator.getDefault().nextLong(1_000_000) : chosen;
        }
    }

    /** The command line as it was given, for the same drill in another process. */
    private static List<String> words(CommandSpec spec) {
        List<String> words = new ArrayList<>(List.of("drill"));
        List<String> given = spec.root().commandLine().getParseResult().originalArgs();
        words.addAll(given.subList(given.indexOf("drill") + 1, given.size()));
        return words;
    }
}

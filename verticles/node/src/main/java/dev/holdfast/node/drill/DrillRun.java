package dev.holdfast.node.drill;

import dev.holdfast.node.cli.ExitCode;
import dev.holdfast.node.demo.Home;
import dev.holdfast.node.demo.RunFolder;
import dev.holdfast.node.demo.Screen;
import dev.holdfast.node.drill.failsafe.FailsafeReport;
import dev.holdfast.node.supervise.TetherJar;
import dev.holdfast.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One drill as the command line asks for it: its folder, its network, its exit code. */
public final class DrillRun {
    private final Path home = Home.folder();
    private final Screen screen;
    private final Options options;

    /**
     * The same for every drill.
     *
     * @param dir  null for a folder of its own under var/
     * @param keep leave the folder where it is even if all went well
     */
    public record Options(Path dir, boolean keep, boolean json) {
    }

    /** A drill on a network that is laid already. */
    @FunctionalInterface
    interface Body {
        Outcome run(DrillPlan plan, Screen screen) throws IOException, InterruptedException;
    }

    /**
     * How it ended.
     *
     * @param result one JSON object
     * @param lines  the same for a person
     * @param wrong  what did not hold, a line each
     */
    record Outcome(Object result, List<String> lines, List<String> wrong, boolean passed) {
    }

    private DrillRun(Options options) {
        this.options = options;
        this.screen = new Screen(System.err, options.json() ? System.err : System.out, false);
    }

    /** Orders under load while parts fail. */
    public static int orders(Options options, DrillChoices choices, List<String> words)
            throws IOException, InterruptedException {
        return new DrillRun(options).run(words, NodeForm.ORDER_PATH, (plan, screen) -> {
            DrillReport report = new OrdersDrill(plan, choices, screen::tell).run();
            List<String> wrong = new ArrayList<>(report.violations());
            wrong.addAll(report.details());
            return new Outcome(report, report.lines(), wrong, report.passed());
        });
    }

    /** The kill switch under load. */
    public static int halt(Options options, int rate, List<String> words)
            throws IOException, InterruptedException {
        return new DrillRun(options).run(words, NodeForm.ORDER_PATH, (plan, screen) -> {
            HaltDrill.Result result = new HaltDrill(plan, rate, screen::tell).run();
            List<String> wrong = new ArrayList<>(result.violations());
            wrong.addAll(result.details());
            return new Outcome(result, result.lines(), wrong, result.passed());
        });
    }

    /** Owners that wake up with a send in their hands. */
    public static int zombie(Options options, List<String> words) throws IOException, InterruptedException {
        return new DrillRun(options).run(words, NodeForm.ORDER_PATH, (plan, screen) -> {
            ZombieDrill.Result result = new ZombieDrill(plan, screen::tell).run();
            List<String> wrong = new ArrayList<>(result.violations());
            wrong.addAll(result.details());
            return new Outcome(result, result.lines(), wrong, result.passed());
        });
    }

    /** Faults of every kind, and what the failsafe layer makes of them. */
    public static int failsafe(Options options, FailsafeChoices choices, List<String> words)
            throws IOException, InterruptedException {
        return new DrillRun(options).run(words, NodeForm.WHOLE, (plan, screen) -> {
            FailsafeReport report = new FailsafeDrill(plan, choices, screen::tell).run();
            List<String> wrong = new ArrayList<>(report.notRecovered());
            wrong.addAll(report.violations());
            wrong.addAll(report.details());
            return new Outcome(report, report.lines(), wrong, report.passed());
        });
    }

    /** Inside a namespace of its own if there can be one; the words are the command line's, for that. */
    private int run(List<String> words, NodeForm form, Body body)
            throws IOException, InterruptedException {
        DrillPlan.jars(home).forEach(jar -> Home.requireJar(jar, "drill"));
        Optional<List<String>> means = OwnNamespace.isInside() ? Optional.empty() : OwnNamespace.means();
        Path folder = (options.dir() == null ? Path.of("var", "drill-" + ProcessHandle.current().pid())
            : options.dir()).toAbsolutePath();
        Path jar = DrillPlan.nodeJar(home);
        if (means.isPresent()) {
            return OwnNamespace.run(means.get(), jar, TetherJar.beside(jar, home.resolve("target")), words);
        }
        if (!OwnNamespace.isInside()) {
            screen.tell("no network namespace for this user: all on loopback, and no network is cut");
        }
        RunFolder.refuseUsed(folder);
        Files.createDirectories(folder);
        logTo(folder.resolve("log"));
        Path tether = TetherJar.beside(jar, folder);
        if (!OwnNamespace.isInside()) {
            return report(folder, body.run(new DrillPlan(new DrillPlan.Ground(home, folder, tether,
                new DrillNetwork.Loopback()), form), screen));
        }
        try (BridgedNetwork network = BridgedNetwork.lay(DrillPlan.NODES)) {
            return report(folder, body.run(new DrillPlan(new DrillPlan.Ground(home, folder, tether, network),
                form), screen));
        }
    }

    private int report(Path folder, Outcome outcome) throws IOException {
        if (options.json()) {
            System.out.println(Json.text(outcome.result()));
        } else {
            screen.box(outcome.lines());
        }
        outcome.wrong().forEach(screen::tell);
        if (options.keep() || !outcome.passed()) {
            screen.tell("data and logs are in " + folder);
        } else {
            RunFolder.delete(folder);
        }
        return outcome.passed() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    /** The cluster's noise while parts of it die belongs into a file; must be before the first logger. */
    private static void logTo(Path folder) {
        System.setProperty("node.log.dir", folder.toString());
        System.setProperty("logback.configurationFile", "logback-drill.xml");
    }
}

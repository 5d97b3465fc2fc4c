package dev.holdfast.simulation;

import dev.holdfast.simulation.bug.Bug;
import dev.holdfast.simulation.bug.BugHunt;
import dev.holdfast.simulation.bug.BugShelf;
import dev.holdfast.simulation.run.Batch;
import dev.holdfast.simulation.run.Outcome;
import dev.holdfast.simulation.run.SeedRun;
import dev.holdfast.simulation.run.Shrinker;
import dev.holdfast.simulation.world.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code holdfast simulate}: many worlds from many seeds, or one of them again, or one with a bug in it. */
@Command(name = "holdfast simulate", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Runs nodes, journal, network, clocks and venue in one thread from one seed, with faults,"
        + " and proves the invariants on what comes out. The same seed is the same run.")
public final class SimulationMain implements Callable<Integer> {
    private static final long MOST_HUNTED = 5_000;
    private static final int WRONG = 1;

    @Option(names = "--seeds", defaultValue = "1000", description = "how many (default: ${DEFAULT-VALUE})")
    private long seeds;
    @Option(names = "--seed", description = "the first seed (default: 1); alone it is the only one")
    private Long seed;
    @Option(names = "--plan", description = "a plan as a failing seed prints it: SEED:MILLIS:CLIENTS:FAULTS")
    private String plan;
    @Option(names = "--bug", description = "put this deliberate bug in and run until it is caught")
    private String bug;
    @Option(names = "--bugs", description = "the same for every deliberate bug, each alone")
    private boolean bugs;
    @Option(names = "--trace", description = "print what happened, with --seed or --plan")
    private boolean trace;
    @Option(names = "--json", description = "one JSON object for a program instead of words")
    private boolean json;
    @Option(names = "--threads", description = "seeds at a time (default: one for each core)")
    private int threads = Runtime.getRuntime().availableProcessors();
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new SimulationMain()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        Report report = new Report(System.out, System.err, json);
        if (bug != null || bugs) {
            return hunt(report);
        }
        boolean onlyOne = seed != null && !spec.commandLine().getParseResult().hasMatchedOption("--seeds");
        if (plan != null || onlyOne) {
            return one(report, plan != null ? Plan.parse(plan) : Plan.of(seed));
        }
        Batch batch = new Batch(seed == null ? 1 : seed, seeds, Math.max(1, threads));
        report.follow(batch);
        Batch.Result result = batch.run();
        if (result.failed() == null) {
            report.held(result);
            return 0;
        }
        failed(report, result.failed());
        return WRONG;
    }

    private int one(Report report, Plan wanted) {
        Outcome outcome = SeedRun.of(wanted, trace);
        report.one(outcome);
        if (outcome.holds()) {
            return 0;
        }
        if (plan == null) {
            failed(report, outcome);
        }
        return WRONG;
    }

    private static void failed(Report report, Outcome outcome) {
        Plan failing = Plan.parse(outcome.plan());
        Shrinker.Shrunk shrunk = new Shrinker(each -> SeedRun.of(each, false).findings())
            .shrink(failing, outcome.findings());
        report.failed(outcome, shrunk, SeedRun.of(shrunk.plan(), true).lines());
    }

    private int hunt(Report report) throws InterruptedException {
        List<Bug> wanted = bugs ? BugShelf.all() : List.of(BugShelf.named(bug));
        long most = spec.commandLine().getParseResult().hasMatchedOption("--seeds") ? seeds : MOST_HUNTED;
        ExecutorService hunters = Executors.newFixedThreadPool(Math.max(1, threads));
        try {
            List<Future<BugHunt.Catch>> hunts = new ArrayList<>();
            wanted.forEach(each -> hunts.add(hunters.submit(() ->
                BugHunt.hunt(each, seed == null ? 1 : seed, most))));
            List<BugHunt.Catch> catches = new ArrayList<>();
            for (Future<BugHunt.Catch> hunt : hunts) {
                BugHunt.Catch one = hunt.get();
                report.hunted(one);
                catches.add(one);
            }
            report.huntOver(catches);
            return catches.stream().allMatch(BugHunt.Catch::isCaught) ? 0 : WRONG;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } finally {
            hunters.shutdownNow();
        }
    }
}

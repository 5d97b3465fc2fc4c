package dev.holdfast.node.drill;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Orders under steady load while everything is struck in turn; then the count of what became of each. */
final class OrdersDrill {
    /** A machine in its first seconds compiles more than it trades; that is another drill. */
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    /** The callers of one fault are answered before the next: each strike is to find the same system. */
    private static final Duration CALM = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 20;
    private static final Duration BETWEEN = Duration.ofMillis(1_500);
    private static final double NANOS = 1e9;

    private final DrillPlan plan;
    private final DrillChoices choices;
    private final Consumer<String> tell;
    private final long begunNanos = System.nanoTime();
    private final List<String> violations = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private final List<Strike> strikes = new ArrayList<>();
    private double loadSeconds;

    OrdersDrill(DrillPlan plan, DrillChoices choices, Consumer<String> tell) {
        this.plan = plan;
        this.choices = choices;
        this.tell = tell;
    }

    DrillReport run() throws IOException, InterruptedException {
        tell.accept("seed " + choices.seed());
        try (DrillSite site = DrillSite.open(plan, tell)) {
            OrderLoad load = new OrderLoad(site.member(), site.client(), plan.accounts().traders(),
                new Random(choices.seed()));
            strikeAll(site, load);
            site.settle(tell);
            DrillProof proof = DrillProof.of(plan, site);
            site.floor().stopNodes();
            return report(site, load, proof);
        }
    }

    private DrillReport report(DrillSite site, OrderLoad load, DrillProof proof) {
        OrderClient client = site.client();
        JournalCensus journal = proof.journal();
        DrillCheck check = proof.check();
        violations.addAll(proof.violations());
        List<FaultRow> rows = choices.faults().stream().map(kind -> FaultRow.of(kind, strikes, journal,
            claim -> site.member().acceptingSince(claim.id()))).toList();
        return new DrillReport(choices.seed(), check.totals(), rows, load.sent(),
            tenths(load.sent() / loadSeconds), load.leftOut(), client.askedAgain(), load.denied(),
            load.queued(), journal.fills().size(), journal.claims(), skipped, violations, check.details(),
            seconds());
    }

    private void strikeAll(DrillSite site, OrderLoad load) throws IOException, InterruptedException {
        ShardProber prober = new ShardProber(site.member(), site.client(), plan.accounts());
        Striker striker = new Striker(site.floor(), site.member(), prober, tell);
        long loadBegun = System.nanoTime();
        load.start(choices.rate());
        Thread.sleep(WARM_UP.toMillis());
        try {
            strikeEach(sequence(plan.network()), striker, site.client(), load);
        } catch (DrillProcess.NotReady e) {
            // Nobody can be struck as before; what became of the orders is proven all the same.
            violations.add(e.getMessage());
        }
        load.stop();
        loadSeconds = (System.nanoTime() - loadBegun) / NANOS;
        violations.addAll(striker.notRecovered());
    }

    private void strikeEach(List<FaultKind> faults, Striker striker, OrderClient client, OrderLoad load)
            throws IOException, InterruptedException {
        for (int done = 0; done < faults.size(); done++) {
            strikes.add(striker.strike(faults.get(done)));
            tell.accept((done + 1) + " of " + faults.size() + " done after " + seconds() + " s; "
                + load.sent() + " orders, " + client.waiting() + " without a reply");
            awaitCalm(client);
        }
    }

    private void awaitCalm(OrderClient client) throws InterruptedException {
        Thread.sleep(BETWEEN.toMillis());
        long deadline = System.nanoTime() + CALM.toNanos();
        while (client.waiting() > choices.rate() / 4 && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** Every kind as often as it is due, in the order of the seed. */
    private List<FaultKind> sequence(DrillNetwork network) {
        List<FaultKind> faults = new ArrayList<>();
        for (FaultKind kind : choices.faults()) {
            if (kind == FaultKind.CUT && !network.canCut()) {
                skipped.add("cut: this user cannot have a network namespace");
            } else {
                faults.addAll(Collections.nCopies(kind.times(choices.quick()), kind));
            }
        }
        Collections.shuffle(faults, new Random(choices.seed()));
        return faults;
    }

    private double seconds() {
        return tenths((System.nanoTime() - begunNanos) / NANOS);
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}

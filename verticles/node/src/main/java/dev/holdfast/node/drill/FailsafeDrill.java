package dev.holdfast.node.drill;

import dev.holdfast.node.drill.JournalCensus.Claim;
import dev.holdfast.node.drill.PageReceiver.Received;
import dev.holdfast.node.drill.failsafe.Acceptance;
import dev.holdfast.node.drill.failsafe.FailsafeFault;
import dev.holdfast.node.drill.failsafe.FailsafeReport;
import dev.holdfast.node.drill.failsafe.FailsafeRow;
import dev.holdfast.node.drill.failsafe.FailsafeStrike;
import dev.holdfast.node.drill.failsafe.Goal;
import dev.holdfast.node.drill.failsafe.Outcome;
import dev.holdfast.node.drill.failsafe.Sightings;
import dev.holdfast.node.drill.failsafe.Sightings.Heard;
import dev.holdfast.trading.reconcile.AbsenceRule;
import dev.holdfast.wire.failsafe.IncidentView;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The whole system, every service on three supervised nodes, under a load of orders, while one fault after
 * the other is made; then what the failsafe layer noticed, did and told, and the proof of every order.
 */
final class FailsafeDrill {
    private static final String TEST_FAULTS = "-Dtest.faults=on";
    /** A machine in its first seconds compiles more than it trades. */
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    /** Every part is back, checks have passed twice, and the incidents have been quiet for their time. */
    private static final Duration WHOLE = Duration.ofSeconds(150);
    private static final Duration CALM = Duration.ofSeconds(30);
    /** By then whoever speaks has heard of the end; what was told before may not even know of the fault. */
    private static final Duration HEARD = Duration.ofSeconds(2);
    private static final long LOOK_MILLIS = 100;
    private static final double NANOS = 1e9;

    private final DrillPlan plan;
    private final FailsafeChoices choices;
    private final Consumer<String> tell;
    private final long begunNanos = System.nanoTime();
    private final Acceptance acceptance = new Acceptance();
    private final List<Struck> struck = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private final List<String> notRecovered = new ArrayList<>();
    private final Set<String> staying = new HashSet<>();

    /** A strike, the shards that its victim owned, and what was counted while it lasted. */
    private record Struck(FailsafeStrike strike, TreeSet<Integer> shards, long symptoms) {
    }

    FailsafeDrill(DrillPlan plan, FailsafeChoices choices, Consumer<String> tell) {
        this.plan = plan;
        this.choices = choices;
        this.tell = tell;
    }

    FailsafeReport run() throws IOException, InterruptedException {
        tell.accept("seed " + choices.seed());
        List<FailsafeFault> faults = sequence();
        try (SmallDisk disk = faults.contains(FailsafeFault.DISK)
                ? SmallDisk.over(plan.dataDir(Targets.SMALL_DISK)) : null;
             DrillSite site = DrillSite.open(plan, engineBound(), tell, TEST_FAULTS)) {
            OrderLoad load = new OrderLoad(site.member(), site.client(), plan.accounts().traders(),
                new Random(choices.seed()));
            load.onAnswer(acceptance::add);
            FailsafeEar ear = new FailsafeEar(site.member(), plan.bootstrapServers());
            PageReceiver pages = PageReceiver.open(site.member(), plan);
            load.start(choices.rate());
            Thread.sleep(WARM_UP.toMillis());
            strikeAll(faults, site, ear, disk);
            load.stop();
            site.settle(tell);
            List<Heard> heard = ear.all();
            DrillProof proof = DrillProof.of(plan, site);
            site.floor().stopNodes();
            return report(proof, load, proof.violations(), struck.stream().map(each ->
                outcome(each, heard, proof.journal(), pages)).toList());
        }
    }

    /** A venue that is stopped executes afterwards what it let in before: the fault is in the bound. */
    private Duration engineBound() {
        return choices.faults().contains(FailsafeFault.VENUE)
            ? AbsenceRule.ENGINE_BOUND.plus(FailsafeFault.VENUE.held()) : AbsenceRule.ENGINE_BOUND;
    }

    private void strikeAll(List<FailsafeFault> faults, DrillSite site, FailsafeEar ear, SmallDisk disk)
            throws IOException, InterruptedException {
        NodeHands hands = new NodeHands(plan, site.floor());
        Targets targets = new Targets(hands, ear);
        AlertWatch alerts = new AlertWatch(site.member());
        FailsafeStriker striker = new FailsafeStriker(site, new ShardProber(site.member(), site.client(),
            plan.accounts()), ear, hands, disk);
        awaitWhole(site, alerts, "before the first fault");
        for (int done = 0; done < faults.size(); done++) {
            Target target = target(targets, faults.get(done));
            TreeSet<Integer> shards = target.index() < 0 ? new TreeSet<>()
                : new TreeSet<>(site.member().shardsOf(target.node()));
            long before = alerts.symptoms();
            FailsafeStrike strike = striker.strike(target);
            tell.accept((done + 1) + " of " + faults.size() + " after " + seconds() + " s: " + target
                + ", recovered after " + strike.recoveredAfterMillis() + " ms");
            awaitWhole(site, alerts, "after " + target);
            struck.add(new Struck(ended(strike), shards, alerts.symptoms() - before));
        }
        notRecovered.addAll(striker.notRecovered());
    }

    /** What is seen from now on belongs to the next one. */
    private static FailsafeStrike ended(FailsafeStrike strike) {
        return new FailsafeStrike(strike.fault(), strike.victim(), strike.service(), strike.struckMillis(),
            strike.liftedMillis(), strike.acceptedMillis(), strike.recoveredMillis(),
            System.currentTimeMillis());
    }

    /** Waits where the supervisors would otherwise give up for good. */
    private Target target(Targets targets, FailsafeFault fault) throws InterruptedException {
        long deadline = System.currentTimeMillis() + Targets.GUARD_MILLIS;
        Target target = targets.next(fault, System.currentTimeMillis());
        if (target == null) {
            tell.accept(fault.key() + " waits: every node ended too often lately");
        }
        while (target == null) {
            if (System.currentTimeMillis() > deadline) {
                throw new IllegalStateException("no node can be struck by " + fault.key());
            }
            Thread.sleep(LOOK_MILLIS);
            target = targets.next(fault, System.currentTimeMillis());
        }
        return target;
    }

    /** What stayed after an earlier fault was waited for then, and is told; it holds up no other. */
    private boolean isQuiet(AlertWatch alerts, long sinceMillis) {
        List<IncidentView> open = alerts.open(sinceMillis);
        return open != null && open.stream().allMatch(incident -> staying.contains(incident.id()));
    }

    /** All parts are back, nothing is wrong any more, and the callers have their answers. */
    private void awaitWhole(DrillSite site, AlertWatch alerts, String when) throws InterruptedException {
        long deadline = System.nanoTime() + WHOLE.toNanos();
        long heardOfIt = System.currentTimeMillis() + HEARD.toMillis();
        while (!site.member().isWhole() || !isQuiet(alerts, heardOfIt)) {
            if (System.nanoTime() > deadline) {
                List<IncidentView> told = alerts.open(0);
                List<IncidentView> open = told == null ? List.of() : told;
                notRecovered.add(when + ": not whole within " + WHOLE.toSeconds() + " s: "
                    + site.member().owningNodes() + " own shards; open incidents "
                    + open.stream().map(IncidentView::title).toList());
                open.forEach(incident -> staying.add(incident.id()));
                return;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        long calm = System.nanoTime() + CALM.toNanos();
        while (site.client().waiting() > choices.rate() / 2 && System.nanoTime() < calm) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** Every kind as often as was asked for, in the order of the seed. */
    private List<FailsafeFault> sequence() {
        List<FailsafeFault> faults = new ArrayList<>();
        for (FailsafeFault fault : choices.faults()) {
            String why = impossible(fault);
            if (why == null) {
                faults.addAll(Collections.nCopies(choices.times(), fault));
            } else {
                skipped.add(fault.key() + ": " + why);
            }
        }
        Collections.shuffle(faults, new Random(choices.seed()));
        return faults;
    }

    private String impossible(FailsafeFault fault) {
        return switch (fault) {
            case CUT, CUT_LEADER -> plan.network().canCut() ? null
                : "this user cannot have a network namespace";
            case DISK -> OwnNamespace.hasOwnMounts() ? null : "this user cannot have a mount namespace";
            default -> null;
        };
    }

    private Outcome outcome(Struck one, List<Heard> heard, JournalCensus journal, PageReceiver pages) {
        FailsafeStrike strike = one.strike();
        List<Long> takeovers = new ArrayList<>();
        for (int shard : one.shards()) {
            journal.claims(shard).stream().filter(claim -> !claim.id().node().equals(strike.victim()))
                .map(Claim::atMillis).forEach(takeovers::add);
        }
        Sightings seen = new Sightings(strike, heard, takeovers);
        List<Received> received = pages.between(strike.struckMillis(), strike.untilMillis());
        return new Outcome(strike.fault(), seen.detectedAfterMillis(), strike.recoveredAfterMillis(),
            seen.actions(), (int) received.stream().filter(Received::isPage).count(), received.size(),
            seen.selfHealed(), one.symptoms(),
            acceptance.percent(strike.struckMillis(), strike.overMillis()));
    }

    private FailsafeReport report(DrillProof proof, OrderLoad load, List<String> violations,
                                  List<Outcome> outcomes) {
        DrillReport.Totals totals = proof.check().totals();
        List<FailsafeRow> rows = choices.faults().stream()
            .filter(fault -> outcomes.stream().anyMatch(each -> each.fault() == fault))
            .map(fault -> FailsafeRow.of(fault, outcomes)).toList();
        return new FailsafeReport(choices.seed(), new FailsafeReport.Totals(load.sent(), load.denied(),
            proof.journal().fills().size(), totals.lost(), totals.duplicated(), totals.unresolved()), rows,
            Goal.of(outcomes), skipped, notRecovered, violations, proof.check().details(), seconds());
    }

    private double seconds() {
        return Math.round((System.nanoTime() - begunNanos) / NANOS * 10) / 10.0;
    }
}

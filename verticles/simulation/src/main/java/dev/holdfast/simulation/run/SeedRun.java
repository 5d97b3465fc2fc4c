package dev.holdfast.simulation.run;

import dev.holdfast.simulation.client.Crowd;
import dev.holdfast.simulation.client.House;
import dev.holdfast.simulation.judge.Judge;
import dev.holdfast.simulation.node.Chaos;
import dev.holdfast.simulation.node.SimMembership;
import dev.holdfast.simulation.node.SimNode;
import dev.holdfast.simulation.node.World;
import dev.holdfast.simulation.venue.Market;
import dev.holdfast.simulation.venue.SimVenue;
import dev.holdfast.simulation.world.Fault;
import dev.holdfast.simulation.world.Plan;
import dev.holdfast.simulation.world.Scene;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.journal.JournalRecord;
import java.util.ArrayList;
import java.util.List;

/** One seed from beginning to verdict: one thread, no clock but the virtual one. */
public final class SeedRun {
    private static final int NODES = 3;
    private static final long LOOK = 500 * Scene.MILLI;
    /** At least so long nothing new comes, so that what is young at the end is none of ours. */
    private static final long LEAST_QUIET = 9 * Scene.SECOND;
    /** The longest that anything may stay unresolved once all is healed. */
    private static final long MOST_QUIET = 75 * Scene.SECOND;

    private final Plan plan;
    private final Scene scene;
    private final Judge judge;
    private final SimVenue venue;
    private final World world;
    private final House house;
    private final HashProbe probe;

    private SeedRun(Plan plan, boolean inWords) {
        this.plan = plan;
        this.scene = new Scene(plan, NODES, inWords);
        this.house = House.of(scene.chance("house"));
        this.judge = new Judge(house.expectations());
        Market market = new Market(scene);
        this.venue = new SimVenue(scene, market, judge);
        this.world = new World(scene, judge, new World.Outside(venue, market, house.rules(),
            house.house()), NODES);
        this.probe = new HashProbe(world, house);
    }

    /** Runs a plan. */
    public static Outcome of(Plan plan, boolean inWords) {
        return new SeedRun(plan, inWords).run();
    }

    /** The journal of that shard after a plan, record by record from its beginning. */
    static List<JournalRecord> journal(Plan plan, ShardId shard) {
        SeedRun run = new SeedRun(plan, false);
        run.run();
        return List.copyOf(run.world.log().journal(shard.number()));
    }

    private Outcome run() {
        begin();
        List<String> findings = List.of();
        try {
            if (until(plan.horizonMillis() * Scene.MILLI)) {
                scene.heal();
                world.nodes().forEach(SimNode::heal);
                findings = quiet();
            }
        } catch (RuntimeException e) {
            judge.broken("the order path threw " + e + " at " + firstFrame(e));
        }
        if (judge.hasFailed()) {
            findings = judge.findings();
        }
        return outcome(findings);
    }

    private void begin() {
        new SimMembership(world);
        for (SimNode node : world.nodes()) {
            boolean late = node.number() == NODES - 1 && scene.isOn(Fault.JOIN);
            long at = late ? scene.chance("join").between(4_000, plan.horizonMillis()) : node.number() * 10L;
            scene.queue().at(at * Scene.MILLI, node::start);
        }
        new Crowd(world, house).begin(plan.clients());
        new Chaos(world).begin();
        probe.begin();
    }

    /** True if nothing was wrong until then. */
    private boolean until(long time) {
        while (scene.queue().step(time)) {
            if (judge.hasFailed()) {
                return false;
            }
        }
        return !judge.hasFailed();
    }

    private List<String> quiet() {
        long healedAt = scene.now();
        QuietCheck check = new QuietCheck(world);
        List<String> owed = List.of("the quiet time");
        for (long at = healedAt + LEAST_QUIET; at < healedAt + MOST_QUIET; at += LOOK) {
            if (!until(at)) {
                return judge.findings();
            }
            owed = check.owed();
            if (owed.isEmpty()) {
                List<String> all = new ArrayList<>(judge.finish());
                all.addAll(check.differences());
                all.addAll(probe.differences());
                return all;
            }
        }
        List<String> all = new ArrayList<>();
        all.addAll(judge.finish());
        owed.forEach(each -> all.add("not at rest " + MOST_QUIET / Scene.SECOND + " s after healing: "
            + each));
        return all;
    }

    private Outcome outcome(List<String> findings) {
        long records = 0;
        for (int shard = 0; shard < ShardId.COUNT; shard++) {
            records += world.log().journal(shard).size();
        }
        return new Outcome(plan.spelled(), findings, scene.trace().hash(), scene.queue().done(),
            new Outcome.Counts(scene.now() / Scene.MILLI, records, judge.replies(), venue.orders()),
            scene.trace().lines());
    }

    private static String firstFrame(RuntimeException e) {
        return e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0].toString();
    }
}

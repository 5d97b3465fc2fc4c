package dev.holdfast.node.drill;

import dev.holdfast.trading.order.ShardId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Strikes the running system and watches it recover: first the affected shards, then the struck part. */
final class Striker {
    /** A shard that accepts nothing for this long did not recover. */
    private static final Duration RECOVERY = Duration.ofSeconds(45);
    /** Until every node has its share of the shards again; for a process that is restarted, after START. */
    private static final Duration WHOLE = Duration.ofSeconds(90);
    private static final Duration HELD_DOWN = Duration.ofSeconds(10);
    private static final Duration STORM = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 20;
    private static final int DROPS = 3;
    private static final long BETWEEN_DROPS_MILLIS = 300;

    private final TradingFloor floor;
    private final Member member;
    private final ShardProber prober;
    private final Consumer<String> tell;
    private final List<String> notRecovered = new ArrayList<>();

    Striker(TradingFloor floor, Member member, ShardProber prober, Consumer<String> tell) {
        this.floor = floor;
        this.member = member;
        this.prober = prober;
        this.tell = tell;
    }

    /** What did not come back in time, in words. */
    List<String> notRecovered() {
        return notRecovered;
    }

    /** One strike from the blow to the system being whole again. */
    Strike strike(FaultKind kind) throws IOException, InterruptedException {
        int victim = kind.isOfOneNode() ? busiest() : -1;
        SortedSet<Integer> affected = victim < 0
            ? IntStream.range(0, ShardId.COUNT).boxed()
                .collect(Collectors.toCollection(TreeSet::new))
            : member.shardsOf(DrillPlan.nodeName(victim));
        prober.watch(affected);
        Thread.sleep(2 * ShardProber.EVERY_MILLIS);
        Strike strike = new Strike(kind, victim < 0 ? null : DrillPlan.nodeName(victim), affected,
            System.currentTimeMillis());
        blow(kind, victim);
        long done = System.currentTimeMillis();
        prober.enoughAfter(done);
        if (kind == FaultKind.BROKER) {
            // Its own start, which after a SIGKILL reads its logs, is no part of the nodes' recovery.
            floor.broker().start();
            floor.broker().awaitReady(TradingFloor.START);
            strike.back(floor.broker().readyMillis());
        }
        awaitRecovery(strike, done);
        long released = System.nanoTime();
        release(kind, victim, strike);
        prober.watch(List.of());
        // A restarted node is ready before it has read: that may take what is left of its time to start.
        awaitWhole(kind, WHOLE.toNanos() + (kind == FaultKind.KILL
            ? released + TradingFloor.START.toNanos() : System.nanoTime()));
        tell.accept(line(strike));
        return strike;
    }

    private void blow(FaultKind kind, int victim) throws IOException, InterruptedException {
        switch (kind) {
            case KILL -> floor.node(victim).kill();
            case FREEZE -> floor.node(victim).freeze();
            case CUT -> floor.network().cut(victim);
            case BROKER -> floor.broker().kill();
            case SOCKETS -> {
                for (int drop = 0; drop < DROPS; drop++) {
                    floor.venueFault("drop-sockets", "");
                    Thread.sleep(BETWEEN_DROPS_MILLIS);
                }
            }
            case STORM -> floor.venueFault("unknown-after-fill",
                "{\"durationMs\":" + STORM.toMillis() + "}");
        }
    }

    private void release(FaultKind kind, int victim, Strike strike) throws IOException, InterruptedException {
        switch (kind) {
            case KILL -> {
                floor.node(victim).start();
                floor.node(victim).awaitReady(TradingFloor.START);
            }
            case FREEZE -> {
                sleepUntil(strike.atMillis() + HELD_DOWN.toMillis());
                floor.node(victim).thaw();
            }
            case CUT -> {
                sleepUntil(strike.atMillis() + HELD_DOWN.toMillis());
                floor.network().mend(victim);
            }
            case STORM -> sleepUntil(strike.atMillis() + STORM.toMillis());
            case BROKER, SOCKETS -> { }
        }
    }

    private void awaitRecovery(Strike strike, long sentAfter) throws InterruptedException {
        long deadline = System.nanoTime() + RECOVERY.toNanos();
        while (strike.acceptedAgain().size() < strike.affected().size() && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_MILLIS);
            for (int shard : strike.affected()) {
                Long accepted = prober.firstAccepted(shard, sentAfter);
                if (accepted != null) {
                    strike.accepted(shard, accepted);
                }
            }
        }
        if (strike.acceptedAgain().size() < strike.affected().size()) {
            SortedSet<Integer> missing = new TreeSet<>(strike.affected());
            missing.removeAll(strike.acceptedAgain().keySet());
            notRecovered.add(strike.kind().key() + ": shards " + missing + " accepted no order within "
                + RECOVERY.toSeconds() + " s");
        }
    }

    /** Every shard accepts, and every node has its part again: the next strike finds the same system. */
    private void awaitWhole(FaultKind after, long deadlineNanos) throws InterruptedException {
        while (!member.isWhole()) {
            if (System.nanoTime() - deadlineNanos > 0) {
                notRecovered.add("after " + after.key() + ": only " + member.owningNodes()
                    + " own shards in time");
                return;
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private int busiest() {
        int busiest = 0;
        for (int index = 1; index < DrillPlan.NODES; index++) {
            if (member.shardsOf(DrillPlan.nodeName(index)).size()
                > member.shardsOf(DrillPlan.nodeName(busiest)).size()) {
                busiest = index;
            }
        }
        return busiest;
    }

    static void sleepUntil(long millis) throws InterruptedException {
        long left = millis - System.currentTimeMillis();
        if (left > 0) {
            Thread.sleep(left);
        }
    }

    private static String line(Strike strike) {
        List<Long> gaps = strike.acceptedAgain().values().stream()
            .map(accepted -> accepted - strike.atMillis()).sorted().toList();
        return strike.kind().key() + (strike.victim() == null ? "" : " of " + strike.victim()) + ": "
            + strike.affected().size() + " shards affected, orders accepted again after "
            + (gaps.isEmpty() ? "never" : gaps.getFirst() + " to " + gaps.getLast() + " ms");
    }
}

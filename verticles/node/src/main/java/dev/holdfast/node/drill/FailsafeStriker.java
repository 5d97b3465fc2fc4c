package dev.holdfast.node.drill;

import dev.holdfast.node.drill.failsafe.FailsafeFault;
import dev.holdfast.node.drill.failsafe.FailsafeFault.Scope;
import dev.holdfast.node.drill.failsafe.FailsafeStrike;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.message.FailOnPurpose;
import dev.holdfast.wire.message.FailOnPurpose.Way;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Does one fault after the other, and watches until what was struck is at work again. */
final class FailsafeStriker {
    private static final Duration SERVICE = Duration.ofSeconds(150);
    private static final Duration NODE = Duration.ofSeconds(60);
    /** What lacks something is tried again after a part of its absence; then two checks have to pass. */
    private static final Duration LIFTED = Duration.ofSeconds(180);
    private static final Duration RESTARTED = Duration.ofSeconds(120);
    private static final Duration ASK = Duration.ofSeconds(2);
    private static final long LOOK_MILLIS = 20;
    /** The order to fail and the first probes travel apart: one that overtakes it shows nothing. */
    private static final long TAKES_EFFECT_MILLIS = 200;

    private final DrillSite site;
    private final ShardProber prober;
    private final FailsafeEar ear;
    private final NodeHands hands;
    private final SmallDisk disk;
    private final List<String> notRecovered = new ArrayList<>();
    private ProcessHandle frozen;
    private ProcessHandle filling;
    private FileLock held;

    /**
     * Ready to strike.
     *
     * @param disk of the node {@link Targets#SMALL_DISK}; null if there is none
     */
    FailsafeStriker(DrillSite site, ShardProber prober, FailsafeEar ear, NodeHands hands, SmallDisk disk) {
        this.site = site;
        this.prober = prober;
        this.ear = ear;
        this.hands = hands;
        this.disk = disk;
    }

    /** What did not come back in time, in words. */
    List<String> notRecovered() {
        return notRecovered;
    }

    /** One fault from the blow until what it struck works again; its end is set by the next one. */
    FailsafeStrike strike(Target target) throws IOException, InterruptedException {
        SortedSet<Integer> affected = affected(target);
        boolean outlasts = target.fault().outlastsRecovery();
        if (!outlasts) {
            prober.watch(affected);
        }
        Thread.sleep(2 * ShardProber.EVERY_MILLIS);
        long struck = System.currentTimeMillis();
        blow(target);
        Long accepted = outlasts ? null : awaitAccepted(target, affected, System.currentTimeMillis()
            + (target.service() == null ? 0 : TAKES_EFFECT_MILLIS));
        long lifted = lift(target, struck);
        if (outlasts) {
            // Not before: through the minute of a fault the probes of all shards would be most of the load.
            watchRecovery(target, affected);
        }
        accepted = outlasts ? awaitAccepted(target, affected, lifted) : accepted;
        Long recovered = awaitRecovered(target, struck, lifted, accepted);
        prober.watch(List.of());
        return new FailsafeStrike(target.fault(), target.node(), target.service(), struck, lifted, accepted,
            recovered, System.currentTimeMillis());
    }

    /** While no venue takes orders a shard accepts them to wait: that it sends again is what counts. */
    private void watchRecovery(Target target, SortedSet<Integer> affected) {
        if (target.fault() == FailsafeFault.VENUE) {
            prober.watchSending(affected);
        } else {
            prober.watch(affected);
        }
    }

    private SortedSet<Integer> affected(Target target) {
        boolean all = target.index() < 0;
        // Through minutes of planned work the probes of all shards would be most of the load.
        boolean none = target.fault().scope() == Scope.PLANNED
            || target.fault().scope() == Scope.SERVICE && !"execution".equals(target.service());
        return none ? new TreeSet<>()
            : all ? IntStream.range(0, ShardId.COUNT).boxed().collect(Collectors.toCollection(TreeSet::new))
            : site.member().shardsOf(target.node());
    }

    private void blow(Target target) throws IOException, InterruptedException {
        TradingFloor floor = site.floor();
        switch (target.fault()) {
            case THROW -> order(target, Way.THROW);
            case MUTE -> order(target, Way.NEVER_ANSWER);
            case BLOCK -> order(target, Way.BLOCK);
            case HEAP -> {
                filling = hands.process(target.index()).orElseThrow();
                order(new Target(target.fault(), target.index(), "signal"), Way.FILL_HEAP);
            }
            case KILL, LEADER -> hands.kill(target.index());
            case FREEZE -> frozen = hands.freeze(target.index());
            case CUT, CUT_LEADER -> floor.network().cut(target.index());
            case CHECKPOINT -> {
                hands.damageCheckpoint(target.index());
                hands.kill(target.index());
            }
            case DATABASE -> held = hands.killAndHoldDatabase(target.index());
            case DISK -> disk.fill();
            case BROKER -> floor.broker().kill();
            case VENUE -> floor.venue().freeze();
            case ROLLING -> roll();
        }
    }

    /** Nobody waits for the answer: a service that fails gives none. */
    private void order(Target target, Way way) {
        site.member().bus().request(Addresses.failOnPurpose(target.service(), target.node()),
            new FailOnPurpose(way, target.fault().held().toMillis()), ASK);
    }

    /** Memory is only exhausted when it is full: the end of the process is the first that shows it. */
    private long awaitFull(Target target) throws InterruptedException {
        await(NODE, () -> target + ": the process did not end", () -> !filling.isAlive());
        return System.currentTimeMillis();
    }

    /** Each is announced, and whole again before the next one is stopped, as a person would do it. */
    private void roll() throws InterruptedException {
        for (int index = 0; index < DrillPlan.NODES; index++) {
            String node = DrillPlan.nodeName(index);
            PlannedWork work = PlannedWork.begin(site.member(), node,
                DrillPlan.nodeName((index + 1) % DrillPlan.NODES));
            long stopped = System.currentTimeMillis();
            hands.terminate(index);
            await(RESTARTED, () -> node + " was stopped and did not come back", () ->
                ear.started(node, stopped) != null && site.member().isWhole());
            await(LIFTED, () -> node + ": still unwell: " + ear.unwell(node, stopped), () ->
                ear.unwell(node, stopped).isEmpty());
            work.end();
        }
    }

    /** When the fault was over; at once for what the drill cannot take away. */
    private long lift(Target target, long struck) throws IOException, InterruptedException {
        long held = target.fault().held().toMillis();
        if (target.fault() == FailsafeFault.HEAP) {
            return awaitFull(target);
        }
        if (held == 0) {
            return struck;
        }
        TradingFloor floor = site.floor();
        if (target.fault() == FailsafeFault.VENUE) {
            Striker.sleepUntil(struck + held / 2);
            floor.backup().freeze();
        }
        Striker.sleepUntil(struck + held);
        switch (target.fault()) {
            case FREEZE -> NodeHands.thaw(frozen);
            case CUT, CUT_LEADER -> floor.network().mend(target.index());
            case DATABASE -> release();
            case DISK -> disk.free();
            case BROKER -> {
                floor.broker().start();
                floor.broker().awaitReady(TradingFloor.START);
            }
            case VENUE -> {
                floor.venue().thaw();
                floor.backup().thaw();
            }
            // A blocked event loop wakes up by itself; the others hold nothing.
            case THROW, MUTE, BLOCK, KILL, LEADER, HEAP, CHECKPOINT, ROLLING -> { }
        }
        return System.currentTimeMillis();
    }

    private void release() throws IOException {
        held.release();
        held.acquiredBy().close();
    }

    /** When the last of them accepted; null if one did not in time. */
    private Long awaitAccepted(Target target, SortedSet<Integer> affected, long sentAfter)
            throws InterruptedException {
        prober.enoughAfter(sentAfter);
        boolean all = await(NODE, () -> target + ": not every shard accepted an order", () ->
            affected.stream().allMatch(shard -> prober.firstAccepted(shard, sentAfter) != null));
        return !all ? null : affected.stream().mapToLong(shard -> prober.firstAccepted(shard, sentAfter))
            .max().orElse(sentAfter);
    }

    private Long awaitRecovered(Target target, long struck, long lifted, Long accepted)
            throws InterruptedException {
        FailsafeFault fault = target.fault();
        return switch (fault.scope()) {
            case SERVICE -> await(SERVICE, () -> target + ": not seen at work again",
                () -> ear.recovered(target.service(), target.node(), struck) != null)
                ? ear.recovered(target.service(), target.node(), struck) : null;
            case LOCAL -> await(LIFTED, () -> target + ": still unwell: "
                + ear.unwell(target.node(), struck), () -> ear.unwell(target.node(), struck).isEmpty())
                ? Long.valueOf(Math.max(lifted, lastWord(target, struck, lifted))) : null;
            case NODE, OUTSIDE -> accepted;
            case PLANNED -> await(RESTARTED, () -> target + ": not whole", site.member()::isWhole)
                ? Long.valueOf(System.currentTimeMillis()) : null;
        };
    }

    private long lastWord(Target target, long struck, long otherwise) {
        Long last = ear.lastWord(target.node(), struck);
        return last == null ? otherwise : last;
    }

    /** True if it came about in time; else it is noted. */
    boolean await(Duration atMost, Supplier<String> otherwise, BooleanSupplier condition)
            throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                notRecovered.add(otherwise.get() + " within " + atMost.toSeconds() + " s");
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }
}

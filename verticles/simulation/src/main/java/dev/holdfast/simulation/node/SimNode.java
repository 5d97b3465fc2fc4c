package dev.holdfast.simulation.node;

import dev.holdfast.execution.OrderPath;
import dev.holdfast.resilience.partition.ClusterDesk;
import dev.holdfast.resilience.partition.MeshBeat;
import dev.holdfast.simulation.judge.WriteWitness;
import dev.holdfast.simulation.log.LeasePen;
import dev.holdfast.simulation.log.SimTail;
import dev.holdfast.simulation.venue.SimSession;
import dev.holdfast.simulation.venue.VenueLine;
import dev.holdfast.simulation.world.Chance;
import dev.holdfast.simulation.world.Fault;
import dev.holdfast.simulation.world.Scene;
import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.signal.Signal;
import dev.holdfast.wire.lease.LeaseRecord;
import dev.holdfast.wire.lease.LeaseRecord.DutyRecord;
import dev.holdfast.wire.lease.LeaseRecord.NodeHeartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;

/** One machine: its clocks, and the process that runs on it, if one does. */
public final class SimNode {
    private static final long STOP_WAIT = 1_200 * Scene.MILLI;

    private final World world;
    private final int number;
    private final String name;
    private final NodeClock clock;
    private final Chance chance;
    private int starts;
    private SimProcess process;
    private ClusterShell cluster;
    private DutyShell duty;
    private ExecutionShell execution;
    private SimSession session;
    private WriteWitness witness;

    SimNode(World world, int number) {
        this.world = world;
        this.number = number;
        this.name = "node-" + (number + 1);
        this.chance = world.scene().chance(name);
        long skew = world.scene().isOn(Fault.CLOCK_SKEW) ? chance.between(-15_000, 15_000)
            : chance.between(-30, 30);
        this.clock = new NodeClock(world.scene(), Duration.ofMillis(skew), chance.between(-200, 200),
            chance.between(0, 1_000_000) * Scene.MILLI);
    }

    /** Starts a process. Its memory is empty. */
    public void start() {
        if (isUp()) {
            return;
        }
        Scene scene = world.scene();
        starts++;
        SimProcess fresh = new SimProcess(scene, number,
            Long.toHexString(chance.next() | 1L << 63).substring(0, 8));
        process = fresh;
        witness = new WriteWitness(fresh.incarnation());
        LeasePen pen = new LeasePen(scene, world.log(), fresh, chance);
        cluster = new ClusterShell(this, fresh, pen, world.nodes().size(), this::sayToAll);
        duty = new DutyShell(this, fresh, pen);
        session = new SimSession(new VenueLine(scene, fresh, new VenueLine.End(name, clock, world.venue(),
            world.judge(), fresh::freeze)), this::objection);
        execution = new ExecutionShell(this, fresh, cluster, session);
        execution.live();
        session.start(execution);
        readLeases(scene, fresh);
        fresh.after(chance.between(0, 200) * Scene.MILLI,
            () -> fresh.every(ClusterDesk.TICK_MILLIS * Scene.MILLI, this::beat));
        fresh.every(chance.between(40, 140) * Scene.MILLI, execution::tick);
    }

    private void readLeases(Scene scene, SimProcess fresh) {
        DutyShell contest = duty;
        ClusterShell watch = cluster;
        SimTail<LeaseRecord> tail = new SimTail<>(scene, fresh, chance, world.log().leaseTopic(),
            new SimTail.Listener<>() {
                @Override
                public void onRecord(int partition, long offset, LeaseRecord record) {
                    switch (record) {
                        case NodeHeartbeat beat -> watch.onHeartbeatRead(beat);
                        case DutyRecord read -> contest.onRecord(offset, read);
                    }
                    world.compareHolders();
                }

                @Override
                public void onCaughtUp() {
                    contest.onCaughtUp();
                }
            });
        tail.seek(LeaseRecord.HEARTBEATS, world.log().leaseEnd(LeaseRecord.HEARTBEATS));
        tail.start();
    }

    private void beat() {
        cluster.tick();
        duty.tick(cluster.refusalToAct() == null);
        world.compareHolders();
    }

    private void sayToAll(int from, MeshBeat beat) {
        for (SimNode other : world.nodes()) {
            if (other != this) {
                world.mail().sendAtLeast(from, other.number, () -> other.tellCluster((watch, now) ->
                    watch.onMesh(beat)));
            }
        }
    }

    /** Says something to the node's cluster desk, if a process runs to hear it. */
    void tellCluster(BiConsumer<ClusterShell, Long> word) {
        if (isUp()) {
            ClusterShell watch = cluster;
            process.run(() -> word.accept(watch, world.scene().now()));
        }
    }

    private String objection(SendAttempted attempt, Instant venueNow) {
        if (!cluster.leaseIsAhead()) {
            return "its lease ran out";
        }
        if (!attempt.session().equals(session.session())) {
            return "its session is over";
        }
        if (!venueNow.isBefore(attempt.expiresAt())) {
            return "the request has expired";
        }
        return witness.objection(attempt);
    }

    /** The process dies with all its memory. */
    public void crash() {
        if (isUp()) {
            process.die();
            world.venue().disconnect(session);
            execution.onDeath();
        }
    }

    /** Hands over what it owns, ends, and comes back after a while. */
    public void restart(long downNanos) {
        if (!isUp()) {
            return;
        }
        SimProcess ending = process;
        ending.run(execution::release);
        ending.after(STOP_WAIT, () -> {
            execution.stop();
            crash();
            world.scene().queue().after(downNanos, this::start);
        });
    }

    public void freeze(long nanos) {
        if (isUp()) {
            process.freeze(nanos);
        }
    }

    /** Somebody sets the clock on the wall. */
    public void stepClock(Duration by) {
        clock.step(by);
    }

    public void dropSession() {
        if (isUp()) {
            process.run(() -> session.drop("the stream broke"));
        }
    }

    /** Whatever stands still goes on, whatever is down starts. */
    public void heal() {
        if (isUp()) {
            process.thaw();
        } else {
            start();
        }
    }

    /** A command comes in; {@code reply} is called on the node's time line, perhaps never. */
    public void handle(ShardId shard, DeskCommand command, BiConsumer<OrderReply, Throwable> reply) {
        if (isUp()) {
            ExecutionShell path = execution;
            process.run(() -> path.handle(shard, command).onComplete(answer -> {
                if (answer.succeeded()) {
                    world.judge().onReply(command, answer.result());
                }
                reply.accept(answer.result(), answer.cause());
            }));
        }
    }

    /** A signal comes by the bus. */
    public void signal(Signal signal) {
        if (isUp()) {
            ExecutionShell path = execution;
            process.run(() -> path.onSignal(signal));
        }
    }

    public boolean isUp() {
        return process != null && !process.isDead();
    }

    boolean isFrozen() {
        return isUp() && process.isFrozen();
    }

    /** A process that stands still does nothing, whatever it believes. */
    boolean holdsDuty() {
        return isUp() && !process.isFrozen() && duty.isHeld();
    }

    /** The order path of the process that runs. */
    public OrderPath path() {
        return execution.path();
    }

    public String name() {
        return name;
    }

    public int number() {
        return number;
    }

    World world() {
        return world;
    }

    NodeClock clock() {
        return clock;
    }

    WriteWitness witness() {
        return witness;
    }

    Chance chance(String purpose) {
        return world.scene().chance(purpose + " " + name + " " + starts);
    }
}

package dev.holdfast.simulation.node;

import dev.holdfast.execution.OrderPath;
import dev.holdfast.execution.shard.Shard;
import dev.holdfast.execution.shard.ShardJournal;
import dev.holdfast.execution.shard.ShardStart;
import dev.holdfast.resilience.recovery.Backoff;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.journal.JournalWriter;
import dev.holdfast.runtime.venue.SessionListener;
import dev.holdfast.simulation.log.SimLog;
import dev.holdfast.simulation.log.SimPen;
import dev.holdfast.simulation.log.SimTail;
import dev.holdfast.simulation.venue.SimSession;
import dev.holdfast.simulation.world.Chance;
import dev.holdfast.simulation.world.Scene;
import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.signal.Signal;
import dev.holdfast.wire.checkpoint.ShardSnapshot;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.journal.LogIdentity;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The shell of the order path in one simulated process: what the execution verticle is in a real one. */
final class ExecutionShell implements SessionListener {
    private static final Backoff AGAIN = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));
    private static final long ASK = Scene.SECOND;
    private static final long LEAST_PACE = Scene.SECOND;
    private static final long MOST_PACE = 6 * Scene.SECOND;

    private final SimNode node;
    private final SimProcess process;
    private final ClusterShell cluster;
    private final SimSession session;
    private final Chance chance;
    private final List<SimPen> pens = new ArrayList<>();
    private OrderPath path;
    private Life life;
    private int lives;
    private boolean stopping;

    ExecutionShell(SimNode node, SimProcess process, ClusterShell cluster, SimSession session) {
        this.node = node;
        this.process = process;
        this.cluster = cluster;
        this.session = session;
        this.chance = node.chance("execution");
    }

    /** The one path: a checkpoint if there is one, the journal behind it, then the claims. */
    void live() {
        NodeIdentity me = new NodeIdentity(node.name(), process.incarnation() + "." + ++lives, node.clock());
        World world = node.world();
        Map<Integer, ShardSnapshot> snapshots = world.store().find(chance);
        life = new Life();
        life.beginBehind(snapshots);
        Map<Integer, ShardStart> starts = new HashMap<>();
        snapshots.forEach((shard, snapshot) -> starts.put(shard, new ShardStart(snapshot,
            DeskState.restore(world.rules().instruments(), snapshot.desk()), null)));
        path = new OrderPath(world.rules(), world.market(), new OrderPath.Ports(me, cluster, life,
            node.clock()::nanoTime, chance::fraction, session, world.house(), world::tell), starts);
        life.journalTail.start();
        Life mine = life;
        process.after(chance.between(LEAST_PACE, MOST_PACE), () -> keep(mine));
    }

    /** Takes a checkpoint now and then, whatever the node's standing: what is committed is never wrong. */
    private void keep(Life mine) {
        if (mine.over) {
            return;
        }
        if (mine.live && !path.keeper().isBroken()) {
            node.world().store().keep(path.keeper().shards().stream().map(Shard::snapshot).toList());
        }
        process.after(chance.between(LEAST_PACE, MOST_PACE), () -> keep(mine));
    }

    void tick() {
        path.tick();
    }

    /** A signal off the bus. */
    void onSignal(Signal signal) {
        path.onSignal(signal);
    }

    Future<OrderReply> handle(ShardId shard, DeskCommand command) {
        return path.handle(shard, command);
    }

    OrderPath path() {
        return path;
    }

    /** True once the journal of this life was read to where it ended at its beginning. */
    boolean isReading() {
        return !life.live;
    }

    void release() {
        stopping = true;
        path.keeper().release("the node stops");
    }

    void stop() {
        stopping = true;
        life.end("the node stops");
    }

    /** The process died: what its producers had on the wire lands or does not. */
    void onDeath() {
        pens.forEach(SimPen::giveUp);
        life.stopTails();
    }

    private void liveAgain(String why) {
        if (stopping) {
            return;
        }
        life.end(why);
        node.world().judge().broken(node.name() + " had to read the journal anew: " + why);
        Duration wait = AGAIN.delay(lives, chance.fraction());
        process.after(wait.toNanos(), this::live);
    }

    @Override
    public void onReport(ExecutionReport report) {
        path.onReport(report);
    }

    @Override
    public void onSessionUp(String name) {
        path.onSessionUp(name);
    }

    @Override
    public void onSessionDown(String why) {
        path.onSessionDown(why);
    }

    /** One reading of the journal, with its pens. */
    private final class Life implements ShardJournal, SimTail.Listener<JournalRecord> {
        private final SimLog log = node.world().log();
        private final SimTail<JournalRecord> journalTail;
        private SimTail<Signal> signalTail;
        private boolean over;
        private boolean live;

        Life() {
            journalTail = new SimTail<>(node.world().scene(), process, chance, log.journalTopic(), this);
        }

        /** The witness knows nothing of snapshots: it is told every record before them. */
        void beginBehind(Map<Integer, ShardSnapshot> snapshots) {
            node.witness().begin();
            snapshots.forEach((shard, snapshot) -> {
                journalTail.seek(shard, (int) snapshot.nextOffset());
                for (int offset = 0; offset < snapshot.nextOffset(); offset++) {
                    node.witness().onRead(shard, offset, log.journal(shard).get(offset));
                }
            });
        }

        @Override
        public void onRecord(int partition, long offset, JournalRecord record) {
            if (over) {
                return;
            }
            node.witness().onRead(partition, offset, record);
            path.onRecord(partition, offset, record);
            if (path.keeper().isBroken()) {
                liveAgain(path.keeper().trouble());
            }
        }

        @Override
        public void onCaughtUp() {
            live = true;
            readSignals();
            path.onCaughtUp();
        }

        private void readSignals() {
            OrderPath reader = path;
            signalTail = new SimTail<>(node.world().scene(), process, chance, log.signalTopic(),
                new SimTail.Listener<>() {
                    @Override
                    public void onRecord(int partition, long offset, Signal signal) {
                        reader.onSignalRecord(partition, offset, signal);
                    }

                    @Override
                    public void onCaughtUp() {
                        // The newest signals come as they are published.
                    }
                });
            signalTail.seek(0, path.signalsFrom().getOrDefault(0, 0L).intValue());
            signalTail.start();
        }

        private void end(String why) {
            over = true;
            stopTails();
            path.keeper().abandon(why);
        }

        private void stopTails() {
            journalTail.stop();
            if (signalTail != null) {
                signalTail.stop();
            }
        }

        @Override
        public JournalWriter open(NodeIdentity writer) {
            SimPen pen = new SimPen(node.world().scene(), log, process, chance);
            pens.add(pen);
            return pen;
        }

        @Override
        public Future<Map<Integer, Long>> endOffsets() {
            Promise<Map<Integer, Long>> answer = Promise.promise();
            node.world().scene().queue().after(chance.between(200, 2_000) * 1_000, () -> {
                if (!node.world().scene().links().canReadLog(process.node())) {
                    process.after(ASK, () -> answer.tryFail("no broker answers"));
                    return;
                }
                Map<Integer, Long> ends = new HashMap<>();
                for (int shard = 0; shard < ShardId.COUNT; shard++) {
                    ends.put(shard, (long) log.journal(shard).size());
                }
                process.after(chance.between(200, 2_000) * 1_000, () -> answer.tryComplete(ends));
            });
            return answer.future();
        }

        @Override
        public LogIdentity identity() {
            return log.identity();
        }
    }
}

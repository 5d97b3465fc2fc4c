package dev.holdfast.simulation.log;

import dev.holdfast.runtime.journal.JournalWriter;
import dev.holdfast.simulation.world.Chance;
import dev.holdfast.simulation.world.Fault;
import dev.holdfast.simulation.world.Scene;
import dev.holdfast.simulation.world.Steps;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.journal.JournalRecord;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * A producer on its way to the broker: in order within a partition, retried while the broker is out of reach,
 * failed after the delivery timeout. What of it was on the wire when it was given up, or when its process
 * died, lands or does not, each record by chance.
 */
public final class SimPen implements JournalWriter {
    private static final long TIMEOUT = 10 * Scene.SECOND;
    private static final long RETRY = 40 * Scene.MILLI;

    private final Scene scene;
    private final SimLog log;
    private final Steps process;
    private final Chance chance;
    private final Map<Integer, ArrayDeque<Entry>> waiting = new HashMap<>();
    private boolean abandoned;

    private static final class Entry {
        private final JournalRecord record;
        private final Promise<Void> appended = Promise.promise();
        private final long readyAt;
        private final long deadline;
        private final boolean acknowledged;
        private boolean dropped;

        Entry(JournalRecord record, long readyAt, long deadline, boolean acknowledged) {
            this.record = record;
            this.readyAt = readyAt;
            this.deadline = deadline;
            this.acknowledged = acknowledged;
        }
    }

    public SimPen(Scene scene, SimLog log, Steps process, Chance chance) {
        this.scene = scene;
        this.log = log;
        this.process = process;
        this.chance = chance;
    }

    @Override
    public Future<Void> append(ShardId shard, String key, JournalRecord record) {
        if (abandoned) {
            return Future.failedFuture("the journal was abandoned");
        }
        Promise<Void> refused = Promise.promise();
        if (scene.strikes(Fault.APPEND_FAILS, chance, 1)) {
            process.after(5 * Scene.MILLI, () -> refused.tryFail("the broker refused"));
            return refused.future();
        }
        if (scene.strikes(Fault.APPEND_LOST, chance, 1)) {
            process.after(chance.between(500, 10_000) * Scene.MILLI, () -> refused.tryFail("timed out"));
            return refused.future();
        }
        long way = chance.between(300, 3_000) * 1_000;
        if (scene.strikes(Fault.SLOW_APPEND, chance, 1)) {
            way += chance.between(100, 3_000) * Scene.MILLI;
        }
        Entry entry = new Entry(record, scene.now() + way, scene.now() + TIMEOUT,
            !scene.strikes(Fault.ACK_LOST, chance, 1));
        ArrayDeque<Entry> queue = waiting.computeIfAbsent(shard.number(), first -> new ArrayDeque<>());
        queue.add(entry);
        if (queue.size() == 1) {
            scene.queue().at(entry.readyAt, () -> pump(shard.number()));
        }
        return entry.appended.future();
    }

    @Override
    public void abandon() {
        abandoned = true;
        giveUp();
    }

    /** The process that held it died. */
    public void giveUp() {
        waiting.forEach((shard, queue) -> queue.forEach(entry -> entry.dropped = chance.percent(50)));
    }

    private void pump(int shard) {
        ArrayDeque<Entry> queue = waiting.get(shard);
        Entry head = queue.peek();
        boolean reachable = scene.links().canWriteLog(process.node());
        if (!head.dropped && !reachable && scene.now() < head.deadline && !isGone()) {
            scene.queue().after(RETRY, () -> pump(shard));
            return;
        }
        queue.poll();
        if (!head.dropped && reachable) {
            log.land(shard, head.record);
        }
        answer(head, reachable && head.acknowledged);
        if (!queue.isEmpty()) {
            scene.queue().at(Math.max(queue.peek().readyAt, scene.now() + 1_000), () -> pump(shard));
        }
    }

    private boolean isGone() {
        return abandoned || process.isDead();
    }

    private void answer(Entry entry, boolean landed) {
        if (isGone()) {
            return;
        }
        if (landed) {
            process.after(chance.between(200, 1_000) * 1_000, () -> entry.appended.tryComplete());
        } else {
            process.after(Math.max(0, entry.deadline - scene.now()),
                () -> entry.appended.tryFail("not acknowledged within the delivery timeout"));
        }
    }
}

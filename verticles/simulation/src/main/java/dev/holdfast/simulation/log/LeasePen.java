package dev.holdfast.simulation.log;

import dev.holdfast.simulation.world.Chance;
import dev.holdfast.simulation.world.Fault;
import dev.holdfast.simulation.world.Scene;
import dev.holdfast.simulation.world.Steps;
import dev.holdfast.wire.lease.LeaseRecord;

/** Writes to the lease log: what cannot be delivered within a second is dropped, and nothing is repeated. */
public final class LeasePen {
    private static final long DELIVERY = Scene.SECOND;
    private static final long RETRY = 100 * Scene.MILLI;

    private final Scene scene;
    private final SimLog log;
    private final Steps process;
    private final Chance chance;
    private long freeAt;

    public LeasePen(Scene scene, SimLog log, Steps process, Chance chance) {
        this.scene = scene;
        this.log = log;
        this.process = process;
        this.chance = chance;
    }

    /**
     * Sends it.
     *
     * @param acknowledged done when the broker says that it has it, which proves nothing
     */
    public void send(int partition, LeaseRecord record, Runnable acknowledged) {
        if (scene.strikes(Fault.LEASE_LOSS, chance, 10)) {
            return;
        }
        long way = chance.between(300, 3_000) * 1_000;
        if (scene.strikes(Fault.SLOW_APPEND, chance, 3)) {
            way += chance.between(50, 900) * Scene.MILLI;
        }
        freeAt = Math.max(freeAt + 1, scene.now() + way);
        long deadline = scene.now() + DELIVERY;
        scene.queue().at(freeAt, () -> land(partition, record, deadline, acknowledged));
    }

    private void land(int partition, LeaseRecord record, long deadline, Runnable acknowledged) {
        if (!scene.links().canWriteLog(process.node())) {
            if (scene.now() + RETRY < deadline && !process.isDead()) {
                scene.queue().after(RETRY, () -> land(partition, record, deadline, acknowledged));
            }
            return;
        }
        log.landLease(partition, record);
        process.after(500_000, acknowledged);
        if (scene.strikes(Fault.LEASE_LOSS, chance, 2)) {
            scene.queue().after(chance.between(1, 50) * Scene.MILLI, () -> log.landLease(partition, record));
        }
    }
}

package dev.holdfast.simulation.node;

import dev.holdfast.simulation.world.Chance;
import dev.holdfast.simulation.world.Fault;
import dev.holdfast.simulation.world.Scene;

/** Messages between nodes, and between clients and nodes: lost, late, doubled and out of order. */
public final class Mail {
    private static final int LOSS_PERCENT = 3;
    private static final int DELAY_PERCENT = 5;

    private final Scene scene;
    private final Chance chance;

    public Mail(Scene scene) {
        this.scene = scene;
        this.chance = scene.chance("mail");
    }

    /** From one node to another; what a cut link swallows is gone. */
    void send(int from, int to, Runnable arrives) {
        if (scene.links().isOpen(from, to)) {
            send(arrives);
        }
    }

    /** To or from a client. */
    public void send(Runnable arrives) {
        if (scene.strikes(Fault.MESSAGE_LOSS, chance, LOSS_PERCENT)) {
            return;
        }
        scene.queue().after(way(), arrives);
    }

    /** The same, where a message may come twice. */
    void sendAtLeast(int from, int to, Runnable arrives) {
        send(from, to, arrives);
        if (scene.strikes(Fault.MESSAGE_DUPLICATE, chance, DELAY_PERCENT)) {
            send(from, to, arrives);
        }
    }

    private long way() {
        long way = chance.between(200, 2_000) * 1_000;
        return scene.strikes(Fault.MESSAGE_DELAY, chance, DELAY_PERCENT)
            ? way + chance.between(10, 1_500) * Scene.MILLI : way;
    }
}

package dev.holdfast.simulation.node;

import dev.holdfast.simulation.world.Scene;
import dev.holdfast.simulation.world.Steps;
import java.util.ArrayDeque;

/** One start of a node's process, until it dies. While it is frozen its steps wait and its clocks go on. */
final class SimProcess implements Steps {
    private final Scene scene;
    private final int node;
    private final String incarnation;
    private final ArrayDeque<Runnable> held = new ArrayDeque<>();
    private long frozenUntil;
    private boolean dead;

    SimProcess(Scene scene, int node, String incarnation) {
        this.scene = scene;
        this.node = node;
        this.incarnation = incarnation;
    }

    @Override
    public void after(long nanos, Runnable step) {
        scene.queue().after(nanos, () -> run(step));
    }

    /** Does it now if the process lives, or when it thaws. */
    void run(Runnable step) {
        if (dead) {
            return;
        }
        if (isFrozen() || !held.isEmpty()) {
            held.add(step);
        } else {
            step.run();
        }
    }

    /** Again and again while it lives. */
    void every(long nanos, Runnable step) {
        after(nanos, () -> {
            step.run();
            every(nanos, step);
        });
    }

    void freeze(long nanos) {
        frozenUntil = Math.max(frozenUntil, scene.now() + nanos);
        scene.queue().at(frozenUntil, this::goOn);
    }

    void thaw() {
        frozenUntil = scene.now();
        goOn();
    }

    /** What waited happens at once and in its order, until the process stands still again. */
    private void goOn() {
        while (!dead && !isFrozen() && !held.isEmpty()) {
            held.peek().run();
            held.poll();
        }
    }

    boolean isFrozen() {
        return frozenUntil > scene.now();
    }

    void die() {
        dead = true;
    }

    @Override
    public boolean isDead() {
        return dead;
    }

    @Override
    public int node() {
        return node;
    }

    String incarnation() {
        return incarnation;
    }
}

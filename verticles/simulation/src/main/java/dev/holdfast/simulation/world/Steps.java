package dev.holdfast.simulation.world;

/**
 * One process's own time line: its steps wait while it stands still and are gone once it died. All that a
 * node does goes through one of these.
 */
public interface Steps {
    /** Does it after the time, if the process still lives then, and not before it thaws. */
    void after(long nanos, Runnable step);

    /** Number of its node. */
    int node();

    boolean isDead();
}

package dev.holdfast.runtime.cluster;

/** One node's standing in the contest for a duty. Safe from any thread; never blocks. */
public interface Duty {
    /** True while this node may do it. */
    boolean isHeld();

    /** Who held it last, for people; null if nobody did or it was given up. */
    String holder();

    /** Leaves the contest, so that another may take over at once. Stop doing it first; nothing is told. */
    void giveUp();
}

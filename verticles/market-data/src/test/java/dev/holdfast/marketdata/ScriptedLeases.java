package dev.holdfast.marketdata;

import dev.holdfast.resilience.lease.DutyDesk;
import dev.holdfast.runtime.cluster.Duty;
import dev.holdfast.runtime.cluster.LeaseHolder;
import dev.holdfast.runtime.cluster.Leases;
import io.vertx.core.Context;

/** A contest whose outcome is the test's. */
final class ScriptedLeases implements Leases, Duty {
    private volatile boolean held;
    private volatile boolean givenUp;
    private Context context;
    private LeaseHolder listener;

    @Override
    public Duty contend(DutyDesk.Terms terms, Context on, LeaseHolder holder) {
        context = on;
        listener = holder;
        return this;
    }

    void hold() {
        held = true;
        context.runOnContext(now -> listener.onHeld(1));
    }

    /** As after a pause: the right is gone, and the holder has not been told. */
    void expire() {
        held = false;
    }

    void lose() {
        held = false;
        context.runOnContext(now -> listener.onLost());
    }

    boolean isGivenUp() {
        return givenUp;
    }

    @Override
    public boolean isHeld() {
        return held;
    }

    @Override
    public String holder() {
        return held ? "n1" : "n2";
    }

    @Override
    public void giveUp() {
        givenUp = true;
    }
}

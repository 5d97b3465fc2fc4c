package dev.holdfast.simulation.node;

import dev.holdfast.simulation.world.Scene;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A machine's two clocks: the one on the wall, which is off, and the monotonic one, which drifts. */
public final class NodeClock extends Clock {
    private final Scene scene;
    private final long driftPerMillion;
    private final long nanoOrigin;
    private Duration skew;

    NodeClock(Scene scene, Duration skew, long driftPerMillion, long nanoOrigin) {
        this.scene = scene;
        this.skew = skew;
        this.driftPerMillion = driftPerMillion;
        this.nanoOrigin = nanoOrigin;
    }

    /** Somebody set it. */
    void step(Duration by) {
        skew = skew.plus(by);
    }

    @Override
    public Instant instant() {
        return scene.trueTime().plus(skew);
    }

    long nanoTime() {
        long now = scene.now();
        return nanoOrigin + now + now / 1_000_000 * driftPerMillion;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("instants only");
    }
}

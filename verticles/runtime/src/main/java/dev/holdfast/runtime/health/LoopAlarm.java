package dev.holdfast.runtime.health;

import dev.holdfast.resilience.health.CheckLevel;
import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.health.LoopWatch.Blocked;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeEvent.HealthChanged;
import io.vertx.core.Context;

/**
 * Tells everybody that the services on an event loop that does not turn are UNHEALTHY: they themselves
 * cannot. That they are well again is seen from their own words.
 */
public final class LoopAlarm {
    private final Bus bus;
    private final NodeIdentity me;
    private final LoopWatch loops;

    private LoopAlarm(Bus bus, NodeIdentity me, LoopWatch loops) {
        this.bus = bus;
        this.me = me;
        this.loops = loops;
    }

    public static void on(LoopWatch loops, Bus bus, NodeIdentity me) {
        loops.onBlocked(new LoopAlarm(bus, me, loops)::onBlocked);
    }

    /** Said on a loop that turns. If none does, the silence of the whole process says it. */
    private void onBlocked(Blocked blocked) {
        Context speaking = loops.turning();
        if (speaking != null) {
            speaking.runOnContext(now -> blocked.services().forEach(service ->
                bus.publish(Addresses.FAILSAFE, new HealthChanged(service, me.name(), CheckLevel.SHALLOW,
                    HealthStatus.HEALTHY, HealthStatus.UNHEALTHY, "its event loop does not turn for "
                    + blocked.forTime().toMillis() + " ms: " + blocked.where(), me.clock().instant()))));
        }
    }
}

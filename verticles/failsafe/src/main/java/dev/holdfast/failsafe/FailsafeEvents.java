package dev.holdfast.failsafe;

import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeEvent;

/** Where the parts say what they saw and did. Everybody hears it, this node's own parts too. */
public final class FailsafeEvents {
    private final Bus bus;

    public FailsafeEvents(Bus bus) {
        this.bus = bus;
    }

    public void tell(FailsafeEvent event) {
        bus.publish(Addresses.FAILSAFE, event);
    }
}

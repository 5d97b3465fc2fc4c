package dev.holdfast.failsafe;

import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import java.util.function.Consumer;

/** Where the parts say what they saw and did. Everybody hears it, this node's own parts too. */
public final class FailsafeEvents {
    private final Bus bus;
    private Consumer<FailsafeEvent> told = event -> { };

    public FailsafeEvents(Bus bus) {
        this.bus = bus;
    }

    /** One who hears only what is told here, before it goes out. */
    public void onTold(Consumer<FailsafeEvent> listener) {
        told = listener;
    }

    public void tell(FailsafeEvent event) {
        told.accept(event);
        bus.publish(Addresses.FAILSAFE, event);
    }
}

package dev.holdfast.execution.checkpoint;

import dev.holdfast.resilience.recovery.RecoveryAction;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import java.time.Instant;

/** Tells of corrupt state that was moved aside, and of what stands for it: nobody needs to do anything. */
public final class QuarantineTeller {
    private final NodeKit kit;
    private int told;

    public QuarantineTeller(NodeKit kit) {
        this.kit = kit;
    }

    /**
     * The order path began all the same: the recovery began and ended with that.
     *
     * @param what  was moved aside, and why
     * @param stead what it began from instead
     */
    public void tell(String what, String stead) {
        Instant now = kit.identity().clock().instant();
        String node = kit.identity().name();
        String recovery = "quarantine-" + kit.identity().incarnation() + "-" + ++told;
        kit.bus().publish(Addresses.FAILSAFE, new FailsafeEvent.RecoveryStarted(recovery, "execution", node,
            RecoveryAction.QUARANTINE_STATE, 1, what, now, now));
        kit.bus().publish(Addresses.FAILSAFE, new FailsafeEvent.RecoveryEnded(recovery, "execution", node,
            RecoveryAction.QUARANTINE_STATE, true, 0, "moved aside; " + stead, now));
    }
}

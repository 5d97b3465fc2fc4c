package dev.holdfast.resilience.alert;

import java.time.Instant;
import java.util.Collection;

/** When something comes back so often that healing by itself is no excuse any more. */
final class FlapRule {
    private FlapRule() {
    }

    /** True if an incident of the cause that opens now is the {@code times}-th of its kind in the window. */
    static boolean isFlapping(CauseKey cause, Collection<Incident> ended, AlertRules.Flap flap, Instant now) {
        Instant from = now.minus(flap.within());
        long before = ended.stream().filter(one -> one.cause().equals(cause) && one.mergedInto() == null
            && !one.times().detectedAt().isBefore(from)).count();
        return before + 1 >= flap.times();
    }
}

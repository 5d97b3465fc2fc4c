package dev.holdfast.wire.message;

import dev.holdfast.wire.failsafe.FailsafeView;
import java.util.List;

/** Every breaker of a node, by name. */
public record BreakerStates(String node, List<FailsafeView.Breaker> breakers) {
}

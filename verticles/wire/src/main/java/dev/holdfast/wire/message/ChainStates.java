package dev.holdfast.wire.message;

import dev.holdfast.wire.failsafe.FailsafeView;
import java.util.List;

/** Every fallback chain of a node, by name. */
public record ChainStates(String node, List<FailsafeView.Chain> chains) {
}

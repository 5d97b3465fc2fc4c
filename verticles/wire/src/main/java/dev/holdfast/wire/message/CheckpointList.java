package dev.holdfast.wire.message;

import dev.holdfast.wire.failsafe.FailsafeView;
import java.util.List;

/** The checkpoints in the stores of the node that answers, the newest first. */
public record CheckpointList(List<FailsafeView.Checkpoint> items) {
    public CheckpointList {
        items = List.copyOf(items);
    }
}

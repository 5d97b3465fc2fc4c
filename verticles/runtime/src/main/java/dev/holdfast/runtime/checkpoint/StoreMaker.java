package dev.holdfast.runtime.checkpoint;

import dev.holdfast.runtime.config.CheckpointConfig;

/** Opens a store away from this machine; found by {@link java.util.ServiceLoader}, as it is optional. */
public interface StoreMaker {
    /** Opens it; connects to nothing yet. */
    CheckpointStore open(CheckpointConfig.S3 bucket);
}

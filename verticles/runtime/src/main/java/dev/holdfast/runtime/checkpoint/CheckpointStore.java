package dev.holdfast.runtime.checkpoint;

import dev.holdfast.resilience.checkpoint.CheckpointName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;

/**
 * Keeps checkpoints. All methods block, each for a bounded time; none may be called on an event loop. What it
 * keeps is believed only after it was verified ({@link CheckpointFile#verify}).
 */
public interface CheckpointStore {
    /** Which one it is, for people, such as {@code folder var/node/checkpoints}. */
    String name();

    /** True if other nodes write there too: then only the holder of the duty does. */
    boolean isShared();

    /** What it keeps, with the sizes in bytes; the oldest first. */
    SortedMap<CheckpointName, Long> list() throws IOException;

    /** Keeps a copy of the file. Under the name it is there whole, or not at all, whatever happens. */
    void write(CheckpointName name, Path file) throws IOException;

    /**
     * Brings a checkpoint to a file.
     *
     * @param scratch a folder where the file may be put; a store that has it in a file answers with that
     */
    Path read(CheckpointName name, Path scratch) throws IOException;

    /** Moves it aside, where nobody takes it for a checkpoint and a person can look at it. */
    void quarantine(CheckpointName name) throws IOException;

    /** Removes it for good. */
    void remove(CheckpointName name) throws IOException;
}

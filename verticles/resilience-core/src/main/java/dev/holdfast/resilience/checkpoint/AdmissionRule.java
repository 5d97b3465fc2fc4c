package dev.holdfast.resilience.checkpoint;

import dev.holdfast.resilience.checkpoint.CheckpointManifest.Part;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether a shard may begin from a snapshot, given the log as it is now (ownership rules 23 and 24). A fold
 * that has read what the log does not hold is wrong, however well its bytes are kept.
 */
public final class AdmissionRule {
    private AdmissionRule() {
    }

    /**
     * The log as it is now.
     *
     * @param bounds of every partition
     */
    public record Log(String topicId, Map<Integer, Bounds> bounds) {
        public Log {
            bounds = Map.copyOf(bounds);
        }
    }

    /** A partition from its first record to the offset that the next record will have. */
    public record Bounds(long begin, long end) {
    }

    /** How a shard begins. */
    public sealed interface Start {
        /** From the snapshot, and behind it the log. */
        record FromSnapshot() implements Start {
        }

        /** From the log's beginning: there is no snapshot of it, and the log is whole. */
        record FromBeginning() implements Start {
        }

        /** From the log's beginning and HALTED: records are gone that were once read. */
        record Halted(String why) implements Start {
        }

        /** Not at all: the log's head is gone, and nothing that is kept reaches beyond it. */
        record Impossible(String why) implements Start {
        }
    }

    /**
     * How every shard begins.
     *
     * @param manifest of the newest verified checkpoint; null if there is none
     * @param read     how far this process has read each shard in an earlier life
     */
    public static Map<Integer, Start> starts(CheckpointManifest manifest, Log log, Map<Integer, Long> read) {
        Map<Integer, Start> starts = new TreeMap<>();
        log.bounds().forEach((shard, bounds) -> {
            Part part = manifest == null ? null : manifest.parts().stream()
                .filter(each -> each.shard() != null && each.shard().equals(shard)).findFirst().orElse(null);
            boolean other = part != null && (!manifest.topicId().equals(log.topicId())
                || manifest.partitions() != log.bounds().size());
            long known = Math.max(read.getOrDefault(shard, 0L), part == null ? 0 : part.nextOffset());
            starts.put(shard, start(other, part, known, bounds));
        });
        return starts;
    }

    private static Start start(boolean otherLog, Part part, long known, Bounds bounds) {
        String lost = null;
        if (otherLog && part.nextOffset() > 0) {
            lost = "the journal is not the one that was read up to offset " + part.nextOffset();
        } else if (known > bounds.end()) {
            lost = "the journal ends at offset " + bounds.end() + " and was once read up to " + known;
        }
        boolean usable = part != null && !otherLog && part.nextOffset() <= bounds.end()
            && part.nextOffset() >= bounds.begin();
        if (usable && lost == null) {
            return new Start.FromSnapshot();
        }
        if (bounds.begin() > 0) {
            return new Start.Impossible("the journal begins at offset " + bounds.begin()
                + " and no snapshot that fits it reaches that far" + (lost == null ? "" : "; " + lost));
        }
        return lost == null ? new Start.FromBeginning() : new Start.Halted(lost);
    }
}

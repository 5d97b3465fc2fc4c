package dev.holdfast.resilience.checkpoint;

import java.time.Instant;
import java.util.List;

/**
 * What is in a checkpoint (ownership rule 24): where each part stood in the log, and the hashes by which a
 * reader knows that it has exactly that.
 *
 * @param checkpoint its name
 * @param node       who took it
 * @param topicId    the log that the offsets belong to
 * @param partitions how many the log had
 * @param foldVersion of the code that folded it: another code may fold the same journal to another state
 * @param parts      by name
 * @param missing    what could not be captured, nor was there an older capture of it: why, in words
 */
public record CheckpointManifest(String checkpoint, Instant takenAt, String node, String topicId,
                                 int partitions, int foldVersion, List<Part> parts,
                                 List<String> missing) {

    /**
     * One service's snapshot, or one shard's of it.
     *
     * @param shard      the partition it is a fold of; null if it folds more than one
     * @param nextOffset first offset that is not in it; null if it folds more than one partition
     * @param stateHash  of the state that it restores; null if it has none beside {@code sha256}
     * @param bytes      length of its JSON
     * @param sha256     of its JSON
     * @param asOf       time of the last event in it
     * @param capturedAt when it was captured
     * @param cached     null, or why this capture is taken over from an older checkpoint
     */
    public record Part(String part, Integer shard, Long nextOffset, String stateHash, long bytes,
                       String sha256, Instant asOf, Instant capturedAt, String cached) {
        /** The same part, taken over from the checkpoint before because it could not be captured anew. */
        public Part takenOver(String why) {
            return new Part(part, shard, nextOffset, stateHash, bytes, sha256, asOf, capturedAt,
                cached == null ? why : cached);
        }
    }

    public CheckpointManifest {
        parts = List.copyOf(parts);
        missing = List.copyOf(missing);
    }

    /** The part of that name; null if there is none. */
    public Part part(String name) {
        return parts.stream().filter(part -> part.part().equals(name)).findFirst().orElse(null);
    }
}

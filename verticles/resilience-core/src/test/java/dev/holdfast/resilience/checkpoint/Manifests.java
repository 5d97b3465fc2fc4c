package dev.holdfast.resilience.checkpoint;

import dev.holdfast.resilience.checkpoint.CheckpointManifest.Part;
import java.time.Instant;
import java.util.List;

/** Manifests for tests. */
final class Manifests {
    static final Instant TAKEN = Instant.parse("2024-08-08T10:00:00Z");
    static final CheckpointName NAME = new CheckpointName(TAKEN);

    private Manifests() {
    }

    static CheckpointManifest of(Part... parts) {
        return new CheckpointManifest(NAME.text(), TAKEN, "node-1", "topic", 2, 1, List.of(parts), List.of());
    }

    static Part shard(int shard, long nextOffset) {
        return new Part("execution-" + shard, shard, nextOffset, "state" + shard, 10, "sha" + shard,
            TAKEN.minusSeconds(1), TAKEN, null);
    }
}

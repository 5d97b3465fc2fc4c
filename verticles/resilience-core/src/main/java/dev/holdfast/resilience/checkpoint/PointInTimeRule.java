package dev.holdfast.resilience.checkpoint;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * From which checkpoint the state at a time is reached soonest: the nearest before it. In a shard's journal
 * time never runs backwards (ownership rule 8), so the state at a time is one prefix of each shard.
 */
public final class PointInTimeRule {
    private PointInTimeRule() {
    }

    /** Those that may serve, the nearest first. What they hold says {@link #fits}. */
    public static List<CheckpointName> candidates(Collection<CheckpointName> all, Instant at) {
        return all.stream().distinct().filter(name -> !name.at().isAfter(at))
            .sorted(Comparator.reverseOrder()).toList();
    }

    /**
     * True if nothing in it is later than {@code at}. A name alone does not say so: the time of an event is
     * by the clock of the node that decided it, which may be ahead of the one that took the checkpoint.
     */
    public static boolean fits(CheckpointManifest manifest, Instant at) {
        return manifest.parts().stream().noneMatch(part -> part.asOf().isAfter(at));
    }
}

package dev.holdfast.runtime.checkpoint;

import dev.holdfast.resilience.checkpoint.AdmissionRule;
import dev.holdfast.resilience.checkpoint.AdmissionRule.Start;
import dev.holdfast.runtime.journal.LogBounds;
import dev.holdfast.runtime.journal.LogCheck;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.checkpoint.ShardSnapshot;
import java.util.Map;
import java.util.TreeMap;

/**
 * From where somebody who only watches the journal may begin: the snapshots of the newest checkpoint, if all
 * of them fit the log; else from its beginning.
 *
 * @param shards by number; empty begins at the journal's beginning
 * @param others JSON of the other services' parts, by name
 */
public record WatcherStart(Map<Integer, ShardSnapshot> shards, Map<String, byte[]> others) {
    /** The journal's beginning. */
    public static final WatcherStart BEGINNING = new WatcherStart(Map.of(), Map.of());

    public WatcherStart {
        shards = Map.copyOf(shards);
        others = Map.copyOf(others);
    }

    /** Looks at stores and broker; blocks. */
    public static WatcherStart find(Checkpoints checkpoints, String bootstrap) throws InterruptedException {
        Checkpoints.Found newest = checkpoints.peek();
        if (newest == null) {
            return BEGINNING;
        }
        AdmissionRule.Log log = LogBounds.of(bootstrap, LogCheck.of(bootstrap).identity());
        Map<Integer, Start> starts =
            AdmissionRule.starts(newest.contents().manifest(), log, Map.of());
        boolean fits = starts.values().stream().allMatch(Start.FromSnapshot.class::isInstance);
        return fits ? new WatcherStart(new TreeMap<>(newest.contents().shards()),
            newest.contents().others()) : BEGINNING;
    }

    /** A service's own part; null if it is not there. */
    public <T> T other(String part, Class<T> type) {
        byte[] json = others.get(part);
        return json == null ? null : Json.read(json, type);
    }
}

package dev.holdfast.simulation.log;

import dev.holdfast.simulation.world.Chance;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.checkpoint.ShardSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where nodes keep checkpoints, and find each other's. Any node writes, one that was deposed or reads late as
 * well, and a start may find an old one only. Snapshots go through the codec, as they do on a disk.
 */
public final class SimStore {
    private static final int MOST = 6;

    private final List<Map<Integer, byte[]>> kept = new ArrayList<>();

    /** Keeps what a node captured. */
    public void keep(List<ShardSnapshot> captured) {
        Map<Integer, byte[]> checkpoint = new TreeMap<>();
        captured.forEach(snapshot -> checkpoint.put(snapshot.shard(), Json.bytes(snapshot)));
        kept.add(checkpoint);
        if (kept.size() > MOST) {
            kept.removeFirst();
        }
    }

    /** What a start begins from: mostly the newest, now and then an older one or none. */
    public Map<Integer, ShardSnapshot> find(Chance chance) {
        if (kept.isEmpty() || chance.between(0, 8) == 0) {
            return Map.of();
        }
        Map<Integer, byte[]> chosen = chance.between(0, 3) == 0 ? chance.pick(kept) : kept.getLast();
        Map<Integer, ShardSnapshot> found = new TreeMap<>();
        chosen.forEach((shard, bytes) -> found.put(shard, Json.read(bytes, ShardSnapshot.class)));
        return found;
    }
}

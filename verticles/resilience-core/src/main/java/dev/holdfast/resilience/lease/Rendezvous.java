package dev.holdfast.resilience.lease;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Rendezvous hashing (Thaler and Ravishankar, 1998): every node computes the same owner of a shard from the
 * same names, and when a node goes only its own shards move.
 */
public final class Rendezvous {
    private Rendezvous() {
    }

    /** The first in line of the shard; empty if there is no node. */
    public static Optional<String> first(int shard, Collection<String> nodes) {
        String first = null;
        long heaviest = Long.MIN_VALUE;
        for (String node : nodes) {
            long weight = weight(shard, node);
            // Equal weights are as good as impossible; the name decides, so that the order never does.
            if (first == null || weight > heaviest || weight == heaviest && node.compareTo(first) > 0) {
                first = node;
                heaviest = weight;
            }
        }
        return Optional.ofNullable(first);
    }

    private static long weight(int shard, String node) {
        CRC32C crc = new CRC32C();
        crc.update(node.getBytes(StandardCharsets.UTF_8));
        // The finaliser of SplitMix64: a checksum alone orders similar names alike for every shard.
        long mixed = crc.getValue() * 0x9E3779B97F4A7C15L + (shard + 1L) * 0xD1B54A32D192ED03L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}

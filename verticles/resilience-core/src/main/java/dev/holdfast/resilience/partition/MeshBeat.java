package dev.holdfast.resilience.partition;

import java.util.Set;
import java.util.TreeSet;

/**
 * What a node says to each other node directly, five times a second: that it lives, and whom it hears. So a
 * third node's opinion of a silent one is always at hand and never has to be asked for.
 *
 * @param count  grows by one with each of an incarnation
 * @param hears  whom it hears
 * @param misses whom it once heard and hears no more; a node in neither set it never knew
 */
public record MeshBeat(String node, String incarnation, long count, Set<String> hears, Set<String> misses) {
    public MeshBeat {
        hears = new TreeSet<>(hears);
        misses = new TreeSet<>(misses);
    }
}

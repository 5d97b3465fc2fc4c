package dev.holdfast.simulation.run;

import java.util.List;

/**
 * What a seed came to.
 *
 * @param findings empty if all held
 * @param hash     equal for two runs only if the same happened in both
 * @param steps    events of virtual time
 * @param lines    what happened in words; empty unless asked for
 */
public record Outcome(String plan, List<String> findings, long hash, long steps, Counts counts,
                      List<String> lines) {

    /** What a seed did. */
    public record Counts(long virtualMillis, long records, long replies, long venueOrders) {
    }

    public boolean holds() {
        return findings.isEmpty();
    }
}

package dev.holdfast.node.drill.failsafe;

import java.util.Set;

/**
 * What one fault came to.
 *
 * @param detectedAfterMillis  null if nobody said anything
 * @param recoveredAfterMillis null if it did not recover
 * @param actions              what was done about it
 * @param pages                people called
 * @param notices              everything that people were sent: calls, tickets, ends
 * @param selfHealed           incidents that were recorded as over before anybody was told
 * @param symptoms             everything that was noticed to be wrong, repeats included
 * @param acceptedPercent      see {@link Acceptance}; null if nothing was sent during it
 */
public record Outcome(FailsafeFault fault, Long detectedAfterMillis, Long recoveredAfterMillis,
                      Set<String> actions, int pages, int notices, int selfHealed, long symptoms,
                      Double acceptedPercent) {
    public Outcome {
        actions = Set.copyOf(actions);
    }

    /** Somebody was called once, or nobody had to be and that is on record. */
    boolean isToldOnce() {
        return pages == 1 || pages == 0 && selfHealed > 0;
    }
}

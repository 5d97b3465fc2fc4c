package dev.holdfast.resilience.recovery;

import java.time.Duration;

/**
 * The limits of recovery (requirement A3.3).
 *
 * @param backoff      waits between the tries
 * @param verifyWithin a service must be seen at work this soon after it was restarted
 * @param maxRestarts  so many of one service within {@code guardTime}, and no more is tried
 * @param calm         at work for so long without a break, and its failures are forgotten
 */
public record RecoveryTerms(Backoff backoff, Duration verifyWithin, int maxRestarts, Duration guardTime,
                            Duration calm) {
    /**
     * The calm is a little below the guard time divided by the restarts, so that a service that fails again
     * right after each calm still runs into the guard.
     */
    public static final RecoveryTerms STANDARD = new RecoveryTerms(
        new Backoff(Duration.ofSeconds(5), Duration.ofSeconds(300)), Duration.ofSeconds(60), 5,
        Duration.ofMinutes(15), Duration.ofMinutes(2));

    public RecoveryTerms {
        if (maxRestarts < 1) {
            throw new IllegalArgumentException("maxRestarts must be >= 1, was " + maxRestarts);
        }
    }
}

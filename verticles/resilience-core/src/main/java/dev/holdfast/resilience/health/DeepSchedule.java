package dev.holdfast.resilience.health;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * When a service is next asked to prove its job. Every so often; but at once, to tell chance from trouble,
 * after an answer that differs from how it stands, and as soon as it says that it is better: what was found
 * before that need not hold any longer. One owner.
 */
public final class DeepSchedule {
    private final Duration every;
    private final Map<ServiceKey, Turn> turns = new HashMap<>();

    /** What is known of one service: the newest answered question, and its newest word. */
    private static final class Turn {
        private Instant due = Instant.MIN;
        private Instant askedAt = Instant.MIN;
        private Instant betterAt = Instant.MIN;
        private HealthStatus word = HealthStatus.HEALTHY;
    }

    public DeepSchedule(Duration every) {
        this.every = every;
    }

    /** How a service stands by its own word and by whether it answers at all. */
    public void onWord(ServiceKey key, HealthStatus word, Instant now) {
        Turn turn = turn(key);
        if (word.compareTo(turn.word) < 0) {
            turn.betterAt = now;
        }
        turn.word = word;
    }

    /**
     * An answer came.
     *
     * @param differs from how the service stands
     * @param askedAt when the question was put
     */
    public void onAnswer(ServiceKey key, boolean differs, Instant askedAt) {
        Turn turn = turn(key);
        turn.askedAt = askedAt;
        turn.due = differs ? askedAt : askedAt.plus(every);
    }

    public boolean isDue(ServiceKey key, Instant now) {
        Turn turn = turn(key);
        return !now.isBefore(turn.due) || turn.betterAt.isAfter(turn.askedAt);
    }

    /** Forgets all others. */
    public void keepOnly(Set<ServiceKey> known) {
        turns.keySet().retainAll(known);
    }

    private Turn turn(ServiceKey key) {
        return turns.computeIfAbsent(key, absent -> new Turn());
    }
}

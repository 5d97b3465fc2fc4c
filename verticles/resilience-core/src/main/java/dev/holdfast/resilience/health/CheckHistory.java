package dev.holdfast.resilience.health;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The newest {@value #MAX_RESULTS} results of one kind of check (requirement A3.1). One owner. */
public final class CheckHistory {
    /** Over eight minutes of shallow checks, fifty of deep ones. */
    public static final int MAX_RESULTS = 100;

    private final Deque<CheckResult> results = new ArrayDeque<>();

    /** Adds the newest; the oldest goes if there are too many. */
    public void add(CheckResult result) {
        if (results.size() == MAX_RESULTS) {
            results.removeFirst();
        }
        results.addLast(result);
    }

    /** Null before the first. */
    public CheckResult newest() {
        return results.peekLast();
    }

    /** Oldest first. */
    public List<CheckResult> results() {
        return List.copyOf(results);
    }

    /** One letter for each result, oldest first: H, D or U. */
    public String letters() {
        StringBuilder letters = new StringBuilder(results.size());
        results.forEach(result -> letters.append(result.outcome().name().charAt(0)));
        return letters.toString();
    }

    /**
     * The latency that so many percent of the kept results did not exceed, by nearest rank: one that really
     * was measured.
     *
     * @param percent above 0, at most 100
     */
    public Optional<Duration> latency(double percent) {
        if (percent <= 0 || percent > 100) {
            throw new IllegalArgumentException("percent must be in (0, 100], was " + percent);
        }
        List<Duration> sorted = results.stream().map(CheckResult::latency).sorted().toList();
        int rank = (int) Math.ceil(percent * sorted.size() / 100);
        return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(Math.max(1, rank) - 1));
    }
}

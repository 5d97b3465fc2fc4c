package dev.holdfast.resilience.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Whether an objective such as '99.9 % of the answers come in less than 100 ms' is being missed fast enough
 * to tell somebody. What may be missed is a budget; a burn of 1 uses it up exactly in the objective's period.
 * Told is what burns it in a long window and still does in a short one: the long one keeps a spike quiet, the
 * short one ends it soon after it is over. The pairs and factors are those of the field's practice (14.4
 * over 1 h and 5 min, 6 over 6 h and 30 min).
 */
public final class BurnRule {
    /** Fewer answers than this in the short window prove nothing. */
    static final long LEAST = 20;
    private static final Duration SAMPLE = Duration.ofSeconds(15);
    private static final Pair FAST = new Pair(Duration.ofHours(1), Duration.ofMinutes(5), 14.4);
    private static final Pair SLOW = new Pair(Duration.ofHours(6), Duration.ofMinutes(30), 6);

    private final double budget;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private long lastAll;
    private long lastBad;
    private long all;
    private long bad;

    private record Pair(Duration longer, Duration shorter, double factor) {
    }

    private record Sample(Instant at, long all, long bad) {
    }

    /**
     * A rule without history.
     *
     * @param percent what must be good, such as 99.9
     */
    public BurnRule(double percent) {
        if (percent <= 0 || percent >= 100) {
            throw new IllegalArgumentException("percent must be between 0 and 100, was " + percent);
        }
        this.budget = 1 - percent / 100;
    }

    /**
     * Takes counters that only grow; where they shrink, their owner began anew.
     *
     * @return how urgent it is now; null while the objective is kept
     */
    public Severity take(long allSoFar, long badSoFar, Instant now) {
        boolean anew = allSoFar < lastAll || badSoFar < lastBad;
        all += anew ? allSoFar : allSoFar - lastAll;
        bad += anew ? badSoFar : badSoFar - lastBad;
        lastAll = allSoFar;
        lastBad = badSoFar;
        if (samples.isEmpty() || !now.isBefore(samples.getLast().at().plus(SAMPLE))) {
            samples.addLast(new Sample(now, all, bad));
        }
        // One sample older than the longest window stays, as the window's beginning.
        while (samples.size() > 2 && second().at().isBefore(now.minus(SLOW.longer()))) {
            samples.removeFirst();
        }
        return burns(FAST, now) ? Severity.PAGE : burns(SLOW, now) ? Severity.TICKET : null;
    }

    private Sample second() {
        Iterator<Sample> each = samples.iterator();
        each.next();
        return each.next();
    }

    private boolean burns(Pair pair, Instant now) {
        return burn(pair.longer(), now) >= pair.factor() && burn(pair.shorter(), now) >= pair.factor();
    }

    /** How many times as fast as allowed the budget was used in the window; 0 if too little was answered. */
    double burn(Duration window, Instant now) {
        Sample from = samples.getFirst();
        for (Sample sample : samples) {
            if (sample.at().isAfter(now.minus(window))) {
                break;
            }
            from = sample;
        }
        long answered = all - from.all();
        return answered < LEAST ? 0 : (double) (bad - from.bad()) / answered / budget;
    }
}

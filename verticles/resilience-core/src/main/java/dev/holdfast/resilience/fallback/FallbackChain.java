package dev.holdfast.resilience.fallback;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which of several ways of doing one thing serves (requirement A3.4). A tier that serves and is unfit for
 * too long is left for the best one that is fit. While a lower tier serves, the better ones are probed, and
 * one of them serves again once enough probes in a row were good for long enough. The last tier is the last
 * resort: always there, and better than nothing only. So nothing is waited for while it serves: the first
 * good probe of any other tier ends it.
 *
 * <p>Against flapping: a tier that fails soon after it was returned to has to be calm for twice as long the
 * next time, at most {@value #MAX_TIMES} times as long. Not for several threads at once.
 */
public final class FallbackChain {
    /** Sixteen times half a minute are eight: a tier that is well for so long is not flapping. */
    static final int MAX_TIMES = 16;

    private final List<String> tiers;
    private final FallbackTerms terms;
    private final Trial[] trials;
    private int serving;
    private String why = "it begins";
    private Instant since;
    private Instant unfitSince;
    private Instant probeAt;
    private Instant returnedAt;
    private int times = 1;

    /** The good probes in a row of a tier that does not serve. */
    private static final class Trial {
        private int good;
        private Instant since;

        void note(boolean fit, boolean probed, Instant now) {
            if (!fit) {
                good = 0;
            } else if (probed) {
                since = good == 0 ? now : since;
                good++;
            }
        }
    }

    /**
     * Begins on the first tier, whatever may be seen of it.
     *
     * @param tiers names, best first; at least two
     */
    public FallbackChain(List<String> tiers, FallbackTerms terms, Instant now) {
        if (tiers.size() < 2 || tiers.stream().distinct().count() < tiers.size()) {
            throw new IllegalArgumentException("a chain needs two or more different tiers, was " + tiers);
        }
        this.tiers = List.copyOf(tiers);
        this.terms = terms;
        this.trials = new Trial[tiers.size() - 1];
        this.since = now;
        forgetTrials(now);
    }

    /**
     * Looks at the tiers, often enough that times are met.
     *
     * @param sights one for each tier but the last, in their order
     * @return the change, if another tier serves from here on
     */
    public Optional<TierChange> look(List<TierSight> sights, Instant now) {
        if (sights.size() != trials.length) {
            throw new IllegalArgumentException("a chain of " + tiers + " needs " + trials.length
                + " sights, was " + sights.size());
        }
        probe(sights, now);
        if (isLastResort()) {
            return bestFit().map(tier -> returned(tier, now));
        }
        unfitSince = sights.get(serving).fit() ? null : unfitSince == null ? now : unfitSince;
        if (unfitSince != null && reached(unfitSince, terms.fallAfter(), now)) {
            return Optional.of(fallen(sights, now));
        }
        return proven(now).map(tier -> returned(tier, now));
    }

    /** All, best first. */
    public List<String> tiers() {
        return tiers;
    }

    /** The one that serves. */
    public String tier() {
        return tiers.get(serving);
    }

    public boolean isOnFirst() {
        return serving == 0;
    }

    /** Why this tier serves. */
    public String why() {
        return why;
    }

    /** Since when it does. */
    public Instant since() {
        return since;
    }

    private void probe(List<TierSight> sights, Instant now) {
        boolean due = !now.isBefore(probeAt);
        if (due) {
            probeAt = now.plus(terms.probeEvery());
        }
        for (int tier = 0; tier < trials.length; tier++) {
            trials[tier].note(sights.get(tier).fit(), due, now);
        }
    }

    private Optional<Integer> bestFit() {
        for (int tier = 0; tier < trials.length; tier++) {
            if (trials[tier].good > 0) {
                return Optional.of(tier);
            }
        }
        return Optional.empty();
    }

    private Optional<Integer> proven(Instant now) {
        for (int tier = 0; tier < serving; tier++) {
            Trial trial = trials[tier];
            if (trial.good >= terms.probesToReturn() && reached(trial.since, calm(), now)) {
                return Optional.of(tier);
            }
        }
        return Optional.empty();
    }

    private TierChange fallen(List<TierSight> sights, Instant now) {
        boolean soon = returnedAt != null && now.isBefore(returnedAt.plus(calm()));
        times = soon ? Math.min(2 * times, MAX_TIMES) : 1;
        int left = serving;
        int next = trials.length;
        for (int tier = trials.length - 1; tier >= 0; tier--) {
            next = sights.get(tier).fit() && tier != left ? tier : next;
        }
        return moved(next, tiers.get(left) + " is unfit: " + sights.get(left).why(), now);
    }

    private TierChange returned(int tier, Instant now) {
        returnedAt = now;
        int good = trials[tier].good;
        return moved(tier, tiers.get(tier) + " is fit: " + good + (good == 1 ? " good probe"
            : " good probes in a row"), now);
    }

    private TierChange moved(int next, String because, Instant now) {
        TierChange change = new TierChange(tier(), tiers.get(next), because, now);
        serving = next;
        why = because;
        since = now;
        unfitSince = null;
        forgetTrials(now);
        return change;
    }

    private void forgetTrials(Instant now) {
        probeAt = now.plus(terms.probeEvery());
        for (int tier = 0; tier < trials.length; tier++) {
            trials[tier] = new Trial();
        }
    }

    private boolean isLastResort() {
        return serving == trials.length;
    }

    private Duration calm() {
        return terms.calm().multipliedBy(times);
    }

    private static boolean reached(Instant from, Duration wait, Instant now) {
        return !now.isBefore(from.plus(wait));
    }
}

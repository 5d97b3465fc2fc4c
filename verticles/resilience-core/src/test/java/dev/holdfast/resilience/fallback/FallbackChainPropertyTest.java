package dev.holdfast.resilience.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever comes and goes, and however irregularly it is looked at: held against the whole past. */
class FallbackChainPropertyTest {
    private static final FallbackTerms TERMS =
        new FallbackTerms(Duration.ofSeconds(3), Duration.ofSeconds(1), 5, Duration.ofSeconds(30));
    private static final int LAST = 3;

    private record Look(Instant at, List<TierSight> sights) {
    }

    @Property(tries = 300)
    void leavesOnlyWhatFailedAndReturnsOnlyToWhatIsProven(@ForAll long seed,
            @ForAll @IntRange(min = 1, max = 300) int steadiness) {
        Random random = new Random(seed);
        Instant now = Instant.EPOCH;
        List<String> names = List.of("a", "b", "c", "last");
        FallbackChain chain = new FallbackChain(names, TERMS, now);
        boolean[] fit = {true, true, true};
        List<Look> past = new ArrayList<>();
        Instant changed = now;
        for (int step = 0; step < 2_000; step++) {
            now = now.plusMillis(1 + random.nextInt(700));
            for (int tier = 0; tier < LAST; tier++) {
                fit[tier] ^= random.nextInt(steadiness) == 0;
            }
            List<TierSight> sights = List.of(sight(fit[0]), sight(fit[1]), sight(fit[2]));
            past.add(new Look(now, sights));
            int before = names.indexOf(chain.tier());
            Optional<TierChange> change = chain.look(sights, now);
            int after = names.indexOf(chain.tier());
            assertThat(change.isPresent()).isEqualTo(before != after);
            if (before != after) {
                judge(before, after, past, changed);
                changed = now;
            } else {
                assertStays(before, past, changed);
            }
        }
    }

    private static void judge(int before, int after, List<Look> past, Instant changed) {
        Look last = past.getLast();
        if (after != LAST) {
            assertThat(last.sights().get(after).fit()).as("serves from what is fit").isTrue();
        }
        boolean failed = before != LAST && !last.sights().get(before).fit();
        if (failed && fitSince(before, false, past, changed, last.at()) >= TERMS.fallAfter().toMillis()) {
            for (int better = 0; better < after; better++) {
                assertThat(last.sights().get(better).fit()).as("takes the best that is fit").isFalse();
            }
        } else if (before != LAST) {
            assertThat(after).as("leaves what is fit for a better one only").isLessThan(before);
            assertThat(fitSince(after, true, past, changed, last.at())).as("calm")
                .isGreaterThanOrEqualTo(TERMS.calm().toMillis());
        }
    }

    /** A failed tier is not held on to, and neither is the last resort. */
    private static void assertStays(int tier, List<Look> past, Instant changed) {
        Instant now = past.getLast().at();
        if (tier == LAST) {
            for (int other = 0; other < LAST; other++) {
                assertThat(fitSince(other, true, past, changed, now))
                    .isLessThan(TERMS.probeEvery().toMillis() + 2 * 700);
            }
        } else {
            assertThat(fitSince(tier, false, past, changed, now)).isLessThan(TERMS.fallAfter().toMillis());
        }
    }

    /** For how long every look since the last change found the tier so, in milliseconds; -1: not even now. */
    private static long fitSince(int tier, boolean fit, List<Look> past, Instant changed, Instant now) {
        Instant from = null;
        for (int i = past.size() - 1; i >= 0 && past.get(i).at().isAfter(changed); i--) {
            if (past.get(i).sights().get(tier).fit() != fit) {
                break;
            }
            from = past.get(i).at();
        }
        return from == null ? -1 : Duration.between(from, now).toMillis();
    }

    private static TierSight sight(boolean fit) {
        return new TierSight(fit, "");
    }
}

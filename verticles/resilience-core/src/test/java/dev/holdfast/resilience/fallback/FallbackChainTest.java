package dev.holdfast.resilience.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requirement A3.4 at each limit: falls after 3 s; returns after 5 probes, one a second, and 30 s. */
class FallbackChainTest {
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final FallbackTerms TERMS =
        new FallbackTerms(Duration.ofSeconds(3), Duration.ofSeconds(1), 5, Duration.ofSeconds(30));

    private final FallbackChain chain =
        new FallbackChain(List.of("venue", "backup", "cache"), TERMS, START);
    private boolean venue = true;
    private boolean backup = true;
    private long millis;

    @Test
    void beginsOnItsFirstTier() {
        assertThat(chain.tier()).isEqualTo("venue");
        assertThat(chain.isOnFirst()).isTrue();
        assertThat(chain.since()).isEqualTo(START);
    }

    @Test
    void leavesATierOnlyOnceItWasUnfitForLongEnough() {
        venue = false;
        at(1_000, "venue");
        at(3_999, "venue");
        at(4_000, "backup");
        assertThat(chain.since()).isEqualTo(START.plusMillis(4_000));
        assertThat(chain.why()).isEqualTo("venue is unfit: seen at 4000");
        assertThat(chain.isOnFirst()).isFalse();
    }

    @Test
    void staysWhenOneLookInBetweenWasGood() {
        venue = false;
        at(1_000, "venue");
        venue = true;
        at(3_000, "venue");
        venue = false;
        at(3_500, "venue");
        at(6_499, "venue");
        at(6_500, "backup");
    }

    @Test
    void passesOverATierThatIsUnfitAsWell() {
        backup = false;
        fall();
        assertThat(chain.tier()).isEqualTo("cache");
    }

    @Test
    void goesBackAtTheEndOfTheCalmAndNotBefore() {
        fall();
        venue = true;
        long firstProbe = millis + 1_000;
        each(firstProbe, firstProbe + 29_999, "backup");
        at(firstProbe + 30_000, "venue");
        assertThat(chain.why()).isEqualTo("venue is fit: 31 good probes in a row");
    }

    @Test
    void needsItsProbesHoweverLongTheCalmIsOver() {
        fall();
        venue = true;
        long first = millis + 60_000;
        for (int probe = 0; probe < 4; probe++) {
            at(first + probe * 40_000L, "backup");
        }
        at(first + 4 * 40_000L, "venue");
    }

    @Test
    void beginsItsProbesAnewAfterOneBadLookBetweenThem() {
        fall();
        venue = true;
        long begin = millis;
        each(begin + 1_000, begin + 20_000, "backup");
        venue = false;
        at(begin + 20_500, "backup");
        venue = true;
        each(begin + 21_000, begin + 50_900, "backup");
        at(begin + 51_000, "venue");
    }

    @Test
    void endsTheLastResortWithTheFirstGoodProbe() {
        backup = false;
        fall();
        long fell = millis;
        backup = true;
        at(fell + 999, "cache");
        at(fell + 1_000, "backup");
    }

    @Test
    void takesTheBestOfThoseThatEndTheLastResort() {
        backup = false;
        fall();
        venue = true;
        backup = true;
        at(millis + 1_000, "venue");
    }

    @Test
    void goesBackBeforeTheCalmIsOverWhenTheLowerTierFails() {
        fall();
        venue = true;
        backup = false;
        long begin = millis;
        at(begin + 100, "backup");
        at(begin + 3_099, "backup");
        at(begin + 3_100, "venue");
    }

    @Test
    void wantsTwiceTheCalmOfATierThatFailsSoonAfterItsReturn() {
        long calm = 30_000;
        for (int times = 1; times <= 2 * FallbackChain.MAX_TIMES; times *= 2) {
            fall();
            venue = true;
            long probe = millis + 1_000;
            long wanted = calm * Math.min(times, FallbackChain.MAX_TIMES);
            each(probe, probe + wanted - 1_000, "backup");
            at(probe + wanted, "venue");
        }
    }

    @Test
    void wantsNoMoreThanTheStatedCalmOfATierThatWasWellForAsLong() {
        fall();
        venue = true;
        each(millis + 1_000, millis + 31_000, null);
        assertThat(chain.tier()).isEqualTo("venue");
        millis += 30_000;
        fall();
        venue = true;
        long probe = millis + 1_000;
        each(probe, probe + 29_000, "backup");
        at(probe + 30_000, "venue");
    }

    @Test
    void doesWhatItSeesWhereNothingIsWaitedFor() {
        FallbackChain plain = new FallbackChain(List.of("rules", "hold"), FallbackTerms.AT_ONCE, START);
        assertThat(plain.look(List.of(TierSight.unfit("no bars")), START))
            .contains(new TierChange("rules", "hold", "rules is unfit: no bars", START));
        assertThat(plain.look(List.of(TierSight.unfit("no bars")), START)).isEmpty();
        assertThat(plain.look(List.of(TierSight.fit("bars")), START))
            .contains(new TierChange("hold", "rules", "rules is fit: 1 good probe", START));
    }

    @Test
    void refusesWhatIsNoChainOrNoSightOfIt() {
        assertThatThrownBy(() -> new FallbackChain(List.of("one"), TERMS, START))
            .hasMessage("a chain needs two or more different tiers, was [one]");
        assertThatThrownBy(() -> new FallbackChain(List.of("one", "one"), TERMS, START))
            .hasMessageContaining("different tiers");
        assertThatThrownBy(() -> chain.look(List.of(), START)).hasMessageContaining("needs 2 sights, was 0");
        assertThatThrownBy(() -> new FallbackTerms(Duration.ZERO, Duration.ZERO, 0, Duration.ZERO))
            .hasMessage("probesToReturn must be > 0, was 0");
    }

    /** The venue is unfit from the next second on, until it was left. */
    private void fall() {
        venue = false;
        each(millis + 1_000, millis + 4_000, null);
        assertThat(chain.isOnFirst()).isFalse();
    }

    /** Looks every 100 ms from one moment to the other; on the named tier all the time, if one is named. */
    private void each(long from, long to, String tier) {
        for (long look = from; look <= to; look += 100) {
            at(look, tier);
        }
    }

    private void at(long now, String tier) {
        millis = now;
        String before = chain.tier();
        var change = chain.look(List.of(sight(venue), sight(backup)), START.plusMillis(now));
        assertThat(change.isPresent()).as("a change is told").isEqualTo(!before.equals(chain.tier()));
        if (tier != null) {
            assertThat(chain.tier()).as("at " + now).isEqualTo(tier);
        }
    }

    private TierSight sight(boolean fit) {
        return new TierSight(fit, "seen at " + millis);
    }
}

package dev.holdfast.checker;

import static dev.holdfast.checker.JournalBuilder.INSTRUMENTS;
import static dev.holdfast.checker.JournalBuilder.TREND;
import static dev.holdfast.trading.market.Side.BUY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.checker.Expectations.Synthetic;
import dev.holdfast.checker.Verdict.Outcome;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.Origin;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Invariant 21: synthetic orders lie on their own account, and no other strategy trades there. */
class SyntheticFenceTest {
    private static final Synthetic ON_TREND = new Synthetic(TREND, Set.of("synthetic"));
    private static final Synthetic ELSEWHERE = new Synthetic(new AccountId("fenced"), Set.of("synthetic"));

    @Test
    void holdsForASyntheticOrderOnItsOwnAccount() {
        assertThat(verdict(ON_TREND, Origin.signal("synthetic", "s1")).outcome()).isEqualTo(Outcome.HOLDS);
    }

    @Test
    void isBrokenByASyntheticOrderOnAnyOtherAccount() {
        Verdict verdict = verdict(ELSEWHERE, Origin.signal("synthetic", "s1"));

        assertThat(verdict.outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(verdict.violations().getFirst().words()).isEqualTo("a synthetic order on account trend");
    }

    @Test
    void isBrokenByAnotherStrategyOnTheirAccount() {
        assertThat(verdict(ON_TREND, Origin.signal("breakout", "s1")).outcome()).isEqualTo(Outcome.BROKEN);
    }

    @Test
    void doesNotSpeakOfOrdersThatHaveNothingToDoWithThem() {
        assertThat(verdict(ELSEWHERE, Origin.signal("breakout", "s1")).outcome())
            .isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(verdict(ON_TREND, Origin.flatten("ann")).outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(verdict(null, Origin.signal("synthetic", "s1")).outcome())
            .isEqualTo(Outcome.NOT_APPLICABLE);
    }

    private static Verdict verdict(Synthetic synthetic, Origin origin) {
        JournalChecker checker = new JournalChecker(Expectations.of(INSTRUMENTS).withSynthetic(synthetic));
        JournalBuilder journal = JournalBuilder.opened(checker);
        journal.decides(journal.created("one", BUY, "1", "100", origin));
        return checker.finish().verdicts().stream()
            .filter(verdict -> verdict.number() == Invariant.SHADOW.number()).findFirst().orElseThrow();
    }
}

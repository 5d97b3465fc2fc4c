package dev.holdfast.trading.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.reconcile.AbsenceRule.Verdict;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AbsenceRuleTest {
    private static final Instant EXPIRES = Instant.parse("2026-01-05T10:00:00Z");
    private static final Instant SETTLED = EXPIRES.plusSeconds(11);
    private static final Instant OPENED = EXPIRES.plusMillis(1);
    private static final Class<?> NOT_YET = Verdict.NotYet.class;
    private static final Class<?> ABSENT = Verdict.Absent.class;
    private final AbsenceRule fresh = AbsenceRule.of(EXPIRES);

    @Test
    void needsASecondAnswerAfterTheFirst() {
        assertThat(fresh.negative(SETTLED.plusMillis(1), "s", OPENED, true)).isInstanceOf(NOT_YET);
    }

    @Test
    void isProvenByTwoAnswersAFullSecondApart() {
        AbsenceRule once = after(fresh, SETTLED.plusMillis(1), "s", OPENED);
        assertThat(once.negative(SETTLED.plusMillis(1_001), "s", OPENED, true)).isInstanceOf(ABSENT);
    }

    @Test
    void isNotProvenByTwoAnswersJustUnderASecondApart() {
        AbsenceRule once = after(fresh, SETTLED.plusMillis(1), "s", OPENED);
        assertThat(once.negative(SETTLED.plusMillis(1_000), "s", OPENED, true)).isInstanceOf(NOT_YET);
    }

    @Test
    void doesNotCountAnAnswerBeforeTheVenueHadTimeToShowTheOrder() {
        AbsenceRule once = after(fresh, SETTLED, "s", OPENED);
        assertThat(once.firstNegative()).isNull();
    }

    @Test
    void doesNotCountAnAnswerOnASessionFromBeforeTheExpiry() {
        AbsenceRule once = after(fresh, SETTLED.plusSeconds(60), "s", EXPIRES);
        assertThat(once.firstNegative()).isNull();
    }

    @Test
    void startsOverOnAnotherSession() {
        AbsenceRule once = after(fresh, SETTLED.plusSeconds(1), "s", OPENED);
        AbsenceRule other = after(once, SETTLED.plusSeconds(5), "t", OPENED);
        assertThat(other.firstNegative()).isEqualTo(SETTLED.plusSeconds(5));
    }

    private static AbsenceRule after(AbsenceRule rule, Instant venueTime, String session, Instant opened) {
        return ((Verdict.NotYet) rule.negative(venueTime, session, opened, true)).rule();
    }

    @Test
    void startsOverWhenTheVenuesListsShowTheOrder() {
        AbsenceRule once = after(fresh, SETTLED.plusSeconds(1), "s", OPENED);
        Verdict shown = once.negative(SETTLED.plusSeconds(3), "s", OPENED, false);
        AbsenceRule listed = ((Verdict.NotYet) shown).rule();
        assertThat(listed.firstNegative()).isNull();
        assertThat(listed.negative(SETTLED.plusSeconds(5), "s", OPENED, true))
            .isInstanceOf(NOT_YET);
    }
}

package dev.holdfast.trading.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.reconcile.InquiryRule.Step;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InquiryRuleTest {
    private static final Instant SILENT = Instant.parse("2026-01-05T10:00:00Z");
    private final InquiryRule fresh = InquiryRule.of(SILENT);

    @Test
    void asksFromExactlyTheSilenceOn() {
        assertThat(fresh.next(SILENT.plusMillis(4_999))).isInstanceOf(Step.Wait.class);
        assertThat(fresh.next(SILENT.plusMillis(5_000))).isInstanceOf(Step.Ask.class);
    }

    @Test
    void asksAgainInEachCycleAndNotSooner() {
        InquiryRule once = asked(fresh, SILENT.plusSeconds(5));
        assertThat(once.next(SILENT.plusMillis(6_999))).isInstanceOf(Step.Wait.class);
        assertThat(once.next(SILENT.plusSeconds(7))).isInstanceOf(Step.Ask.class);
    }

    @Test
    void tellsAPersonAfterFiveQuestionsWithoutAnAnswerAndGoesOnSlowly() {
        InquiryRule rule = fresh;
        for (int i = 0; i < 5; i++) {
            rule = asked(rule, SILENT.plusSeconds(5 + 2 * i));
        }
        Step sixth = rule.next(SILENT.plusSeconds(15));
        assertThat(sixth).isInstanceOf(Step.Escalate.class);
        InquiryRule told = ((Step.Escalate) sixth).rule();
        assertThat(told.next(SILENT.plusSeconds(44))).isInstanceOf(Step.Wait.class);
        assertThat(told.next(SILENT.plusSeconds(45))).isInstanceOf(Step.Ask.class);
    }

    @Test
    void startsItsTriesOverWhenTheVenueAnswersAtAll() {
        InquiryRule rule = fresh;
        for (int i = 0; i < 8; i++) {
            rule = asked(rule, SILENT.plusSeconds(5 + 2 * i)).answered();
        }
        assertThat(rule.escalated()).isFalse();
    }

    @Test
    void tellsAPersonOfAnOrderThatAMinuteOfAnswersDidNotSettle() {
        InquiryRule rule = asked(fresh, SILENT.plusSeconds(57)).answered();
        assertThat(rule.next(SILENT.plusMillis(59_999))).isInstanceOf(Step.Ask.class);
        assertThat(rule.next(SILENT.plusSeconds(60))).isInstanceOf(Step.Escalate.class);
    }

    @Test
    void countsNoTimeInWhichNobodyCouldAsk() {
        InquiryRule asked = asked(fresh, SILENT.plusSeconds(5));
        InquiryRule back = asked(asked.resumed(SILENT.plusSeconds(10), SILENT.plusSeconds(90)),
            SILENT.plusSeconds(90)).answered();

        assertThat(back.next(SILENT.plusMillis(139_999))).isInstanceOf(Step.Ask.class);
        Step late = back.next(SILENT.plusSeconds(140));
        assertThat(((Step.Escalate) late).why()).isEqualTo("no result for 60 s");
    }

    @Test
    void countsOnlyWhatFellIntoItsOwnSilence() {
        InquiryRule back = fresh.resumed(SILENT.minusSeconds(600), SILENT.plusSeconds(30));

        assertThat(back.unasked()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void asksAtOnceWhenItCanAgainHoweverSlowThePaceWas() {
        InquiryRule told = new InquiryRule(SILENT, SILENT.plusSeconds(60), 6, true, Duration.ZERO);

        Instant back = SILENT.plusSeconds(62);
        assertThat(told.next(back)).isInstanceOf(Step.Wait.class);
        assertThat(told.resumed(SILENT.plusSeconds(61), back).next(back)).isInstanceOf(Step.Ask.class);
    }

    private static InquiryRule asked(InquiryRule rule, Instant now) {
        return ((Step.Ask) rule.next(now)).rule();
    }
}

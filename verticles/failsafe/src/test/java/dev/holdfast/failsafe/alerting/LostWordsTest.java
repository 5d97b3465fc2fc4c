package dev.holdfast.failsafe.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.failsafe.alerting.Word.Wrong;
import dev.holdfast.resilience.alert.Symptom;
import dev.holdfast.resilience.health.CheckLevel;
import dev.holdfast.resilience.health.CheckResult;
import dev.holdfast.resilience.health.HealthBook;
import dev.holdfast.resilience.health.HealthRule;
import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.resilience.health.ServiceKey;
import dev.holdfast.wire.failsafe.FailsafeEvent.HealthChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LostWordsTest {
    private static final Instant AT = Instant.parse("2026-01-05T10:00:00Z");
    private static final Instant STEADY = AT.plus(LostWords.STEADY);
    private static final ServiceKey SIGNAL = new ServiceKey("signal", "node-1");
    private final HealthBook book = new HealthBook(new HealthRule(3, 2, Duration.ofSeconds(1)));

    private static List<Symptom> wrong(CheckLevel level) {
        return SymptomRule.of(new HealthChanged("signal", "node-1", level, HealthStatus.HEALTHY,
                HealthStatus.UNHEALTHY, "no word for 3 s", AT)).stream()
            .map(word -> ((Wrong) word).symptom()).toList();
    }

    private void speaks(HealthStatus status, Instant at) {
        book.onReport(SIGNAL, status, "at work", at);
    }

    @Test
    void saysAgainThatAServiceIsWellThatIsSeenAtWorkForLong() {
        speaks(HealthStatus.HEALTHY, AT);
        speaks(HealthStatus.HEALTHY, AT.plusSeconds(1));
        assertThat(LostWords.find(wrong(CheckLevel.SHALLOW), book.standings(), STEADY.minusMillis(1)))
            .isEmpty();
        assertThat(LostWords.find(wrong(CheckLevel.SHALLOW), book.standings(), STEADY))
            .containsExactly(new HealthChanged("signal", "node-1", CheckLevel.SHALLOW,
                HealthStatus.UNHEALTHY, HealthStatus.HEALTHY, "at work", STEADY));
    }

    @Test
    void saysNothingOfAServiceThatIsNotWellOrNotKnown() {
        assertThat(LostWords.find(wrong(CheckLevel.SHALLOW), book.standings(), STEADY)).isEmpty();
        speaks(HealthStatus.DEGRADED, AT.plusSeconds(1));
        assertThat(LostWords.find(wrong(CheckLevel.SHALLOW), book.standings(), STEADY)).isEmpty();
    }

    @Test
    void saysNothingByWhatWasSeenBeforeTheTroubleOrWhileTheJobIsNotDone() {
        speaks(HealthStatus.HEALTHY, AT);
        assertThat(LostWords.find(wrong(CheckLevel.SHALLOW), book.standings(), STEADY)).isEmpty();
        speaks(HealthStatus.HEALTHY, AT.plusSeconds(1));
        for (int i = 0; i < 3; i++) {
            book.onResult(SIGNAL, CheckLevel.DEEP, new CheckResult(HealthStatus.UNHEALTHY, Duration.ZERO,
                "mute", AT.plusSeconds(1)), AT.plusSeconds(1));
        }
        assertThat(LostWords.find(wrong(CheckLevel.SHALLOW), book.standings(), STEADY)).isEmpty();
    }

    @Test
    void leavesWhatAPersonWasCalledForToThePerson() {
        speaks(HealthStatus.HEALTHY, AT);
        speaks(HealthStatus.HEALTHY, AT.plusSeconds(1));
        List<Symptom> paged = wrong(CheckLevel.SHALLOW).stream().map(symptom -> new Symptom(symptom.id(),
            symptom.cause(), symptom.severity(), symptom.hints(), true, symptom.detail(), AT)).toList();
        assertThat(LostWords.find(paged, book.standings(), STEADY)).isEmpty();
    }

    @Test
    void saysNothingOfALevelThatFailedOnceInABookBegunLately() {
        book.onResult(SIGNAL, CheckLevel.DEEP, new CheckResult(HealthStatus.UNHEALTHY, Duration.ZERO, "no",
            AT.plusSeconds(1)), AT);
        assertThat(LostWords.find(wrong(CheckLevel.DEEP), book.standings(), STEADY)).isEmpty();
    }

    @Test
    void doesNotTakeOneLevelForAnother() {
        speaks(HealthStatus.HEALTHY, AT.plusSeconds(1));
        assertThat(LostWords.find(wrong(CheckLevel.DEEP), book.standings(), STEADY)).isEmpty();
    }
}

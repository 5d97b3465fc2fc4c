package dev.holdfast.resilience.health;

import static dev.holdfast.resilience.health.HealthStatus.DEGRADED;
import static dev.holdfast.resilience.health.HealthStatus.HEALTHY;
import static dev.holdfast.resilience.health.HealthStatus.UNHEALTHY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthBookTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final ServiceKey RISK = new ServiceKey("risk", "node-1");
    private static final ServiceKey KAFKA = new ServiceKey("kafka", "node-1");

    private final HealthBook book = new HealthBook(new HealthRule(2, 2, Duration.ofMillis(500)));

    @Test
    void believesAComplaintAtOnceAndGoodWordsTheSecondTime() {
        book.onReport(RISK, UNHEALTHY, "no journal", T0);
        assertThat(book.standing(RISK).status()).isEqualTo(UNHEALTHY);
        assertThat(book.standing(RISK).detail()).isEqualTo("no journal");

        book.onReport(RISK, HEALTHY, "watching", at(1));
        assertThat(book.standing(RISK).status()).isEqualTo(UNHEALTHY);
        book.onReport(RISK, HEALTHY, "watching", at(2));
        assertThat(book.standing(RISK).status()).isEqualTo(HEALTHY);
        assertThat(book.standing(RISK).since()).isEqualTo(at(2));
        assertThat(book.standing(RISK).detail()).isEqualTo("watching");
    }

    @Test
    void believesOneFilledSyntheticOrderAndNotOneThatFailed() {
        ServiceKey pipeline = new ServiceKey("pipeline", "cluster");
        book.onResult(pipeline, CheckLevel.SYNTHETIC, result(UNHEALTHY, "not filled"), T0);
        assertThat(book.standing(pipeline).status()).isEqualTo(HEALTHY);
        book.onResult(pipeline, CheckLevel.SYNTHETIC, result(UNHEALTHY, "not filled"), at(60));
        assertThat(book.standing(pipeline).status()).isEqualTo(UNHEALTHY);

        book.onResult(pipeline, CheckLevel.SYNTHETIC, result(HEALTHY, "filled"), at(120));
        assertThat(book.standing(pipeline).status()).isEqualTo(HEALTHY);
    }

    @Test
    void takesThreeSecondsOfSilenceForNothingAndMoreForDeath() {
        book.onReport(RISK, HEALTHY, "watching", T0);

        book.tick(at(3));
        assertThat(book.standing(RISK).status()).isEqualTo(HEALTHY);
        assertThat(book.hears(RISK, at(3))).isTrue();

        book.tick(at(3).plusMillis(1));
        assertThat(book.standing(RISK).status()).isEqualTo(UNHEALTHY);
        assertThat(book.standing(RISK).detail()).isEqualTo("no word for 3 s");
        assertThat(book.hears(RISK, at(3).plusMillis(1))).isFalse();
    }

    @Test
    void tellsAChangeOnceWithWhatItWasBefore() {
        book.onReport(RISK, HEALTHY, "watching", T0);
        assertThat(changes(T0)).isEmpty();

        book.tick(at(4));
        assertThat(changes(at(4))).containsExactly(new HealthChange(RISK, CheckLevel.SHALLOW, HEALTHY,
            UNHEALTHY, "no word for 4 s", at(4)));
        assertThat(changes(at(4))).isEmpty();

        book.onReport(RISK, HEALTHY, "back", at(5));
        assertThat(changes(at(5))).isEmpty();
        book.onReport(RISK, HEALTHY, "back", at(6));
        assertThat(changes(at(6))).containsExactly(new HealthChange(RISK, CheckLevel.SHALLOW, UNHEALTHY,
            HEALTHY, "back", at(6)));
    }

    @Test
    void takesBackWhatAnotherSaidOfAServiceThatIsWellAgain() {
        book.onReport(RISK, HEALTHY, "watching", T0);
        book.onSaid(new HealthChange(RISK, CheckLevel.SHALLOW, HEALTHY, UNHEALTHY, "its node is dead", T0),
            T0);
        assertThat(book.improvements(T0)).isEmpty();

        book.onReport(RISK, HEALTHY, "back", at(5));
        book.onReport(RISK, HEALTHY, "back", at(6));
        assertThat(book.improvements(at(6))).containsExactly(new HealthChange(RISK, CheckLevel.SHALLOW,
            UNHEALTHY, HEALTHY, "back", at(6)));
        assertThat(book.improvements(at(6))).isEmpty();

        book.tick(at(20));
        assertThat(book.improvements(at(20))).isEmpty();
    }

    @Test
    void takesTheWorstOfItsLevels() {
        book.onReport(RISK, HEALTHY, "watching", T0);
        book.onResult(RISK, CheckLevel.DEEP, result(UNHEALTHY, "behind"), T0);
        assertThat(book.standing(RISK).status()).isEqualTo(HEALTHY);
        book.onResult(RISK, CheckLevel.DEEP, result(UNHEALTHY, "behind"), at(1));

        Standing standing = book.standing(RISK);
        assertThat(standing.status()).isEqualTo(UNHEALTHY);
        assertThat(standing.detail()).isEqualTo("behind");
        assertThat(standing.levels()).extracting(Standing.Level::level, Standing.Level::status)
            .containsExactly(tuple(CheckLevel.SHALLOW, HEALTHY),
                tuple(CheckLevel.DEEP, UNHEALTHY));
    }

    @Test
    void namesTheCheapestOfEquallyBadLevels() {
        book.onReport(RISK, UNHEALTHY, "its own word", T0);
        book.onSaid(said(RISK, CheckLevel.DEEP, UNHEALTHY, "a deep reason"), T0);

        assertThat(book.standing(RISK).detail()).isEqualTo("its own word");
    }

    @Test
    void believesWhatOthersSayForCertainUntilEnoughGoodWordsFollow() {
        book.onReport(RISK, HEALTHY, "watching", T0);
        book.onReport(RISK, HEALTHY, "watching", at(1));
        book.onSaid(said(RISK, CheckLevel.SHALLOW, UNHEALTHY, "its event loop is blocked"), at(1));

        assertThat(changes(at(1))).as("it was told by whoever said it").isEmpty();
        assertThat(book.standing(RISK).status()).isEqualTo(UNHEALTHY);
        book.onReport(RISK, HEALTHY, "watching", at(2));
        assertThat(book.standing(RISK).status()).isEqualTo(UNHEALTHY);
        book.onReport(RISK, HEALTHY, "watching", at(3));
        assertThat(book.standing(RISK).status()).isEqualTo(HEALTHY);
        assertThat(changes(at(3))).hasSize(1);
    }

    @Test
    void countsAFailedPingAndAGoodWordAsWhatIsWorse() {
        book.onReport(RISK, HEALTHY, "watching", T0);
        book.onResult(RISK, CheckLevel.SHALLOW, result(UNHEALTHY, "no answer"), T0);
        book.onReport(RISK, HEALTHY, "watching", at(1));
        book.onResult(RISK, CheckLevel.SHALLOW, result(UNHEALTHY, "no answer"), at(1));

        assertThat(book.standing(RISK).status()).isEqualTo(UNHEALTHY);
        assertThat(book.standing(RISK).detail()).isEqualTo("no answer");
        assertThat(book.standing(RISK).levels().getFirst().history().letters()).isEqualTo("UU");
    }

    @Test
    void condemnsEveryServiceOfADeadNodeAndForgetsWhatItDependedOn() {
        book.onReport(RISK, HEALTHY, "watching", T0);
        book.onResult(KAFKA, CheckLevel.DEEP, result(HEALTHY, "answers"), T0);
        ServiceKey other = new ServiceKey("risk", "node-2");
        book.onReport(other, HEALTHY, "watching", T0);

        book.onNodeDead("node-1", at(1));

        assertThat(book.standing(RISK).status()).isEqualTo(UNHEALTHY);
        assertThat(book.standing(KAFKA)).isNull();
        assertThat(book.standing(other).status()).isEqualTo(HEALTHY);
        assertThat(changes(at(1))).extracting(HealthChange::detail).containsExactly("its node is dead");
    }

    @Test
    void keepsWhatAnotherTellsUntilItIsOurs() {
        book.onReport(RISK, HEALTHY, "watching", T0);
        book.onReport(RISK, DEGRADED, "late", at(1));

        assertThat(book.changes(key -> false, at(1))).isEmpty();
        assertThat(book.changes(key -> key.equals(RISK), at(2))).hasSize(1);
    }

    @Test
    void saysNothingOfAServiceThatStartsUntilItWasWellOnceOrHadItsTime() {
        book.onReport(RISK, UNHEALTHY, "reading the journal", T0);
        assertThat(changes(T0.plus(HealthBook.SETTLE).minusNanos(1))).isEmpty();
        assertThat(changes(T0.plus(HealthBook.SETTLE))).hasSize(1);

        ServiceKey other = new ServiceKey("risk", "node-2");
        book.onReport(other, UNHEALTHY, "reading the journal", T0);
        book.onReport(other, HEALTHY, "watching", at(1));
        book.onReport(other, HEALTHY, "watching", at(2));
        assertThat(changes(at(2))).as("a start is no news").isEmpty();
        book.onReport(other, UNHEALTHY, "lost the journal", at(3));
        assertThat(changes(at(3))).hasSize(1);
    }

    @Test
    void saysForHowLongASilenceLastsAndWhenItBegan() {
        book.onReport(RISK, HEALTHY, "watching", T0);
        book.tick(at(4));
        book.tick(at(9));

        assertThat(book.standing(RISK).detail()).isEqualTo("no word for 9 s");
        assertThat(book.standing(RISK).since()).isEqualTo(at(3));
    }

    @Test
    void takesASignForNoSilenceButNotForAWord() {
        book.onReport(RISK, HEALTHY, "watching", T0);
        book.onSign(RISK, at(3));
        book.tick(at(4));
        assertThat(book.standing(RISK).status()).isEqualTo(HEALTHY);

        book.tick(at(7));
        book.onSign(RISK, at(8));
        book.tick(at(8));
        assertThat(book.standing(RISK).status()).isEqualTo(UNHEALTHY);
    }

    @Test
    void believesNobodyThatDoesNotHearWhatItHearsItselfAndTakesItBack() {
        book.onReport(RISK, HEALTHY, "watching", T0);
        HealthChange silent = said(RISK, CheckLevel.SHALLOW, UNHEALTHY, "no word for 3 s");
        assertThat(book.isHearsay(silent)).isTrue();
        assertThat(book.isHearsay(said(RISK, CheckLevel.SHALLOW, UNHEALTHY, "its node is dead"))).isTrue();
        assertThat(book.isHearsay(said(RISK, CheckLevel.SHALLOW, UNHEALTHY, "is blocked"))).isFalse();
        book.onHearsay(silent);
        assertThat(book.standing(RISK).status()).isEqualTo(HEALTHY);
        assertThat(book.changes(key -> true, at(1))).extracting(HealthChange::from, HealthChange::to)
            .containsExactly(tuple(UNHEALTHY, HEALTHY));

        book.tick(at(9));
        assertThat(book.isHearsay(silent)).as("it is silent").isFalse();
    }

    @Test
    void accusesNobodyAfterItStoodStillItselfButForgetsNoSilence() {
        ServiceKey silent = new ServiceKey("risk", "node-2");
        book.onReport(silent, HEALTHY, "watching", T0);
        book.tick(at(4));
        book.onReport(RISK, HEALTHY, "watching", at(4));

        book.onPause(Duration.ofSeconds(56), at(60));
        book.tick(at(60));

        assertThat(book.standing(RISK).status()).isEqualTo(HEALTHY);
        assertThat(book.standing(silent).status()).isEqualTo(UNHEALTHY);
        book.tick(at(64));
        assertThat(book.standing(RISK).status()).isEqualTo(UNHEALTHY);
    }

    @Test
    void countsOnlyTheSilenceThatItWasAwakeFor() {
        book.onReport(RISK, HEALTHY, "watching", T0);
        for (int second = 1; second <= 4; second++) {
            book.onPause(Duration.ofMillis(500), at(second));
            book.tick(at(second));
        }
        assertThat(book.standing(RISK).status()).isEqualTo(HEALTHY);

        book.tick(at(6));
        assertThat(book.standing(RISK).status()).isEqualTo(UNHEALTHY);
    }

    @Test
    void doesNotWaitForWordsOfWhatNeverSpeaks() {
        book.onResult(KAFKA, CheckLevel.DEEP, result(HEALTHY, "answers"), T0);

        book.tick(at(60));

        assertThat(book.standing(KAFKA).status()).isEqualTo(HEALTHY);
        assertThat(book.standing(KAFKA).levels()).extracting(Standing.Level::level)
            .containsExactly(CheckLevel.DEEP);
    }

    @Test
    void forgetsWhatWasNotHeardOfForHalfAnHour() {
        book.onReport(RISK, HEALTHY, "watching", T0);
        Instant limit = T0.plus(HealthBook.FORGET);

        book.tick(limit);
        assertThat(book.standing(RISK)).isNotNull();
        book.tick(limit.plusNanos(1));
        assertThat(book.standing(RISK)).isNull();
    }

    @Test
    void takesInNoMoreThanItsBound() {
        for (int i = 0; i <= HealthBook.MAX_SERVICES; i++) {
            book.onReport(new ServiceKey("s" + i, "node-1"), HEALTHY, "", T0);
        }

        assertThat(book.standings()).hasSize(HealthBook.MAX_SERVICES);
        assertThat(book.standing(new ServiceKey("s500", "node-1"))).isNull();
    }

    private List<HealthChange> changes(Instant now) {
        return book.changes(key -> true, now);
    }

    private static HealthChange said(ServiceKey key, CheckLevel level, HealthStatus to, String detail) {
        return new HealthChange(key, level, HEALTHY, to, detail, T0);
    }

    private static CheckResult result(HealthStatus outcome, String detail) {
        return new CheckResult(outcome, Duration.ofMillis(2), detail, T0);
    }

    private static Instant at(long seconds) {
        return T0.plusSeconds(seconds);
    }
}

package dev.holdfast.failsafe.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.failsafe.alerting.Word.Gone;
import dev.holdfast.failsafe.alerting.Word.Wrong;
import dev.holdfast.resilience.alert.Cause;
import dev.holdfast.resilience.alert.CauseKey;
import dev.holdfast.resilience.alert.Severity;
import dev.holdfast.resilience.alert.Symptom;
import dev.holdfast.resilience.breaker.BreakerState;
import dev.holdfast.resilience.health.CheckLevel;
import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.resilience.partition.Quorum;
import dev.holdfast.resilience.recovery.RecoveryAction;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.failsafe.FailsafeEvent.BreakerChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.CheckpointTaken;
import dev.holdfast.wire.failsafe.FailsafeEvent.HealthChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.LeaderElected;
import dev.holdfast.wire.failsafe.FailsafeEvent.PartitionHealed;
import dev.holdfast.wire.failsafe.FailsafeEvent.QuorumChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryEnded;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryStarted;
import dev.holdfast.wire.failsafe.FailsafeEvent.TierChanged;
import dev.holdfast.wire.failsafe.FailsafeView;
import dev.holdfast.wire.message.BreakerStates;
import dev.holdfast.wire.message.ChainStates;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymptomRuleTest {
    private static final Instant AT = Instant.parse("2026-01-05T10:00:00Z");

    private static Symptom wrong(FailsafeEvent event) {
        return SymptomRule.of(event).stream().filter(Wrong.class::isInstance).map(Wrong.class::cast)
            .map(Wrong::symptom).findFirst().orElseThrow();
    }

    private static List<Symptom.Id> gone(FailsafeEvent event) {
        return SymptomRule.of(event).stream().filter(Gone.class::isInstance).map(Gone.class::cast)
            .map(Gone::symptom).toList();
    }

    private static HealthChanged health(String service, HealthStatus to, String detail) {
        return new HealthChanged(service, "node-2", CheckLevel.DEEP, HealthStatus.HEALTHY, to, detail, AT);
    }

    @ParameterizedTest
    @CsvSource({"risk, UNHEALTHY, no answer, service-failing risk@node-2, PAGE",
        "risk, DEGRADED, late, service-failing risk@node-2, TICKET",
        "kafka, UNHEALTHY, does not answer, broker-down, PAGE",
        "venue, UNHEALTHY, no session, venue-down, PAGE", "database, UNHEALTHY, refused, database-down, PAGE",
        "process, UNHEALTHY, disk has 1.0 % left, disk-full node-2, PAGE",
        "process, UNHEALTHY, heap at 99 %, heap-exhausted node-2, PAGE",
        "process, DEGRADED, an event loop was late by 9 ms, event-loop-blocked node-2, TICKET",
        "process, DEGRADED, CPU at 99 %, service-failing process@node-2, TICKET",
        "failsafe, DEGRADED, checks are late, failsafe-late node-2, TICKET",
        "persistence, DEGRADED, catching up: 9 records behind, persistence-lag, TICKET",
        "persistence, DEGRADED, the disk is full; 9 behind, service-failing persistence@node-2, TICKET",
        "persistence, UNHEALTHY, catching up no more, service-failing persistence@node-2, PAGE"})
    void saysWhatAFailedCheckIsByItself(String service, HealthStatus to, String detail, String cause,
                                        Severity severity) {
        Symptom symptom = wrong(health(service, to, detail));

        assertThat(symptom.cause().text()).isEqualTo(cause);
        assertThat(symptom.severity()).isEqualTo(severity);
        assertThat(symptom.at()).isEqualTo(AT);
    }

    @Test
    void keepsTheLevelsOfAServiceApartInOneIncident() {
        Symptom deep = wrong(health("risk", HealthStatus.UNHEALTHY, "x"));
        Symptom shallow = wrong(new HealthChanged("risk", "node-2", CheckLevel.SHALLOW, HealthStatus.HEALTHY,
            HealthStatus.UNHEALTHY, "x", AT));

        assertThat(deep.id()).isNotEqualTo(shallow.id());
        assertThat(deep.cause()).isEqualTo(shallow.cause());
    }

    @Test
    void followsWhatACheckSaysThatItMisses() {
        HealthChanged event = health("portfolio-manager", HealthStatus.DEGRADED, "no broker answers at x:1");

        assertThat(wrong(event).hints()).containsExactly(Cause.BROKER_DOWN);
    }

    @Test
    void takesHealthForTheEndOfARecoveryToo() {
        FailsafeEvent event = new HealthChanged("risk", "node-2", CheckLevel.DEEP, HealthStatus.UNHEALTHY,
            HealthStatus.HEALTHY, "well", AT);

        assertThat(gone(event)).extracting(Symptom.Id::what).containsExactly("check DEEP", "recovery");
    }

    @Test
    void hearsABreakerOpenAndCloseAndNotTheTrialsBetween() {
        BreakerChanged open = breaker(BreakerState.CLOSED, BreakerState.OPEN, null);

        assertThat(wrong(open).cause().text()).isEqualTo("breaker-open venue.place");
        assertThat(wrong(open).id().service()).isEqualTo("venue");
        assertThat(SymptomRule.of(breaker(BreakerState.OPEN, BreakerState.HALF_OPEN, null))).isEmpty();
        assertThat(gone(breaker(BreakerState.HALF_OPEN, BreakerState.CLOSED, null)))
            .containsExactly(wrong(open).id());
    }

    @Test
    void tellsNobodyOfABreakerThatAnOperatorForcedOpen() {
        assertThat(wrong(breaker(BreakerState.CLOSED, BreakerState.OPEN, "ada")).severity())
            .isEqualTo(Severity.LOG);
    }

    private static BreakerChanged breaker(BreakerState from, BreakerState to, String by) {
        return new BreakerChanged("venue.place", "node-1", from, to, "why", by, AT);
    }

    @Test
    void tellsOfEveryTierButTheBest() {
        Symptom away = wrong(tier("venue", "backup"));

        assertThat(away.cause().text()).isEqualTo("fallback-active market-data");
        assertThat(wrong(tier("backup", "cache")).id()).isEqualTo(away.id());
        assertThat(wrong(tier("cache", "backup")).detail()).startsWith("serves from backup");
        assertThat(gone(tier("backup", "venue"))).containsExactly(away.id());
        assertThat(gone(tier(null, "venue"))).containsExactly(away.id());
    }

    @Test
    void saysNothingOfATierOfWhichItDoesNotKnowWhetherItIsTheBest() {
        assertThat(SymptomRule.of(new TierChanged("market-data", "node-1", "cache", "venue", null, "why",
            AT))).isEmpty();
    }

    private static TierChanged tier(String from, String to) {
        return new TierChanged("market-data", "node-1", from, to, "venue", "why", AT);
    }

    @Test
    void takesATierBackThatTheNodeItselfDoesNotShow() {
        Symptom marketData = wrong(tier("venue", "backup"));
        Symptom signal = wrong(new TierChanged("signal", "node-1", "rules", "hold", "rules", "why", AT));
        Symptom elsewhere = wrong(new TierChanged("signal", "node-2", "rules", "hold", "rules", "why", AT));
        List<Symptom> open = List.of(marketData, signal, elsewhere);
        FailsafeView.Chain fallen = chain("market-data", List.of("venue", "backup"), "backup");

        assertThat(taken(List.of(fallen, chain("signal", List.of("rules", "hold"), "rules")), open))
            .containsExactly(signal.id());
        assertThat(taken(List.of(fallen), open)).containsExactly(signal.id());
        assertThat(taken(List.of(), open)).containsExactly(marketData.id(), signal.id());
    }

    @Test
    void takesNothingBackThatWasToldAfterTheNodeWasAsked() {
        List<Symptom> open = List.of(wrong(tier("venue", "backup")));

        assertThat(SymptomRule.of(new ChainStates("node-1", List.of()), open, AT)).isEmpty();
    }

    private static List<Symptom.Id> taken(List<FailsafeView.Chain> chains, List<Symptom> open) {
        return SymptomRule.of(new ChainStates("node-1", chains), open, AT.plusSeconds(1)).stream()
            .map(Gone::symptom).toList();
    }

    private static FailsafeView.Chain chain(String name, List<String> tiers, String tier) {
        return new FailsafeView.Chain(name, "node-1", tiers, tier, "why", AT);
    }

    @Test
    void callsAtOnceWhenRecoveryGivesUp() {
        Symptom trying = wrong(started(RecoveryAction.REDEPLOY));
        Symptom givenUp = wrong(started(RecoveryAction.PAGE));

        assertThat(trying.urgent()).isFalse();
        assertThat(givenUp.urgent()).isTrue();
        assertThat(givenUp.id()).isEqualTo(trying.id());
        assertThat(givenUp.cause().text()).isEqualTo("service-failing risk@node-2");
    }

    @Test
    void saysThatTheNodeIsDownWhileItsProcessIsRestarted() {
        assertThat(wrong(started(RecoveryAction.RESTART_PROCESS)).cause().text())
            .isEqualTo("node-down node-2");
    }

    @Test
    void hearsARecoveryEndWellOrNot() {
        Symptom trying = wrong(started(RecoveryAction.REDEPLOY));

        assertThat(gone(ended(true))).containsExactly(trying.id());
        assertThat(wrong(ended(false)).id()).isEqualTo(trying.id());
    }

    private static RecoveryStarted started(RecoveryAction action) {
        return new RecoveryStarted("r-1", "risk", "node-2", action, 1, "it threw", AT, AT);
    }

    private static RecoveryEnded ended(boolean recovered) {
        return new RecoveryEnded("r-1", "risk", "node-2", RecoveryAction.REDEPLOY, recovered, 900, "", AT);
    }

    @Test
    void hearsOfQuorumLeaderAndCheckpoints() {
        assertThat(wrong(new QuorumChanged("node-2", Quorum.MAJORITY, Quorum.MINORITY, "1 of 3", AT)).cause()
            .text()).isEqualTo("quorum-lost node-2");
        assertThat(gone(new QuorumChanged("node-2", Quorum.MINORITY, Quorum.MAJORITY, "", AT))).hasSize(1);
        assertThat(gone(new LeaderElected("node-1", 7, AT))).containsExactly(SymptomRule.LEADER);
        assertThat(wrong(new CheckpointTaken("c-1", "node-1", false, 0, "no room", AT)).cause().text())
            .isEqualTo("checkpoint-failed");
        assertThat(gone(new CheckpointTaken("c-2", "node-1", true, 9, "", AT))).hasSize(1);
    }

    @Test
    void tellsOfAHealThatLeftADifferenceUntilOneLeavesNone() {
        assertThat(wrong(healed(List.of(), List.of("configuration risk: node-1 has a1, node-2 has b2")))
            .cause()).isEqualTo(new CauseKey(Cause.HEAL_DIFFERS, "node-2"));
        assertThat(wrong(healed(List.of("node-3"), List.of())).detail()).isEqualTo("not reached by node-3");
        assertThat(gone(healed(List.of(), List.of()))).hasSize(1);
    }

    private static PartitionHealed healed(List<String> unreachedBy, List<String> differences) {
        return new PartitionHealed("node-2", 4_000, List.of("node-1"), unreachedBy, 20, 0, differences, AT);
    }

    @Test
    void takesABreakerForClosedThatSaysSoOrThatNobodyCallsAnyMore() {
        Instant untried = AT.minus(SymptomRule.UNTRIED);
        BreakerStates states = new BreakerStates("node-1", List.of(
            breaker("closed", BreakerState.CLOSED, AT), breaker("open", BreakerState.OPEN, Instant.EPOCH),
            breaker("tried", BreakerState.HALF_OPEN, untried.plusMillis(1)),
            breaker("untried", BreakerState.HALF_OPEN, untried),
            new FailsafeView.Breaker("kafka.called", "node-1", BreakerState.HALF_OPEN, false, 0, 1, 0, 0,
                untried)));

        assertThat(SymptomRule.of(states, AT)).containsExactly(
            new Gone(new Symptom.Id("breaker kafka.closed", "kafka", "node-1"), "it is closed", AT),
            new Gone(new Symptom.Id("breaker kafka.untried", "kafka", "node-1"), "nobody calls", untried));
    }

    private static FailsafeView.Breaker breaker(String name, BreakerState state, Instant since) {
        return new FailsafeView.Breaker("kafka." + name, "node-1", state, false, 0, 0, 0, 0, since);
    }
}

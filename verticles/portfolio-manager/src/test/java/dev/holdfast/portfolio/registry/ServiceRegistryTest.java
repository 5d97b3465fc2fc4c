package dev.holdfast.portfolio.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.health.CheckLevel;
import dev.holdfast.resilience.health.HealthBook;
import dev.holdfast.resilience.health.HealthRule;
import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.resilience.recovery.RecoveryAction;
import dev.holdfast.wire.failsafe.FailsafeEvent.HealthChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryEnded;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryStarted;
import dev.holdfast.wire.message.ServiceReport;
import dev.holdfast.wire.view.ServiceView;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServiceRegistryTest {
    private static final Instant T0 = Instant.parse("2026-01-31T12:00:00Z");
    private final ServiceRegistry registry = new ServiceRegistry(new HealthRule(2, 2, Duration.ofSeconds(1)));

    @Test
    void showsWhatAServiceSaysOfItself() {
        report("risk", "n1", HealthStatus.DEGRADED, T0);
        assertThat(registry.services(T0)).containsExactly(
            new ServiceView("risk", "n1", HealthStatus.DEGRADED, "fine", T0, T0));
    }

    @Test
    void believesAServiceForThreeSecondsAndNoLonger() {
        report("risk", "n1", HealthStatus.HEALTHY, T0);
        assertThat(only(T0.plusMillis(3_000)).status()).isEqualTo(HealthStatus.HEALTHY);
        ServiceView silent = only(T0.plusMillis(4_200));
        assertThat(silent.status()).isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(silent.detail()).isEqualTo("no word for 4 s");
        assertThat(silent.since()).isEqualTo(T0.plusSeconds(3));
        assertThat(silent.lastSeen()).isEqualTo(T0);
    }

    @Test
    void keepsTheTimeAtWhichAStatusBegan() {
        report("risk", "n1", HealthStatus.HEALTHY, T0);
        report("risk", "n1", HealthStatus.HEALTHY, T0.plusSeconds(1));
        assertThat(only(T0.plusSeconds(1)).since()).isEqualTo(T0);
        report("risk", "n1", HealthStatus.DEGRADED, T0.plusSeconds(2));
        assertThat(only(T0.plusSeconds(2)).since()).isEqualTo(T0.plusSeconds(2));
    }

    @Test
    void beginsAnewWhenASilentServiceSpeaksAgain() {
        report("risk", "n1", HealthStatus.HEALTHY, T0);
        assertThat(only(T0.plusSeconds(9)).status()).isEqualTo(HealthStatus.UNHEALTHY);
        report("risk", "n1", HealthStatus.HEALTHY, T0.plusSeconds(10));
        report("risk", "n1", HealthStatus.HEALTHY, T0.plusSeconds(11));
        assertThat(only(T0.plusSeconds(11)).status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(only(T0.plusSeconds(11)).since()).isEqualTo(T0.plusSeconds(11));
    }

    @Test
    void believesWhatTheFailsafeLayerFound() {
        report("risk", "n1", HealthStatus.HEALTHY, T0);
        registry.onChanged(new HealthChanged("risk", "n1", CheckLevel.DEEP, HealthStatus.HEALTHY,
            HealthStatus.UNHEALTHY, "behind the journal", T0), T0);
        report("risk", "n1", HealthStatus.HEALTHY, T0.plusSeconds(1));
        assertThat(only(T0.plusSeconds(1)).status()).isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(only(T0.plusSeconds(1)).detail()).isEqualTo("behind the journal");
        registry.onChanged(new HealthChanged("risk", "n1", CheckLevel.DEEP, HealthStatus.UNHEALTHY,
            HealthStatus.HEALTHY, "reached its end", T0), T0.plusSeconds(2));
        assertThat(only(T0.plusSeconds(2)).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void listsTheNodesThatSpeak() {
        report("risk", "n2", HealthStatus.HEALTHY, T0);
        report("execution", "n1", HealthStatus.HEALTHY, T0.plusSeconds(2));
        report("risk", "n1", HealthStatus.HEALTHY, T0.plusSeconds(2));
        assertThat(registry.nodes(T0.plusSeconds(3))).containsExactly("n1", "n2");
        assertThat(registry.nodes(T0.plusSeconds(4))).containsExactly("n1");
        assertThat(registry.nodesWith("risk", T0.plusSeconds(3))).isEqualTo(2);
        assertThat(registry.hears("risk", "n2", T0.plusSeconds(4))).isFalse();
    }

    @Test
    void forgetsAServiceThatWasSilentForHalfAnHour() {
        report("risk", "n1", HealthStatus.HEALTHY, T0);
        assertThat(registry.services(T0.plusSeconds(1_800))).hasSize(1);
        assertThat(registry.services(T0.plusSeconds(1_801))).isEmpty();
    }

    @Test
    void showsARecoveryUntilItsEnd() {
        report("risk", "n1", HealthStatus.HEALTHY, T0);
        registry.onRecoveryStarted(started(RecoveryAction.REDEPLOY), T0.plusSeconds(1));

        ServiceView view = only(T0.plusSeconds(2));
        assertThat(view.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(view.detail()).isEqualTo("recovering (REDEPLOY, attempt 2): it threw");
        assertThat(view.since()).isEqualTo(T0.plusSeconds(1));

        registry.onRecoveryEnded(new RecoveryEnded("r-1", "risk", "n1", RecoveryAction.REDEPLOY, true, 1_000,
            "seen at work", T0));
        assertThat(only(T0.plusSeconds(2)).detail()).isEqualTo("fine");
    }

    @Test
    void showsARecoveryWhoseEndWasLostForSevenMinutes() {
        registry.onRecoveryStarted(started(RecoveryAction.REDEPLOY), T0);
        report("risk", "n1", HealthStatus.HEALTHY, T0.plusSeconds(420));
        assertThat(only(T0.plusSeconds(420)).detail()).startsWith("recovering");
        assertThat(only(T0.plusSeconds(421)).detail()).isEqualTo("fine");
    }

    @Test
    void doesNotTakeACallToAPersonForARecovery() {
        report("risk", "n1", HealthStatus.HEALTHY, T0);
        registry.onRecoveryStarted(started(RecoveryAction.PAGE), T0);
        assertThat(only(T0).detail()).isEqualTo("fine");
    }

    @Test
    void takesInNoMoreThanItsBound() {
        for (int i = 0; i < HealthBook.MAX_SERVICES + 5; i++) {
            report("risk", "n" + i, HealthStatus.HEALTHY, T0);
        }
        assertThat(registry.services(T0)).hasSize(HealthBook.MAX_SERVICES);
    }

    private ServiceView only(Instant now) {
        return registry.services(now).getFirst();
    }

    private void report(String service, String node, HealthStatus status, Instant at) {
        registry.onReport(new ServiceReport(service, node, status, "fine", at), at);
    }

    private static RecoveryStarted started(RecoveryAction action) {
        return new RecoveryStarted("r-1", "risk", "n1", action, 2, "it threw", T0, T0);
    }
}

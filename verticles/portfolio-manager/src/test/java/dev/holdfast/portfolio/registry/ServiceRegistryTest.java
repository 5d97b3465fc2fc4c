package dev.holdfast.portfolio.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.wire.message.ServiceReport;
import dev.holdfast.wire.view.ServiceView;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServiceRegistryTest {
    private static final Instant T0 = Instant.parse("2026-01-31T12:00:00Z");
    private final ServiceRegistry registry = new ServiceRegistry();

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
        assertThat(silent.detail()).isEqualTo("no report for 4 s");
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
        report("risk", "n1", HealthStatus.HEALTHY, T0.plusSeconds(10));
        assertThat(only(T0.plusSeconds(10)).since()).isEqualTo(T0.plusSeconds(10));
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
    void takesInNoMoreThanItsBound() {
        for (int i = 0; i < ServiceRegistry.MAX_SERVICES + 5; i++) {
            report("risk", "n" + i, HealthStatus.HEALTHY, T0);
        }
        assertThat(registry.services(T0)).hasSize(ServiceRegistry.MAX_SERVICES);
    }

    private ServiceView only(Instant now) {
        return registry.services(now).getFirst();
    }

    private void report(String service, String node, HealthStatus status, Instant at) {
        registry.onReport(new ServiceReport(service, node, status, "fine", at), at);
    }
}

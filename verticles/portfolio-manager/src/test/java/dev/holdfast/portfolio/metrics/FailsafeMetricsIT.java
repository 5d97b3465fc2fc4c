package dev.holdfast.portfolio.metrics;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.portfolio.TestFailsafe;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.wire.Addresses;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailsafeMetricsIT {
    private static final Instant START = Instant.parse("2026-01-31T12:01:00.5Z");
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Vertx vertx = Vertx.vertx();
    private final NodeIdentity me = new NodeIdentity("node-1", "i1", new Clock() {
        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    });
    private final Bus bus = new Bus(vertx, "node-1", me.clock());
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void tellsHowThingsStandByTheNodesOwnView() {
        bus.serve(Addresses.failsafeView("node-1"), ask -> Future.succeededFuture(TestFailsafe.VIEW));
        new FailsafeMetrics(new FailsafeMetrics.Sources(vertx, bus, me, registry));
        awaitLines("holdfast_failsafe_services{status=\"DEGRADED\"} 1.0",
            "holdfast_failsafe_services{status=\"HEALTHY\"} 0.0",
            "holdfast_failsafe_breakers{state=\"HALF_OPEN\"} 1.0",
            "holdfast_failsafe_incidents{severity=\"PAGE\"} 1.0", "holdfast_failsafe_fallbacks 1.0",
            "holdfast_failsafe_quorum 1.0", "holdfast_failsafe_leader 0.0",
            "holdfast_failsafe_checkpoint_age_seconds 60.0",
            "holdfast_check_seconds{level=\"shallow\",quantile=\"0.99\",service=\"execution\"} 0.008");
        assertThat(registry.scrape()).doesNotContain("level=\"deep\"");
    }

    @Test
    void countsWhatIsToldAndHowLongRecoveriesTook() {
        new FailsafeMetrics(new FailsafeMetrics.Sources(vertx, bus, me, registry));
        TestFailsafe.EVENTS.values().stream().flatMap(List::stream)
            .forEach(event -> bus.publish(Addresses.FAILSAFE, event));
        awaitLines("holdfast_failsafe_events_total{kind=\"IncidentChanged\"} 1.0",
            "holdfast_failsafe_events_total{kind=\"LeaderElected\"} 1.0",
            "holdfast_recovery_seconds_sum{action=\"REDEPLOY\",recovered=\"true\"} 1.2");
    }

    @Test
    void tellsNothingOfAnOldViewOrWithoutOne() {
        AtomicReference<Boolean> answers = new AtomicReference<>(true);
        bus.serve(Addresses.failsafeView("node-1"), ask -> answers.get()
            ? Future.succeededFuture(TestFailsafe.VIEW) : Future.failedFuture("away"));
        FailsafeMetrics metrics = new FailsafeMetrics(
            new FailsafeMetrics.Sources(vertx, bus, me, registry));
        awaitLines("holdfast_failsafe_quorum 1.0");
        answers.set(false);
        now.set(START.plus(Duration.ofSeconds(15)));
        awaitLines("holdfast_failsafe_quorum NaN");
        metrics.close();
        assertThat(registry.scrape()).doesNotContain("holdfast_failsafe_quorum", "holdfast_check_seconds{");
    }

    private void awaitLines(String... lines) {
        Awaitility.await().atMost(10, SECONDS).untilAsserted(() -> assertThat(registry.scrape().lines())
            .containsAll(Stream.of(lines).toList()));
    }
}

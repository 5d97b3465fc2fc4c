package dev.holdfast.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.resilience.health.CheckLevel;
import dev.holdfast.resilience.health.HealthRule;
import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.runtime.cluster.ClusterWatch;
import dev.holdfast.runtime.cluster.Leases;
import dev.holdfast.runtime.config.FailsafeConfig;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.fallback.Chains;
import dev.holdfast.runtime.guard.Breakers;
import dev.holdfast.runtime.health.ServiceReporter.SelfView;
import dev.holdfast.runtime.recovery.Faults;
import dev.holdfast.runtime.recovery.Fence;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.HealthAnswer;
import dev.holdfast.wire.failsafe.HealthAnswer.Dependency;
import dev.holdfast.wire.failsafe.HealthQuery;
import dev.holdfast.wire.message.ServiceReport;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A service as those who check it see it, over a real bus. */
class ServiceReporterTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Vertx vertx = Vertx.vertx();
    private final Fence fence = new Fence();
    private final Bus bus = new Bus(vertx, "n1", Clock.systemUTC());
    private final NodeKit kit = kit();

    @AfterEach
    void close() throws Exception {
        vertx.close().await(5, TimeUnit.SECONDS);
    }

    @Test
    void saysAtOnceHowTheServiceIs() throws Exception {
        var heard = new LinkedBlockingQueue<ServiceReport>();
        bus.subscribe(Addresses.SERVICE_REPORT, heard::add).completion().await(5, TimeUnit.SECONDS);

        start(reporter -> reporter);

        ServiceReport report = heard.poll(5, TimeUnit.SECONDS);
        assertThat(report).isNotNull();
        assertThat(List.of(report.service(), report.node(), report.detail()))
            .containsExactly("risk", "n1", "watching");
        assertThat(heard.poll(5, TimeUnit.SECONDS)).as("and again").isNotNull();
    }

    @Test
    void isKnownToSpeakInItsOwnProcessWhateverTheBusDoesUntilItIsCutOff() throws Exception {
        var spoke = new LinkedBlockingQueue<String>();
        kit.health().onSpeaking(spoke::add);
        vertx.eventBus().addOutboundInterceptor(lost -> { });

        start(reporter -> reporter);
        assertThat(spoke.poll(5, TimeUnit.SECONDS)).isEqualTo("risk");
        assertThat(spoke.poll(5, TimeUnit.SECONDS)).isEqualTo("risk");

        fence.cut();
        spoke.poll(1_500, TimeUnit.MILLISECONDS);
        assertThat(spoke.poll(2, TimeUnit.SECONDS)).isNull();
    }

    /** One of ten tries is enough: a machine that stands still for a second makes all reports late. */
    @Test
    void saysThatItWorksAgainBeforeTheSecondIsOver() throws Exception {
        var heard = new LinkedBlockingQueue<ServiceReport>();
        bus.subscribe(Addresses.SERVICE_REPORT, heard::add).completion().await(5, TimeUnit.SECONDS);
        AtomicReference<SelfView> view = new AtomicReference<>(SelfView.waiting("reading"));
        vertx.runOnContext(now -> ServiceReporter.start(vertx, kit, "risk", view::get));

        boolean soon = false;
        for (int tries = 0; tries < 10 && !soon; tries++) {
            ServiceReport broken = next(heard, HealthStatus.UNHEALTHY);
            view.set(SelfView.healthy("watching"));
            ServiceReport works = next(heard, HealthStatus.HEALTHY);
            soon = Duration.between(broken.at(), works.at()).toMillis() < 900;
            view.set(SelfView.waiting("reading"));
        }
        assertThat(soon).isTrue();
    }

    private static ServiceReport next(LinkedBlockingQueue<ServiceReport> heard, HealthStatus status)
            throws InterruptedException {
        ServiceReport report = heard.poll(5, TimeUnit.SECONDS);
        while (report != null && report.status() != status) {
            report = heard.poll(5, TimeUnit.SECONDS);
        }
        assertThat(report).as("a report " + status).isNotNull();
        return report;
    }

    @Test
    void answersAShallowQuestionWithItsWordAlone() throws Exception {
        start(reporter -> reporter.proving(() -> Future.failedFuture("cannot")));

        assertThat(ask(CheckLevel.SHALLOW))
            .isEqualTo(new HealthAnswer(HealthStatus.HEALTHY, "watching", List.of()));
    }

    @Test
    void provesItsJobAndReachesWhatItNeedsWhenAskedDeeply() throws Exception {
        start(reporter -> reporter.proving(() -> Future.succeededFuture(SelfView.healthy("did it")))
            .needing("database", () -> Future.failedFuture("connection refused")));

        HealthAnswer answer = ask(CheckLevel.DEEP);

        assertThat(answer.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(answer.detail()).contains("watching").contains("did it");
        assertThat(answer.dependencies()).extracting(Dependency::name, Dependency::status, Dependency::detail)
            .containsExactly(tuple("database", HealthStatus.UNHEALTHY,
                "connection refused"));
    }

    @Test
    void isAsBadAsItsJob() throws Exception {
        start(reporter -> reporter.proving(() -> {
            throw new IllegalStateException("a broken proof");
        }));

        assertThat(ask(CheckLevel.DEEP).status()).isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(ask(CheckLevel.DEEP).detail()).isEqualTo("a broken proof");
    }

    @Test
    void doesNotWaitForAProofThatNeverEnds() throws Exception {
        Promise<SelfView> never = Promise.promise();
        start(reporter -> reporter.proving(never::future));

        HealthAnswer answer = ask(CheckLevel.DEEP);

        assertThat(answer.status()).isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(answer.detail()).isEqualTo("job gave no answer in time");
    }

    @Test
    void isNotThereAnyMoreOnceItIsStoppedOrCutOff() throws Exception {
        ServiceReporter stopped = start(reporter -> reporter);
        assertThat(kit.health().services()).containsOnlyKeys("risk");
        stopped.stop();
        assertThat(kit.health().services()).isEmpty();
        assertNobodyAnswers();

        start(reporter -> reporter);
        fence.cut();
        assertThat(kit.health().services()).isEmpty();
        assertNobodyAnswers();
    }

    private void assertNobodyAnswers() {
        assertThatThrownBy(() -> ask(CheckLevel.SHALLOW))
            .isInstanceOfSatisfying(Refusal.class, refused ->
                assertThat(refused.kind()).isEqualTo(Refusal.Kind.NO_HANDLER));
    }

    private HealthAnswer ask(CheckLevel level) throws Exception {
        return bus.request(Addresses.checkHealth("risk", "n1"), new HealthQuery(level), TIMEOUT)
            .await(10, TimeUnit.SECONDS);
    }

    private ServiceReporter start(Function<ServiceReporter, ServiceReporter> with)
            throws InterruptedException, ExecutionException {
        Promise<ServiceReporter> started = Promise.promise();
        vertx.runOnContext(now -> started.complete(with.apply(
            ServiceReporter.start(vertx, kit, "risk", () -> SelfView.healthy("watching")))));
        return started.future().toCompletionStage().toCompletableFuture().get();
    }

    private NodeKit kit() {
        FailsafeConfig byDefault = FailsafeConfig.byDefault();
        FailsafeConfig failsafe = new FailsafeConfig(new FailsafeConfig.Health(Duration.ofSeconds(5),
            Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofMillis(500),
            new HealthRule(2, 2, Duration.ofSeconds(1)), Duration.ofSeconds(15), Duration.ofSeconds(2)),
            byDefault.synthetic(), byDefault.resources());
        NodeConfig config = new NodeConfig(null, null, null, null, null, null, null, null, null, failsafe,
            null, null, List.of(), List.of(), List.of(), List.of());
        NodeIdentity me = new NodeIdentity("n1", "i1", Clock.systemUTC());
        Bus fenced = bus.behind(fence);
        return new NodeKit(me, config, fenced, null, ClusterWatch.alone(me), Leases.alone("n1"),
            new Breakers(fenced, me), new Chains(fenced, me), Faults.unheard(), fence, new NodeHealth());
    }
}

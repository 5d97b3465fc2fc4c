package dev.holdfast.failsafe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.failsafe.recovery.RecoveryPart;
import dev.holdfast.failsafe.state.FailsafeBoard;
import dev.holdfast.resilience.health.CheckLevel;
import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.resilience.partition.NodeView;
import dev.holdfast.resilience.partition.Quorum;
import dev.holdfast.resilience.recovery.Fault;
import dev.holdfast.resilience.recovery.RecoveryAction;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.cluster.ClusterWatch;
import dev.holdfast.runtime.config.FailsafeConfig;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.recovery.Fence;
import dev.holdfast.runtime.stream.StreamWriter;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeEvent.HealthChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.NodeStarted;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryEnded;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryStarted;
import dev.holdfast.wire.message.Ack;
import dev.holdfast.wire.message.RecoverService;
import dev.holdfast.wire.message.ServiceReport;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What sets a recovery going, over a real bus. */
class RecoveryPartIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration STOOD_STILL = Duration.ofSeconds(3);

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, "node-1", Clock.systemUTC());
    private final ConcurrentLinkedQueue<String> reported = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<RecoverService> asked = new ConcurrentLinkedQueue<>();
    private StreamWriter streams;
    private Context context;

    @BeforeEach
    void start() throws Exception {
        NodeIdentity me = new NodeIdentity("node-1", "i1", Clock.systemUTC());
        streams = new StreamWriter(vertx, "127.0.0.1:1", "node-1", Clock.systemUTC());
        NodeKit node = new NodeKit(me, quickChecks(), bus, streams, new TwoNodes()).behind(new Fence(),
            (service, fault, why) -> reported.add(service + " " + fault + ": " + why));
        context = vertx.getOrCreateContext();
        FailsafeEvents events = new FailsafeEvents(bus);
        Leadership leader = new Leadership(node, context, events);
        FailsafeKit kit = new FailsafeKit(vertx, context, node, events, new FailsafeBoard(), leader);
        bus.serve(Addresses.recoverService("node-2"), command -> {
            asked.add(command);
            return Future.succeededFuture(new Ack());
        });
        leader.start().await(5, TimeUnit.SECONDS);
        new RecoveryPart(kit, said -> false).start().await(5, TimeUnit.SECONDS);
        report("signal", "node-1", HealthStatus.HEALTHY, null);
        report("risk", "node-1", HealthStatus.HEALTHY, null);
    }

    @AfterEach
    void stop() throws Exception {
        streams.close().await(5, TimeUnit.SECONDS);
        vertx.close().await(5, TimeUnit.SECONDS);
    }

    @Test
    void tellsTheHostOfAServiceThatAShallowCheckFoundBroken() {
        say("signal", "node-1", CheckLevel.SHALLOW, HealthStatus.UNHEALTHY);
        await().atMost(SOON).until(() -> !reported.isEmpty());
        assertThat(reported).containsExactly("signal OWN: shallow check: as found");
    }

    @Test
    void waitsForTheChecksOfWhatAServiceNeedsBeforeItBelievesADeepOne() {
        say("risk", "node-1", CheckLevel.DEEP, HealthStatus.UNHEALTHY);
        say("kafka", "node-1", CheckLevel.DEEP, HealthStatus.UNHEALTHY);
        await().atMost(SOON).until(() -> !reported.isEmpty());
        assertThat(reported).containsExactly("risk EXTERNAL: deep check: as found; kafka is away");
    }

    @Test
    void looksAgainWhenWhatWasAwayIsBackAndTheServiceIsStillBroken() {
        say("kafka", "node-1", CheckLevel.DEEP, HealthStatus.UNHEALTHY);
        say("risk", "node-1", CheckLevel.SHALLOW, HealthStatus.UNHEALTHY);
        say("kafka", "node-1", CheckLevel.DEEP, HealthStatus.HEALTHY);
        await().atMost(SOON).until(() -> reported.stream().anyMatch(line -> line.startsWith("risk OWN")));
    }

    @Test
    void doesNotJudgeAServiceThatSaysItLacksSomethingNorSoonAfter() {
        report("risk", "node-1", HealthStatus.UNHEALTHY, Fault.EXTERNAL);
        say("risk", "node-1", CheckLevel.SHALLOW, HealthStatus.UNHEALTHY);
        report("risk", "node-1", HealthStatus.HEALTHY, null);
        await().during(Duration.ofSeconds(7)).atMost(Duration.ofSeconds(9)).until(reported::isEmpty);
        await().atMost(SOON).until(() -> !reported.isEmpty());
        assertThat(reported).containsExactly("risk OWN: shallow check: as found");
    }

    @Test
    void doesNotJudgeAServiceThatItHasNotHeardYet() {
        say("portfolio-manager", "node-1", CheckLevel.SHALLOW, HealthStatus.UNHEALTHY);
        await().during(Duration.ofSeconds(7)).atMost(Duration.ofSeconds(9)).until(reported::isEmpty);
        await().atMost(SOON).until(() -> !reported.isEmpty());
        assertThat(reported).containsExactly("portfolio-manager OWN: shallow check: as found");
    }

    @Test
    void doesNotTakeWhatIsSaidOfABrokenInstanceForTheNewOne() {
        bus.publish(Addresses.FAILSAFE, new RecoveryStarted("r", "signal", "node-1", RecoveryAction.REDEPLOY,
            1, "it threw", Instant.EPOCH, Instant.EPOCH));
        say("signal", "node-1", CheckLevel.SHALLOW, HealthStatus.UNHEALTHY);
        bus.publish(Addresses.FAILSAFE, new RecoveryEnded("r", "signal", "node-1", RecoveryAction.REDEPLOY,
            true, 1, "seen at work", Instant.EPOCH));
        say("signal", "node-1", CheckLevel.SHALLOW, HealthStatus.HEALTHY);
        say("risk", "node-1", CheckLevel.DEEP, HealthStatus.UNHEALTHY);
        await().atMost(SOON).until(() -> !reported.isEmpty());
        assertThat(reported).noneMatch(line -> line.startsWith("signal"));
    }

    @Test
    void tellsOfAServiceThatIsStillBrokenLongAfterItsRecovery() {
        bus.publish(Addresses.FAILSAFE, new RecoveryEnded("r", "signal", "node-1", RecoveryAction.REDEPLOY,
            true, 1, "seen at work", Instant.EPOCH));
        say("signal", "node-1", CheckLevel.SHALLOW, HealthStatus.UNHEALTHY);
        await().during(Duration.ofSeconds(7)).atMost(Duration.ofSeconds(9)).until(reported::isEmpty);
        await().atMost(SOON).until(() -> !reported.isEmpty());
    }

    @Test
    void takesForNoNewsWhatWasSaidWhileThisNodeStoodStill() {
        context.runOnContext(now -> {
            try {
                Thread.sleep(STOOD_STILL.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        say("signal", "node-1", CheckLevel.SHALLOW, HealthStatus.UNHEALTHY);
        await().during(STOOD_STILL.plusSeconds(7)).atMost(STOOD_STILL.plusSeconds(9))
            .until(reported::isEmpty);
        await().atMost(SOON).until(() -> !reported.isEmpty());
        assertThat(reported).containsExactly("signal OWN: shallow check: as found");
    }

    @Test
    void asksALivingNodeWhoseFailsafeVerticleIsSilentToRecoverIt() {
        say("failsafe", "node-3", CheckLevel.SHALLOW, HealthStatus.UNHEALTHY);
        say("failsafe", "node-2", CheckLevel.SHALLOW, HealthStatus.UNHEALTHY);
        await().atMost(SOON).until(() -> !asked.isEmpty());
        assertThat(asked).singleElement().satisfies(order -> {
            assertThat(order.by()).isEqualTo("node-1");
            assertThat(order.why()).isEqualTo("as found");
            assertThat(order.token()).as("of the leader").isNotNull().isNotNegative();
        });
        assertThat(reported).isEmpty();
    }

    @Test
    void asksNoNodeWhoseHostBeginsItsFailsafeVerticleAnew() {
        report("failsafe", "node-2", HealthStatus.UNHEALTHY, null);
        say("failsafe", "node-2", CheckLevel.SHALLOW, HealthStatus.UNHEALTHY);
        await().during(Duration.ofSeconds(7)).atMost(Duration.ofSeconds(9)).until(asked::isEmpty);
        report("failsafe", "node-2", HealthStatus.HEALTHY, null);
        say("failsafe", "node-2", CheckLevel.SHALLOW, HealthStatus.HEALTHY);
        await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(7)).until(asked::isEmpty);
    }

    @Test
    void forgetsARecoveryThatANodeBeganBeforeItsProcessEnded() {
        bus.publish(Addresses.FAILSAFE, new RecoveryStarted("r", "failsafe", "node-2",
            RecoveryAction.REDEPLOY, 1, "it threw", Instant.EPOCH, Instant.EPOCH));
        say("failsafe", "node-2", CheckLevel.SHALLOW, HealthStatus.UNHEALTHY);
        await().during(Duration.ofSeconds(11)).atMost(Duration.ofSeconds(14)).until(asked::isEmpty);
        bus.publish(Addresses.FAILSAFE, new NodeStarted("node-2", "i2", Instant.EPOCH));
        await().atMost(SOON).until(() -> !asked.isEmpty());
    }

    @Test
    void doesNotJudgeAServiceInWhosePlaceItsHostSpeaks() {
        report("signal", "node-1", HealthStatus.UNHEALTHY, null);
        say("signal", "node-1", CheckLevel.SHALLOW, HealthStatus.UNHEALTHY);
        await().during(Duration.ofSeconds(7)).atMost(Duration.ofSeconds(9)).until(reported::isEmpty);
    }

    private static NodeConfig quickChecks() {
        FailsafeConfig byDefault = FailsafeConfig.byDefault();
        Duration quick = Duration.ofMillis(200);
        FailsafeConfig.Health checks = new FailsafeConfig.Health(quick, quick, quick, quick,
            byDefault.health().rule(), quick, quick);
        return new NodeConfig(null, null, null, null, null, null, null, null, null,
            new FailsafeConfig(checks, byDefault.synthetic(), byDefault.resources()), null, null, List.of(),
            List.of(), List.of(), List.of());
    }

    private void report(String service, String node, HealthStatus status, Fault fault) {
        bus.publish(Addresses.SERVICE_REPORT, new ServiceReport(service, node, status, "its own word",
            fault, Instant.EPOCH));
    }

    private void say(String service, String node, CheckLevel level, HealthStatus to) {
        bus.publish(Addresses.FAILSAFE, new HealthChanged(service, node, level,
            to == HealthStatus.HEALTHY ? HealthStatus.UNHEALTHY : HealthStatus.HEALTHY, to, "as found",
            Instant.EPOCH));
    }

    /** Two nodes that live; a third is not heard of. */
    private static final class TwoNodes implements ClusterWatch {
        @Override
        public String refusalToAct() {
            return null;
        }

        @Override
        public Quorum quorum() {
            return Quorum.MAJORITY;
        }

        @Override
        public List<NodeView> nodes() {
            return List.of(new NodeView("node-1", "i1", Duration.ZERO, true, true, true, false),
                new NodeView("node-2", "i2", Duration.ZERO, true, true, true, false));
        }

        @Override
        public void venueIsUp(boolean up) {
            // No duty depends on it here.
        }
    }
}

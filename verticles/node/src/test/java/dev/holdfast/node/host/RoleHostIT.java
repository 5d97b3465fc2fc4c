package dev.holdfast.node.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.resilience.recovery.Backoff;
import dev.holdfast.resilience.recovery.Fault;
import dev.holdfast.resilience.recovery.RecoveryAction;
import dev.holdfast.resilience.recovery.RecoveryTerms;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.health.ServiceReporter.SelfView;
import dev.holdfast.runtime.stream.StreamWriter;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.CommandAddress;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryEnded;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryStarted;
import dev.holdfast.wire.message.Ask;
import dev.holdfast.wire.message.RecoverService;
import dev.holdfast.wire.message.ServiceReport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real verticles that fail in every way there is, on a real Vert.x. */
class RoleHostIT {
    private static final String ROLE = "risk";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final RecoveryTerms QUICK = new RecoveryTerms(
        new Backoff(Duration.ofMillis(50), Duration.ofMillis(200)), Duration.ofSeconds(60), 5,
        Duration.ofMinutes(15), Duration.ofSeconds(2));

    @TempDir
    private Path data;
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, "node-1", Clock.systemUTC());
    private final Stunt.Script script = new Stunt.Script();
    private final ConcurrentLinkedQueue<FailsafeEvent> events = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<ServiceReport> reports = new ConcurrentLinkedQueue<>();
    private final AtomicInteger processRestarts = new AtomicInteger();
    private StreamWriter streams;
    private RoleHost host;

    @BeforeEach
    void listen() {
        bus.subscribe(Addresses.FAILSAFE, events::add);
        bus.subscribe(Addresses.SERVICE_REPORT, reports::add);
    }

    @AfterEach
    void stop() {
        script.unblock.countDown();
        done(streams.close());
        done(vertx.close());
    }

    @Test
    void redeploysAVerticleThatThrowsWithinTwoSeconds() {
        start(RecoveryTerms.STANDARD);
        List<Long> took = new ArrayList<>();
        for (int run = 1; run <= 5; run++) {
            events.clear();
            // Each run is a first failure: a fresh host, as after a calm.
            restartHost();
            int before = script.instances.get();
            assertThatThrownBy(() -> ask(Stunt.THROW)).hasMessageContaining("a bug in instance " + before);
            await().atMost(SOON).until(() -> !ended(true).isEmpty());
            assertThat(ask(Stunt.WHO)).isEqualTo(before + 1);
            took.add(ended(true).getFirst().tookMillis());
        }
        System.out.println("a verticle that throws is redeployed and healthy after ms: " + took);
        assertThat(took.stream().sorted().toList().get(2)).isLessThan(2_000);
        assertThat(started()).first().satisfies(event -> {
            assertThat(event.action()).isEqualTo(RecoveryAction.REDEPLOY);
            assertThat(event.why()).contains("a bug in instance");
        });
    }

    @Test
    void keepsTryingAServiceThatCannotStartBecauseSomethingIsAbsent() {
        script.startFailure = new TimeoutException("no database");
        // With waits of 25 ms and more: over a second, within which the host says once how it stands.
        script.startsThatFail = 60;
        start(QUICK);
        await().atMost(SOON).until(() -> !ended(true).isEmpty());
        assertThat(script.instances.get()).isEqualTo(61);
        assertThat(started()).extracting(RecoveryStarted::action).containsOnly(RecoveryAction.REDEPLOY);
        assertThat(reports).anyMatch(report -> report.detail().startsWith("recovering (REDEPLOY"));
    }

    @Test
    void refusesAServiceThatWasToldNonsense() {
        script.startFailure = new IllegalArgumentException("no such strategy");
        script.startsThatFail = 1;
        assertThatThrownBy(() -> start(QUICK)).hasMessageContaining("no such strategy");
        assertThat(script.instances.get()).isEqualTo(1);
    }

    @Test
    void abandonsAVerticleWhoseEventLoopIsStuckBehindItsFence() {
        start(QUICK);
        long begun = System.nanoTime();
        bus.request(Stunt.BLOCK, new Ask(), Duration.ofSeconds(60));

        await().atMost(SOON).until(() -> !started().isEmpty());
        long noticed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        await().atMost(SOON).until(() -> !ended(true).isEmpty());
        System.out.println("a stuck event loop was noticed after " + noticed + " ms, recovered after "
            + ended(true).getFirst().tookMillis() + " ms more");

        assertThat(noticed).isLessThan(7_000);
        assertThat(ask(Stunt.WHO)).as("the new instance answers").isEqualTo(2);
        script.unblock.countDown();
        await().atMost(SOON).until(() -> script.stops.get() == 1);
        assertThat(ask(Stunt.WHO)).as("and only the new one").isEqualTo(2);
        assertThat(reports).as("what it said when it woke").noneMatch(r -> r.service().equals("ghost"));
    }

    @Test
    void redeploysAServiceOfWhichAHandlerNeverReplies() {
        start(QUICK);
        Future<String> asked = bus.request(Stunt.NEVER, new Ask(), Duration.ofSeconds(1));
        assertThatThrownBy(() -> done(asked)).isInstanceOf(Refusal.class);
        await().atMost(SOON).until(() -> !ended(true).isEmpty());
        assertThat(started()).singleElement().satisfies(event ->
            assertThat(event.why()).contains("the handler of test.command.never answers nothing"));
        assertThat(ask(Stunt.WHO)).isEqualTo(2);
    }

    @Test
    void leavesAServiceAloneThatOwesAnswersBecauseSomethingOutsideIsAway() {
        start(QUICK);
        script.view = SelfView.waiting("no broker");
        bus.request(Stunt.NEVER, new Ask(), Duration.ofSeconds(1));
        await().atMost(SOON)
            .until(() -> reports.stream().filter(r -> r.fault() == Fault.EXTERNAL).count() > 7);
        assertThat(started()).isEmpty();
    }

    @Test
    void doesNotBlameAServiceForWhatALibraryThrowsOnItsEventLoop() {
        start(QUICK);
        ask(Stunt.FOREIGN);
        assertThatThrownBy(() -> ask(Stunt.THROW)).isInstanceOf(Refusal.class);
        await().atMost(SOON).until(() -> !ended(true).isEmpty());
        assertThat(started()).singleElement()
            .satisfies(event -> assertThat(event.why()).contains("a bug in instance"));
    }

    @Test
    void redeploysAServiceThatSaysOfItselfThatItCannotWork() {
        start(QUICK);
        script.view = SelfView.unhealthy("every strategy stopped");
        await().atMost(SOON).until(() -> script.instances.get() == 2);
        script.view = SelfView.healthy("fine");
        await().atMost(SOON).until(() -> !ended(true).isEmpty());
        assertThat(started().getFirst().why()).contains("every strategy stopped");
    }

    @Test
    void leavesAServiceAloneThatOnlyWaitsForSomethingOutside() {
        start(QUICK);
        script.view = SelfView.waiting("no broker");
        await().atMost(SOON)
            .until(() -> reports.stream().filter(r -> r.fault() == Fault.EXTERNAL).count() > 7);
        host.report(ROLE, Fault.EXTERNAL, "the broker is away");
        script.view = SelfView.healthy("fine");
        await().atMost(SOON).until(() -> reports.stream().anyMatch(r -> r.detail().equals("fine")));
        assertThat(script.instances.get()).isEqualTo(1);
        assertThat(started()).isEmpty();
    }

    @Test
    void leavesNoHandlerOfTheOldInstanceOnTheBus() {
        script.leaks = true;
        start(QUICK);
        assertThat(ask(Stunt.WHO)).isEqualTo(1);
        assertThatThrownBy(() -> ask(Stunt.THROW)).isInstanceOf(Refusal.class);
        await().atMost(SOON).until(() -> !ended(true).isEmpty());
        for (int asked = 0; asked < 20; asked++) {
            assertThat(ask(Stunt.WHO)).isEqualTo(2);
        }
    }

    @Test
    void movesCorruptStateAsideAndStartsAnew() throws IOException {
        Path state = Files.writeString(data.resolve("state"), "garbage");
        start(QUICK);
        host.report(ROLE, Fault.CORRUPT_STATE, "its file is corrupt");
        await().atMost(SOON).until(() -> !ended(true).isEmpty());
        assertThat(started().getFirst().action()).isEqualTo(RecoveryAction.QUARANTINE_STATE);
        assertThat(state).doesNotExist();
        try (var kept = Files.walk(data.resolve("quarantine"))) {
            assertThat(kept.filter(path -> path.endsWith("state"))).singleElement()
                .satisfies(path -> assertThat(path).hasContent("garbage"));
        }
    }

    @Test
    void endsTheProcessWhenRedeploymentsDoNotHelpAndGoesOnInTheNext() {
        start(QUICK);
        for (int failure = 1; processRestarts.get() == 0; failure++) {
            assertThat(failure).isLessThanOrEqualTo(5);
            int before = started().size();
            host.report(ROLE, Fault.OWN, "broken");
            await().atMost(SOON).until(() -> started().size() > before && (processRestarts.get() > 0
                || ended(true).size() + ended(false).size() == started().size()));
        }
        assertThat(started()).extracting(RecoveryStarted::action).endsWith(RecoveryAction.RESTART_PROCESS);
        String restart = started().getLast().recovery();

        restartHost();

        await().atMost(SOON).until(() -> ended(true).stream().anyMatch(e -> e.recovery().equals(restart)));
        host.report(ROLE, Fault.OWN, "still broken");
        await().atMost(SOON).until(() -> started().stream()
            .anyMatch(e -> e.action() == RecoveryAction.QUARANTINE_STATE));
    }

    @Test
    void recoversAServiceWhenTheLeaderAsks() {
        start(QUICK);
        done(bus.request(Addresses.recoverService("node-1"),
            new RecoverService(ROLE, "its failsafe verticle is silent", "node-2", 7L), SOON));
        await().atMost(SOON).until(() -> !ended(true).isEmpty());
        assertThat(started().getFirst().why()).contains("says node-2");
        assertThat(done(bus.request(Addresses.recoverService("node-1"),
            new RecoverService("signal", "none here", "node-2", 7L), SOON)).problem())
            .contains("no signal here");
    }

    private void start(RecoveryTerms terms) {
        NodeIdentity identity = new NodeIdentity("node-1", "i1", Clock.systemUTC());
        NodeConfig config = new NodeConfig(
            new NodeConfig.Node("node-1", Set.of(ROLE), NodeConfig.Mode.PAPER, data), null, null,
            new NodeConfig.Kafka("127.0.0.1:1"), null, null, null, null, null, List.of(), List.of(),
            List.of(), List.of());
        streams = new StreamWriter(vertx, "127.0.0.1:1", "node-1", Clock.systemUTC());
        NodeKit kit = new NodeKit(identity, config, bus, streams);
        host = new RoleHost(vertx, kit, new RoleHost.Means(terms,
            role -> List.of(data.resolve("state")), true, processRestarts::incrementAndGet));
        done(host.start(ROLE, given -> new Stunt(given, script)));
    }

    private void restartHost() {
        done(host.stop());
        done(streams.close());
        start(QUICK);
    }

    private List<RecoveryStarted> started() {
        return events.stream().filter(RecoveryStarted.class::isInstance).map(RecoveryStarted.class::cast)
            .toList();
    }

    private List<RecoveryEnded> ended(boolean recovered) {
        return events.stream().filter(RecoveryEnded.class::isInstance).map(RecoveryEnded.class::cast)
            .filter(event -> event.recovered() == recovered).toList();
    }

    private <R> R ask(CommandAddress<Ask, R> address) {
        return done(bus.request(address, new Ask(), SOON));
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.await(40, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}

package dev.holdfast.runtime.fallback;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.fallback.FallbackTerms;
import dev.holdfast.resilience.fallback.TierSight;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.health.NodeHealth;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.recovery.Faults;
import dev.holdfast.runtime.recovery.Fence;
import dev.holdfast.testkit.TestClock;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeEvent.TierChanged;
import dev.holdfast.wire.failsafe.FailsafeView.Chain;
import dev.holdfast.wire.message.Ask;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServedChainTest {
    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
    private static final List<String> TIERS = List.of("venue", "queue");
    private final Vertx vertx = Vertx.vertx();
    private final TestClock clock = TestClock.at(START);
    private final Bus bus = new Bus(vertx, "node-1", clock);
    private final NodeKit node = new NodeKit(new NodeIdentity("node-1", "life", clock), null, bus, null);
    private final List<TierChanged> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        node.chains().start();
        bus.subscribe(Addresses.FAILSAFE, event -> told.add((TierChanged) event));
    }

    @AfterEach
    void close() throws TimeoutException {
        vertx.close().await(5, SECONDS);
    }

    @Test
    void tellsItsBeginningAndEveryChange() {
        ServedChain chain = begin(node);
        clock.advance(Duration.ofSeconds(1));
        chain.look(List.of(TierSight.unfit("no session")));
        chain.look(List.of(TierSight.unfit("no session")));
        assertThat(chain.isOnFirst()).isFalse();

        Awaitility.await().untilAsserted(() -> assertThat(told).containsExactly(
            new TierChanged("execution", "node-1", null, "venue", "venue", "it begins", START),
            new TierChanged("execution", "node-1", "venue", "queue", "venue",
                "venue is unfit: no session", START.plusSeconds(1))));
    }

    @Test
    void showsItselfToWhoeverAsksUntilItEnds() throws TimeoutException {
        ServedChain chain = begin(node);
        clock.advance(Duration.ofSeconds(1));
        chain.look(List.of(TierSight.unfit("no session")));
        assertThat(shown()).containsExactly(new Chain("execution", "node-1", TIERS, "queue",
            "venue is unfit: no session", START.plusSeconds(1)));

        chain.end("the service stops");

        assertThat(shown()).isEmpty();
        TierChanged end = new TierChanged("execution", "node-1", "queue", "venue", "venue",
            "ended: the service stops", START.plusSeconds(1));
        Awaitility.await().untilAsserted(() -> assertThat(told).hasSize(3).endsWith(end));
    }

    @Test
    void isForgottenWithAnInstanceThatWasCutOffButNotTheOneAfterIt() throws TimeoutException {
        Fence fence = new Fence();
        begin(behind(fence));
        ServedChain next = begin(node);
        fence.cut();
        assertThat(shown()).containsExactly(next.view());

        Fence last = new Fence();
        begin(behind(last));
        last.cut();
        assertThat(shown()).isEmpty();
    }

    private static ServedChain begin(NodeKit kit) {
        return ServedChain.begin(kit, "execution", TIERS, FallbackTerms.AT_ONCE);
    }

    private NodeKit behind(Fence fence) {
        return new NodeKit(node.identity(), null, bus.behind(fence), null, node.cluster(), node.leases(),
            node.breakers(), node.chains(), Faults.unheard(), fence, new NodeHealth());
    }

    private List<Chain> shown() throws TimeoutException {
        return bus.request(Addresses.chains("node-1"), new Ask(), Duration.ofSeconds(5)).await(5, SECONDS)
            .chains();
    }
}

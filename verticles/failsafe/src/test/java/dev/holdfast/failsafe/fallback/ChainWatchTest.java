package dev.holdfast.failsafe.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.failsafe.FailsafeKit;
import dev.holdfast.failsafe.state.FailsafeBoard;
import dev.holdfast.resilience.fallback.FallbackTerms;
import dev.holdfast.resilience.fallback.TierSight;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.fallback.ServedChain;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.wire.failsafe.FailsafeView.Chain;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChainWatchTest {
    private final Vertx vertx = Vertx.vertx();
    private final NodeIdentity identity = new NodeIdentity("node-1", "life", Clock.systemUTC());
    private final Bus bus = new Bus(vertx, "node-1", identity.clock());
    private final NodeKit node = new NodeKit(identity, null, bus, null);
    private final FailsafeBoard board = new FailsafeBoard();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void showsAllTiersOfEachLiveNodesChainsAndWhatChangesAtOnce() {
        node.chains().start();
        ServedChain chain = ServedChain.begin(node, "signal", List.of("model", "rules", "hold"),
            FallbackTerms.AT_ONCE);
        vertx.runOnContext(go -> new ChainWatch(
            new FailsafeKit(vertx, vertx.getOrCreateContext(), node, null, board, null)).start());
        Awaitility.await().untilAsserted(() -> assertThat(board.chains()).containsExactly(chain.view()));
        assertThat(board.chains().getFirst().tiers()).containsExactly("model", "rules", "hold");

        chain.look(List.of(TierSight.unfit("too slow"), TierSight.fit("well")));

        // Well before the next round of questions: the change itself makes it ask.
        Awaitility.await().atMost(Duration.ofSeconds(3)).untilAsserted(() ->
            assertThat(board.chains()).extracting(Chain::tier).containsExactly("rules"));
    }
}

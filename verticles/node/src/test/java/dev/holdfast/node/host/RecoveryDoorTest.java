package dev.holdfast.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.stream.StreamWriter;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeEvent.LeaderElected;
import dev.holdfast.wire.message.RecoverService;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecoveryDoorTest {
    private static final int SECONDS = 5;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, "node-1", Clock.systemUTC());
    private final StreamWriter streams = new StreamWriter(vertx, "127.0.0.1:1", "node-1", Clock.systemUTC());
    private final Queue<RecoverService> done = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void open() {
        NodeConfig config = new NodeConfig(
            new NodeConfig.Node("node-1", Set.of("risk"), NodeConfig.Mode.PAPER, Path.of("data")), null, null,
            new NodeConfig.Kafka("127.0.0.1:1"), null, null, null, null, null, List.of(), List.of(),
            List.of(), List.of());
        NodeKit kit = new NodeKit(new NodeIdentity("node-1", "i1", Clock.systemUTC()), config, bus, streams);
        new RecoveryDoor(kit, done::add).open(bus);
    }

    @AfterEach
    void close() throws TimeoutException {
        streams.close().await(SECONDS, TimeUnit.SECONDS);
        vertx.close().await(SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void takesNoOrderOfALeaderThatWasReplacedAsFarAsIsHeard() throws TimeoutException {
        bus.publish(Addresses.FAILSAFE, new LeaderElected("node-3", 8, Instant.EPOCH));
        assertThat(order("risk", 7L)).contains("token 7 is of a leader of before; 8 leads");
        assertThat(done).isEmpty();
        assertThat(order("risk", 8L)).isNull();
        assertThat(done).hasSize(1);
    }

    @Test
    void takesTheHighestTokenThatOrderedForTheLeaders() throws TimeoutException {
        assertThat(order("risk", 9L)).isNull();
        assertThat(order("risk", 8L)).contains("9 leads");
        assertThat(done).hasSize(1);
    }

    @Test
    void obeysAPersonWhoHasNoToken() throws TimeoutException {
        assertThat(order("risk", 9L)).isNull();
        assertThat(order("risk", null)).isNull();
        assertThat(done).hasSize(2);
    }

    @Test
    void saysWhatDoesNotRunHere() throws TimeoutException {
        assertThat(order("signal", null)).contains("no signal here");
        assertThat(done).isEmpty();
    }

    private String order(String service, Long token) throws TimeoutException {
        return bus.request(Addresses.recoverService("node-1"),
            new RecoverService(service, "as found", "node-2", token), Duration.ofSeconds(SECONDS))
            .await(SECONDS, TimeUnit.SECONDS).problem();
    }
}

package dev.holdfast.node;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On one member, from whose memory is taken what the others take from it when they clean up too late. */
class PatientClusterManagerTest {
    private static final String DOOR = "door";
    private static final String OTHER_DOOR = "other door";

    private final PatientClusterManager cluster = new PatientClusterManager(alone());
    private Vertx vertx;
    private HazelcastInstance hazelcast;

    @BeforeEach
    void join() throws Exception {
        vertx = Vertx.builder().withClusterManager(cluster).buildClustered().await(30, SECONDS);
        hazelcast = cluster.getHazelcastInstance();
        serve(DOOR);
    }

    @AfterEach
    void leave() throws Exception {
        vertx.close().await(30, SECONDS);
    }

    @Test
    void putsBackWhatWasTakenOffTheBusThoughItIsServed() throws Exception {
        hazelcast.getMultiMap("__vertx.subs").remove(DOOR);
        hazelcast.getMap("__vertx.nodeInfo").remove(cluster.getNodeId());
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> knows(DOOR)
            && hazelcast.getMap("__vertx.nodeInfo").containsKey(cluster.getNodeId()));
        assertThat(vertx.eventBus().request(DOOR, "knock").await(5, SECONDS).body()).isEqualTo("come in");
    }

    @Test
    void putsNothingBackThatIsServedNoMore() throws Exception {
        MessageConsumer<String> other = serve(OTHER_DOOR);
        other.unregister().await(5, SECONDS);
        hazelcast.getMultiMap("__vertx.subs").remove(DOOR);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> knows(DOOR));
        assertThat(knows(OTHER_DOOR)).isFalse();
    }

    private MessageConsumer<String> serve(String address) throws Exception {
        MessageConsumer<String> consumer =
            vertx.eventBus().consumer(address, message -> message.reply("come in"));
        consumer.completion().await(5, SECONDS);
        return consumer;
    }

    private boolean knows(String address) {
        return hazelcast.getMultiMap("__vertx.subs").containsKey(address);
    }

    private static Config alone() {
        Config config = new Config().setClusterName(UUID.randomUUID().toString());
        config.getJetConfig().setEnabled(false);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        return config;
    }
}

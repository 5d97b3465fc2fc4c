package dev.holdfast.node.host;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.impl.clustered.ClusteredEventBus;
import io.vertx.core.internal.ContextInternal;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.lang.reflect.Field;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BusLoopTest {
    @Test
    void isTheOneOnWhichTheBusListens() throws Exception {
        Vertx vertx = Vertx.builder().withClusterManager(new HazelcastClusterManager(alone()))
            .buildClustered().await(30, SECONDS);
        try {
            Field listening = ClusteredEventBus.class.getDeclaredField("context");
            listening.setAccessible(true);
            ContextInternal context = (ContextInternal) listening.get(vertx.eventBus());
            assertThat(BusLoop.of(vertx)).isSameAs(context.nettyEventLoop());
            BusLoop.run(vertx, () -> assertThat(Vertx.currentContext()).isInstanceOfSatisfying(
                ContextInternal.class, own ->
                    assertThat(own.nettyEventLoop()).isSameAs(context.nettyEventLoop())))
                .await(5, SECONDS);
        } finally {
            vertx.close().await(30, SECONDS);
        }
    }

    @Test
    void isNoneWhereNothingComesFromOthers() throws Exception {
        Vertx vertx = Vertx.vertx();
        assertThat(BusLoop.of(vertx)).isNull();
        vertx.close().await(30, SECONDS);
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

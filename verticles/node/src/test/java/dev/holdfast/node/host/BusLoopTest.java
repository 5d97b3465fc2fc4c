package dev.holdfast.node.host;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.health.NodeIdentity;
import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.impl.clustered.ClusteredEventBus;
import io.vertx.core.internal.ContextInternal;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.lang.reflect.Field;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BusLoopTest {
    private static final int LOOPS = 4;

    @Test
    void isTheOneOnWhichTheBusListens() throws Exception {
        Vertx vertx = Vertx.builder().withClusterManager(new HazelcastClusterManager(alone()))
            .buildClustered().await(30, SECONDS);
        try {
            Field listening = ClusteredEventBus.class.getDeclaredField("context");
            listening.setAccessible(true);
            ContextInternal context = (ContextInternal) listening.get(vertx.eventBus());
            assertThat(BusLoop.of(vertx)).isSameAs(context.nettyEventLoop());
            AtomicReference<Context> own = new AtomicReference<>();
            BusLoop.run(BusLoop.context(vertx), () -> own.set(Vertx.currentContext())).await(5, SECONDS);
            assertThat(((ContextInternal) own.get()).nettyEventLoop()).isSameAs(context.nettyEventLoop());
        } finally {
            vertx.close().await(30, SECONDS);
        }
    }

    @Test
    void isDealtToNoService() throws Exception {
        Vertx vertx = Vertx.builder().with(new VertxOptions().setEventLoopPoolSize(LOOPS))
            .withClusterManager(new HazelcastClusterManager(alone())).buildClustered().await(30, SECONDS);
        ScheduledExecutorService host = Executors.newSingleThreadScheduledExecutor();
        try {
            Deployer deployer = new Deployer(vertx, host);
            Set<EventLoop> dealt = ConcurrentHashMap.newKeySet();
            for (int service = 0; service < 3 * LOOPS; service++) {
                deployer.deploy(() -> new Instance(given -> {
                    dealt.add(((ContextInternal) given).nettyEventLoop());
                    return Future.succeededFuture();
                }, kit(vertx), thrown -> { })).get(30, SECONDS);
            }
            assertThat(dealt).hasSize(LOOPS - 1).doesNotContain(BusLoop.of(vertx));
        } finally {
            host.shutdownNow();
            vertx.close().await(30, SECONDS);
        }
    }

    @Test
    void isNoneWhereNothingComesFromOthers() throws Exception {
        Vertx vertx = Vertx.vertx();
        assertThat(BusLoop.of(vertx)).isNull();
        vertx.close().await(30, SECONDS);
    }

    private static NodeKit kit(Vertx vertx) {
        NodeIdentity me = new NodeIdentity("node-1", "i1", Clock.systemUTC());
        return new NodeKit(me, null, new Bus(vertx, "node-1", Clock.systemUTC()), null);
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

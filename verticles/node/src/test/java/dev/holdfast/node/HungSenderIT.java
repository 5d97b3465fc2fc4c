package dev.holdfast.node;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import dev.holdfast.node.host.BusLoop;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two members: a sender whose event loop hangs after its first word does not make its node mute. */
class HungSenderIT {
    private static final String DOOR = "door";
    private static final int LOOPS = 4;

    private final String name = UUID.randomUUID().toString();
    private final Vertx here = join();
    private final Vertx there = join();
    private final CountDownLatch wake = new CountDownLatch(1);

    @AfterEach
    void leave() throws Exception {
        wake.countDown();
        here.close().await(30, SECONDS);
        there.close().await(30, SECONDS);
    }

    @Test
    void letsTheOthersOfItsNodeSpeak() throws Exception {
        there.eventBus().consumer(DOOR, message -> message.reply("come in")).completion().await(5, SECONDS);
        Context first = loop();
        Context second = loop();
        assertThat(((ContextInternal) first).nettyEventLoop())
            .isNotSameAs(((ContextInternal) second).nettyEventLoop());
        assertThat(((ContextInternal) first).nettyEventLoop()).isNotSameAs(
            ((ContextInternal) BusLoop.context(here)).nettyEventLoop());
        assertThat(knock(first)).isEqualTo("come in");

        CountDownLatch hangs = new CountDownLatch(1);
        first.runOnContext(now -> {
            hangs.countDown();
            try {
                wake.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(hangs.await(5, SECONDS)).isTrue();

        assertThat(knock(second)).isEqualTo("come in");
    }

    private Context loop() {
        return ((VertxInternal) here).createEventLoopContext();
    }

    private Object knock(Context sender) throws Exception {
        Promise<Object> answer = Promise.promise();
        sender.runOnContext(now -> here.eventBus().request(DOOR, "knock")
            .onComplete(reply -> answer.complete(reply.body()), answer::fail));
        return answer.future().await(10, SECONDS);
    }

    private Vertx join() {
        try {
            return Vertx.builder().with(new VertxOptions().setEventLoopPoolSize(LOOPS))
                .withClusterManager(new PatientClusterManager(loopback())).buildClustered()
                .await(30, SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("no cluster on loopback", e);
        }
    }

    private Config loopback() {
        Config config = new Config().setClusterName(name);
        config.getJetConfig().setEnabled(false);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getTcpIpConfig().setEnabled(true).addMember("127.0.0.1");
        return config;
    }
}

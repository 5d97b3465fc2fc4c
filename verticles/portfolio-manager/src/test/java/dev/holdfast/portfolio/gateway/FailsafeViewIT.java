package dev.holdfast.portfolio.gateway;

import static dev.holdfast.portfolio.GatewayFixture.await;
import static dev.holdfast.portfolio.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.portfolio.GatewayFixture;
import dev.holdfast.portfolio.TestFailsafe;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.failsafe.FailsafeView;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whose view of the failsafe layer the gateway shows. */
class FailsafeViewIT {
    private static final String PATH = "/api/v1/failsafe";
    private static GatewayFixture desk;
    private final List<MessageConsumer<Buffer>> served = new ArrayList<>();

    @BeforeAll
    static void open() {
        desk = new GatewayFixture();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @AfterEach
    void unserve() {
        served.forEach(consumer -> await(consumer.unregister()));
    }

    @Test
    void showsTheViewOfItsOwnNode() {
        desk.cluster.hears("node-2", false);
        serve("node-1", Future.succeededFuture(TestFailsafe.VIEW));
        serve("node-2", Future.succeededFuture(viewOf("node-2")));
        HttpResponse<String> answer = desk.get(PATH);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.read(answer.body(), FailsafeView.class)).isEqualTo(TestFailsafe.VIEW);
    }

    @Test
    void showsAnothersWhileItsOwnIsAway() {
        desk.cluster.hears("node-2", false);
        serve("node-2", Future.succeededFuture(viewOf("node-2")));
        assertThat(json(desk.get(PATH)).at("/node").asText()).isEqualTo("node-2");
    }

    @Test
    void showsAnothersWhileItsOwnDoesNotAnswer() {
        desk.cluster.hears("node-2", false);
        serve("node-1", Promise.<FailsafeView>promise().future());
        serve("node-2", Future.succeededFuture(viewOf("node-2")));
        assertThat(json(desk.get(PATH)).at("/node").asText()).isEqualTo("node-2");
    }

    @Test
    void saysThatNobodyRunsIt() {
        desk.cluster.hears("node-2", true);
        serve("node-2", Future.succeededFuture(viewOf("node-2")));
        HttpResponse<String> answer = desk.get(PATH);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).at("/type").asText()).isEqualTo("/problems/unavailable");
    }

    @Test
    void asksForALogin() {
        assertThat(desk.send(desk.request(PATH)).statusCode()).isEqualTo(401);
    }

    private void serve(String node, Future<FailsafeView> answer) {
        MessageConsumer<Buffer> consumer = desk.kit.bus().serve(Addresses.failsafeView(node), ask -> answer);
        await(consumer.completion());
        served.add(consumer);
    }

    private static FailsafeView viewOf(String node) {
        FailsafeView of = TestFailsafe.VIEW;
        return new FailsafeView(node, of.leader(), of.quorum(), of.size(), of.services(), of.breakers(),
            of.chains(), of.recoveries(), of.incidents(), of.checkpoints(), of.heals(), of.at());
    }
}

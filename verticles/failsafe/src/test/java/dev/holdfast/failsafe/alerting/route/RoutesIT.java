package dev.holdfast.failsafe.alerting.route;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.holdfast.resilience.alert.AlertCommand;
import dev.holdfast.resilience.alert.AlertRules;
import dev.holdfast.resilience.alert.Cause;
import dev.holdfast.resilience.alert.CauseKey;
import dev.holdfast.resilience.alert.Incident;
import dev.holdfast.resilience.alert.IncidentDesk;
import dev.holdfast.resilience.alert.Notice;
import dev.holdfast.resilience.alert.Symptom;
import dev.holdfast.resilience.recovery.Backoff;
import dev.holdfast.runtime.config.AlertsConfig;
import dev.holdfast.runtime.config.AlertsConfig.Format;
import dev.holdfast.runtime.config.AlertsConfig.Mail;
import dev.holdfast.runtime.config.AlertsConfig.Route;
import dev.holdfast.runtime.config.AlertsConfig.Tls;
import dev.holdfast.runtime.config.AlertsConfig.Webhook;
import dev.holdfast.testkit.FreePorts;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Notices over real sockets: an HTTP server and an SMTP server on loopback, absent, failing and back. */
class RoutesIT {
    private final Vertx vertx = Vertx.vertx();
    private final int port = FreePorts.one();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final List<String> outcomes = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private Routes routes;

    private final RouteOutcome outcome = new RouteOutcome() {
        @Override
        public void onDelivered(Notice notice, boolean disturbs) {
            outcomes.add("delivered " + notice.kind() + " " + notice.incident().id() + " " + disturbs);
        }

        @Override
        public void onDropped(Notice notice, String why) {
            outcomes.add("dropped " + notice.incident().id() + ": " + why);
        }

        @Override
        public void onRoute(String route, int failures, String why) {
            outcomes.add("route " + route + (failures == 0 ? " works" : " fails"));
        }
    };

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, SECONDS);
    }

    private HttpServer receiver() throws Exception {
        return vertx.createHttpServer().requestHandler(request -> request.body().onSuccess(body -> {
            bodies.add(body.toString());
            tokens.add(String.valueOf(request.getHeader("Authorization")));
            request.response().setStatusCode(status).end("said the receiver");
        })).listen(port, "127.0.0.1").toCompletionStage().toCompletableFuture().get(10, SECONDS);
    }

    private void routes(Route route) {
        AlertsConfig usual = AlertsConfig.byDefault();
        AlertsConfig config = new AlertsConfig(usual.rules(), List.of(route), List.of(), usual.runbooks(),
            usual.objective(), usual.lagRecords());
        vertx.runOnContext(now -> routes = new Routes(vertx, config, notice -> new Message(notice.kind(),
            AlertsFixture.incident(notice.incident().id(), "docs/runbooks/node-down.md", "silent"),
            "holdfast"), outcome, new Backoff(Duration.ofMillis(20), Duration.ofMillis(100))));
        await().until(() -> routes != null);
    }

    private Webhook hook(Format format) {
        return new Webhook("hook", format, "http://127.0.0.1:" + port + "/in", "s3cret", "1");
    }

    /** What a desk would send of the n-th incident. */
    private static Notice notice(String route, int n, Notice.Kind kind) {
        IncidentDesk desk = new IncidentDesk(AlertRules.usual(Map.of()), "");
        for (int i = 1; i <= n; i++) {
            Symptom symptom = Symptom.of(new Symptom.Id("heartbeat", "*", "node-" + i),
                new CauseKey(Cause.NODE_DOWN, "node-" + i), "silent", AlertsFixture.AT);
            desk.apply(desk.decide(new AlertCommand.Report(symptom), AlertsFixture.AT), AlertsFixture.AT);
        }
        Incident incident = desk.book().open().getLast();
        return new Notice(kind, route, incident);
    }

    private void send(Notice notice) {
        vertx.runOnContext(now -> routes.send(notice));
    }

    @Test
    void tellsAReceiverThatIsThere() throws Exception {
        receiver();
        routes(hook(Format.JSON));
        send(notice("hook", 1, Notice.Kind.OPENED));

        await().atMost(10, SECONDS).until(() -> outcomes.contains("delivered OPENED I-1 true"));
        assertThat(bodies).hasSize(1);
        assertThat(bodies.getFirst()).contains("\"text\":\"[PAGE] I-1 node node-2 is down\"");
        assertThat(tokens).containsExactly("Bearer s3cret");
    }

    @Test
    void doesNotShowASecretThatIsInTheBodyAlsoAsAToken() throws Exception {
        receiver();
        routes(hook(Format.PAGERDUTY));
        send(notice("hook", 1, Notice.Kind.OPENED));

        await().atMost(10, SECONDS).until(() -> !bodies.isEmpty());
        assertThat(tokens).containsExactly("null");
    }

    @Test
    void triesAgainUntilTheReceiverIsBackAndThenSendsOnlyTheNewestOfEachIncident() throws Exception {
        routes(hook(Format.JSON));
        send(notice("hook", 1, Notice.Kind.OPENED));
        await().atMost(10, SECONDS).until(() -> outcomes.stream()
            .filter("route hook fails"::equals).count() >= 2);
        send(notice("hook", 1, Notice.Kind.RESOLVED));
        send(notice("hook", 2, Notice.Kind.OPENED));
        receiver();

        await().atMost(10, SECONDS).until(() -> outcomes.contains("delivered OPENED I-2 true"));
        assertThat(outcomes).containsSubsequence("route hook fails", "route hook works",
            "delivered RESOLVED I-1 true", "delivered OPENED I-2 true");
        assertThat(bodies).hasSize(2);
    }

    @Test
    void triesAgainWhatTheReceiverCouldNotTake() throws Exception {
        receiver();
        status = 503;
        routes(hook(Format.JSON));
        send(notice("hook", 1, Notice.Kind.OPENED));
        await().atMost(10, SECONDS).until(() -> bodies.size() >= 5);
        assertThat(outcomes).containsOnly("route hook fails");
        status = 202;

        await().atMost(10, SECONDS).until(() -> outcomes.contains("delivered OPENED I-1 true"));
    }

    @Test
    void givesBackWhatTheReceiverRefusesAndGoesOnWithTheNext() throws Exception {
        receiver();
        status = 400;
        routes(hook(Format.JSON));
        send(notice("hook", 1, Notice.Kind.OPENED));
        send(notice("hook", 2, Notice.Kind.OPENED));
        await().atMost(10, SECONDS).until(() -> outcomes.stream().anyMatch(one ->
            one.equals("dropped I-1: answered 400: said the receiver")));
        assertThat(bodies.stream().filter(body -> body.contains("[PAGE] I-1 ")))
            .hasSize(RouteQueue.MAX_REFUSALS);
        status = 200;

        await().atMost(10, SECONDS).until(() -> outcomes.contains("delivered OPENED I-2 true"));
    }

    @Test
    void keepsNoMoreThanItsBound() {
        routes(hook(Format.JSON));
        for (int n = 1; n <= RouteQueue.MAX_WAITING + 5; n++) {
            send(notice("hook", 1, Notice.Kind.RESOLVED, "I-" + n));
        }

        await().atMost(10, SECONDS).until(() -> outcomes.stream()
            .filter(one -> one.startsWith("dropped ")).count() == 5);
        assertThat(routes.waiting()).isEqualTo(RouteQueue.MAX_WAITING);
        assertThat(outcomes).contains("dropped I-1: 200 notices wait already");
    }

    private static Notice notice(String route, int n, Notice.Kind kind, String id) {
        Incident as = notice(route, n, kind).incident();
        return new Notice(kind, route, new Incident(id, as.cause(), as.severity(), as.status(), as.times(),
            as.open(), as.extent(), as.people(), false, null, null, as.timeline()));
    }

    private GreenMail mailServer() {
        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("holdfast@example.com", "holdfast", "s3cret");
        server.start();
        return server;
    }

    private Mail mail(String password) {
        return new Mail("mail", "127.0.0.1", port, Tls.NONE, "holdfast@example.com",
            List.of("ada@example.com", "bob@example.com"), "holdfast", password);
    }

    @Test
    void writesAnEMailToEachOnceTheServerIsThere() throws Exception {
        routes(mail("s3cret"));
        send(notice("mail", 1, Notice.Kind.OPENED));
        await().atMost(10, SECONDS).until(() -> outcomes.contains("route mail fails"));
        GreenMail server = mailServer();
        try {
            await().atMost(10, SECONDS).until(() -> outcomes.contains("delivered OPENED I-1 true"));
            MimeMessage[] received = server.getReceivedMessages();
            assertThat(received).hasSize(2);
            assertThat(received[0].getSubject()).isEqualTo("[PAGE] I-1 node node-2 is down");
            assertThat(received[0].getFrom()[0]).hasToString("holdfast@example.com");
            assertThat(received[0].getContent().toString()).contains("Runbook: docs/runbooks/node-down.md")
                .contains("holdfast incidents ack I-1").contains("detected");
        } finally {
            server.stop();
        }
    }

    @Test
    void saysThatAMailServerDoesNotKnowItsPassword() {
        GreenMail server = mailServer();
        try {
            routes(mail("wrong"));
            send(notice("mail", 1, Notice.Kind.OPENED));

            await().atMost(10, SECONDS).until(() -> outcomes.contains("route mail fails"));
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }
}

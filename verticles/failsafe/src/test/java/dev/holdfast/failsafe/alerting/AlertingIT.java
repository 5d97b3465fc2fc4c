package dev.holdfast.failsafe.alerting;

import static dev.holdfast.failsafe.alerting.AlertingNodes.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.alert.IncidentStatus;
import dev.holdfast.resilience.alert.Severity;
import dev.holdfast.resilience.breaker.BreakerState;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.failsafe.AlertCommand.AcknowledgeIncident;
import dev.holdfast.wire.failsafe.AlertCommand.AddSilence;
import dev.holdfast.wire.failsafe.AlertCommand.Reply;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.failsafe.IncidentView;
import dev.holdfast.wire.failsafe.SilenceView;
import dev.holdfast.wire.message.DeskFigures;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Alerting of several nodes: real bus, real broker, a real receiver of webhooks. */
class AlertingIT extends AlertingCase {
    @Test
    void tellsOnceThatSomethingIsWrongAndOnceThatItIsOver() {
        fails("risk");
        happens(breaker(BreakerState.CLOSED, BreakerState.OPEN));
        until(() -> !told.isEmpty());
        happens(breaker(BreakerState.OPEN, BreakerState.CLOSED));
        heals("risk");
        until(() -> told.size() == 2);

        assertThat(told).containsExactly("OPENED I-1 service-failing risk@node-2",
            "RESOLVED I-1 service-failing risk@node-2");
        until(() -> knows("node-2", IncidentStatus.RESOLVED, 2));
        assertThat(newest("node-2").runbook()).isEqualTo("https://example.com/runbooks/service-failing.md");
        assertThat(ask("node-1").noise().symptoms()).isEqualTo(2);
        assertThat(ask("node-1").noise().inhibited()).isEqualTo(1);
        assertThat(ask("node-1").noise().notices()).isEqualTo(2);
    }

    @Test
    void recordsWhatHealedByItselfAndTellsNobody() {
        fails("risk");
        heals("risk");
        until(() -> ask("node-2").incidents().stream()
            .anyMatch(one -> one.status() == IncidentStatus.RESOLVED));

        assertThat(newest("node-2").severity()).isEqualTo(Severity.LOG);
        assertThat(newest("node-2").announcedAt()).isNull();
        // What is told next is the first that is told.
        fails("signal");
        until(() -> !told.isEmpty());
        assertThat(told).containsExactly("OPENED I-2 service-failing signal@node-2");
    }

    @Test
    void goesOnUnderANewLeaderWithoutCallingTwice() {
        fails("risk");
        until(() -> knows("node-2", IncidentStatus.OPEN, 1));
        nodes.leads("node-2");
        until(() -> speaks("node-2"));
        fails("signal");
        until(() -> told.size() == 2);
        heals("risk");
        until(() -> told.size() == 3);

        assertThat(told).containsExactly("OPENED I-1 service-failing risk@node-2",
            "OPENED I-2 service-failing signal@node-2", "RESOLVED I-1 service-failing risk@node-2");
    }

    @Test
    void goesOnFromTheTopicAloneWhenEveryNodeIsNew() {
        fails("risk");
        until(() -> knows("node-2", IncidentStatus.OPEN, 1));
        awaitWritten();
        // The leader ends last, or the other would miss it and tell of that.
        nodes.stop("node-2");
        nodes.stop("node-1");
        nodes.start("node-2", "node-3");
        nodes.leads("node-3");
        until(() -> ask("node-3").incidents().size() == 1 && speaks("node-3"));
        fails("signal");
        until(() -> told.size() == 2);
        heals("risk");
        until(() -> told.size() == 3);

        assertThat(told).containsExactly("OPENED I-1 service-failing risk@node-2",
            "OPENED I-2 service-failing signal@node-2", "RESOLVED I-1 service-failing risk@node-2");
    }

    /** The last change reached the topic when a reader of it alone knows it. */
    private void awaitWritten() {
        List<FailsafeEvent> read = new CopyOnWriteArrayList<>();
        nodes.vertx.runOnContext(now ->
            new EventTail(nodes.vertx, nodes.kafka.bootstrap(), read::add).start());
        until(() -> read.stream().anyMatch(event -> event instanceof FailsafeEvent.IncidentChanged changed
            && changed.incident().notified() == 1));
    }

    @Test
    void letsOneNodeSpeakForAllWhileNobodyLeads() {
        nodes.leads(null);
        until(() -> "node-1".equals(ask("node-2").speaker()));
        fails("risk");
        until(() -> told.size() == 2);

        assertThat(told).allMatch(one -> one.matches("OPENED I-[12]-node-1 .+"))
            .anyMatch(one -> one.endsWith(" leader-absent"))
            .anyMatch(one -> one.endsWith(" service-failing risk@node-2"));
        nodes.leads("node-2");
        until(() -> told.size() == 3);
        assertThat(told.getLast()).endsWith("leader-absent").startsWith("RESOLVED");
    }

    @Test
    void tellsOfADeadNodeWithEverythingThatWasOnIt() {
        nodes.isDead("node-2", true);
        fails("risk");
        fails("execution");
        until(() -> !told.isEmpty());
        nodes.isDead("node-2", false);
        heals("risk");
        heals("execution");
        until(() -> told.size() == 2);

        assertThat(told).containsExactly("OPENED I-1 node-down node-2", "RESOLVED I-1 node-down node-2");
    }

    @Test
    void endsWhatANodeToldAloneOfOthersThatAreWell() {
        nodes.isDead("node-3", true);
        until(() -> !told.isEmpty());
        String json = new String(Json.bytes(newest("node-1"))).replace("\"I-1\"", "\"I-1-node-2\"");
        nodes.isDead("node-3", false);
        until(() -> told.size() == 2);
        String ofTheSpeaker = json.replace("I-1-node-2", "I-2-node-2").replace("node-3", "node-1");
        for (String each : List.of(json, ofTheSpeaker)) {
            happens(new FailsafeEvent.IncidentChanged("node-2",
                Json.read(each.getBytes(), IncidentView.class), Instant.now()));
        }
        until(() -> told.contains("RESOLVED I-1-node-2 node-down node-3"));
        until(() -> told.contains("RESOLVED I-2-node-2 node-down node-1"));
    }

    @Test
    void acknowledgesAndSilencesThroughAnyNode() {
        fails("risk");
        until(() -> knows("node-2", IncidentStatus.OPEN, 1));
        Reply acknowledged = command(new AcknowledgeIncident("I-1", "ada"));
        Reply silenced = command(new AddSilence(new SilenceView("", false, "service-failing", "signal", "*",
            Instant.now(), Instant.now().plusSeconds(60), "ada", "known", false)));
        Reply unknown = command(new AcknowledgeIncident("I-9", "ada"));

        assertThat(acknowledged.subject()).isEqualTo("I-1");
        assertThat(silenced.subject()).isEqualTo("S-2");
        assertThat(unknown.ack().problem()).isEqualTo("no incident 'I-9'");
        until(() -> knows("node-2", IncidentStatus.ACKNOWLEDGED, 1) && ask("node-2").silences().size() == 1);
        // The silence goes on under another leader.
        nodes.leads("node-2");
        until(() -> speaks("node-2"));
        fails("signal");
        fails("portfolio-manager");
        until(() -> told.size() == 2);
        assertThat(told.getLast()).endsWith("portfolio-manager@node-2");
    }

    private Reply command(dev.holdfast.wire.failsafe.AlertCommand command) {
        return await(nodes.kit("node-2").bus().request(Addresses.alerting("node-2"), command,
            Duration.ofSeconds(5)));
    }

    @Test
    void tellsOfABreakInTheBooksUntilItIsClosed() {
        MessageConsumer<Buffer> books = figures(2);
        until(() -> !told.isEmpty());
        await(books.unregister());
        figures(0);
        until(() -> told.size() == 2);

        assertThat(told).containsExactly("OPENED I-1 reconciliation-break",
            "RESOLVED I-1 reconciliation-break");
    }

    private MessageConsumer<Buffer> figures(int openBreaks) {
        MessageConsumer<Buffer> door = nodes.kit("node-1").bus().serve(Addresses.deskFigures("node-1"),
            ask -> Future.succeededFuture(new DeskFigures("node-1", true, 0, 0, openBreaks,
                List.of("POSITION BTC: ours 1, the venue's 2"))));
        await(door.completion());
        return door;
    }
}

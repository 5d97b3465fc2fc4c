package dev.holdfast.failsafe.alerting;

import dev.holdfast.failsafe.FailsafeKit;
import dev.holdfast.resilience.alert.Decision;
import dev.holdfast.resilience.alert.Noise;
import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.AlertCommand;
import dev.holdfast.wire.failsafe.AlertCommand.AcknowledgeIncident;
import dev.holdfast.wire.failsafe.AlertCommand.AddSilence;
import dev.holdfast.wire.failsafe.AlertCommand.EndSilence;
import dev.holdfast.wire.failsafe.AlertCommand.Incidents;
import dev.holdfast.wire.failsafe.AlertCommand.Reply;
import dev.holdfast.wire.failsafe.IncidentView;
import dev.holdfast.wire.message.Ack;
import dev.holdfast.wire.message.Ask;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Answers for the alerting of this node, and passes on what only the node that speaks can do. */
final class AlertDoor {
    private static final int MAX_SHOWN = 100;
    private static final Duration PASS_ON = Duration.ofMillis(1_500);

    private final FailsafeKit kit;
    private final Followed followed;
    private final IncidentViews views;
    private final Speaking speaking;
    private final List<MessageConsumer<Buffer>> doors = new ArrayList<>();

    /**
     * Closed until it is opened.
     *
     * @param speaking what this node does now: see {@link Speaking}
     */
    AlertDoor(FailsafeKit kit, Followed followed, IncidentViews views, Speaking speaking) {
        this.kit = kit;
        this.followed = followed;
        this.views = views;
        this.speaking = speaking;
    }

    /** Who tells people, as this node knows. */
    interface Speaking {
        /** Null while another node speaks. */
        Speech speech();

        String speaker();

        /** Of all the times in which this node spoke. */
        Noise noise();
    }

    Future<Void> open() {
        doors.add(kit.node().bus().serve(Addresses.incidents(kit.me()), this::onAsk));
        doors.add(kit.node().bus().serve(Addresses.alerting(kit.me()), this::onCommand));
        doors.add(kit.node().bus().serve(Addresses.speaking(kit.me()), this::onPassedOn));
        return Future.join(doors.stream().map(MessageConsumer::completion).toList()).mapEmpty();
    }

    Future<Void> close() {
        return Future.join(doors.stream().map(MessageConsumer::unregister).toList()).mapEmpty();
    }

    private Future<Incidents> onAsk(Ask ask) {
        Speech now = speaking.speech();
        var silences = now == null ? followed.silences(kit.now()) : now.desk().book().silences();
        return Future.succeededFuture(new Incidents(kit.me(), speaking.speaker(),
            incidents(),
            silences.stream().map(IncidentViews::view).toList(),
            IncidentViews.view(speaking.noise()), kit.now()));
    }

    /** Open ones first, each newest first; not all that ended. */
    List<IncidentView> incidents() {
        Speech now = speaking.speech();
        var known = now == null ? followed.newestFirst() : now.desk().book().newestFirst();
        return known.stream().limit(MAX_SHOWN).map(views::view).toList();
    }

    private Future<Reply> onCommand(AlertCommand command) {
        String other = speaking.speaker();
        return other.equals(kit.me()) ? onPassedOn(command)
            : kit.node().bus().request(Addresses.speaking(other), command, PASS_ON);
    }

    private Future<Reply> onPassedOn(AlertCommand command) {
        Speech now = speaking.speech();
        if (now == null) {
            return Future.failedFuture(new Refusal(Refusal.Kind.UNAVAILABLE,
                kit.me() + " does not speak now; nothing was done"));
        }
        Decision decision = now.tell(command(command));
        return Future.succeededFuture(new Reply(new Ack(decision.problem()), decision.subject()));
    }

    private static dev.holdfast.resilience.alert.AlertCommand command(AlertCommand command) {
        return switch (command) {
            case AcknowledgeIncident ack ->
                new dev.holdfast.resilience.alert.AlertCommand.Acknowledge(ack.incident(), ack.by());
            case AddSilence add -> new dev.holdfast.resilience.alert.AlertCommand.Silencing(
                IncidentViews.silence(add.silence()));
            case EndSilence end ->
                new dev.holdfast.resilience.alert.AlertCommand.EndSilence(end.silence(), end.by());
        };
    }
}

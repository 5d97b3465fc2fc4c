package dev.holdfast.failsafe.alerting;

import dev.holdfast.failsafe.FailsafeKit;
import dev.holdfast.failsafe.alerting.Word.Gone;
import dev.holdfast.failsafe.alerting.Word.Wrong;
import dev.holdfast.failsafe.alerting.route.Message;
import dev.holdfast.failsafe.alerting.route.RouteOutcome;
import dev.holdfast.failsafe.alerting.route.Routes;
import dev.holdfast.resilience.alert.AlertCommand;
import dev.holdfast.resilience.alert.Decision;
import dev.holdfast.resilience.alert.Incident;
import dev.holdfast.resilience.alert.IncidentDesk;
import dev.holdfast.resilience.alert.Noise;
import dev.holdfast.resilience.alert.Notice;
import dev.holdfast.resilience.alert.Silence;
import dev.holdfast.resilience.alert.Symptom;
import dev.holdfast.runtime.config.AlertsConfig;
import dev.holdfast.wire.failsafe.FailsafeEvent.IncidentChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.SilenceChanged;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time in which this node tells people. What is worth telling is decided by {@link IncidentDesk}, never
 * here; each decision is told to the other nodes, so that any of them can go on.
 */
final class Speech implements RouteOutcome {
    private static final Logger LOG = LoggerFactory.getLogger(Speech.class);

    private final FailsafeKit kit;
    private final IncidentViews views;
    private final IncidentDesk desk;
    private final Routes routes;
    private final Consumer<Word> hearsay;

    /**
     * Begins.
     *
     * @param suffix  on the ids that are given here
     * @param hearsay takes what the routes show to be wrong
     */
    Speech(FailsafeKit kit, AlertsConfig config, String suffix, Consumer<Word> hearsay) {
        this.kit = kit;
        this.views = new IncidentViews(config.runbooks());
        this.desk = new IncidentDesk(config.rules(), suffix);
        this.hearsay = hearsay;
        String cluster = kit.node().config().cluster().name();
        this.routes = new Routes(kit.vertx(), config, notice ->
            new Message(notice.kind(), views.view(notice.incident()), cluster), this);
    }

    /** Goes on with what others knew, and hears everything that is wrong now. */
    void begin(Followed followed, List<Silence> silences, List<Symptom> wrong) {
        Instant now = kit.now();
        desk.restore(followed.recent().reversed(), followed.silences(now));
        desk.restore(List.of(), silences.stream().filter(silence -> !silence.isOver(now)).toList());
        desk.number(followed.open());
        followed.open().forEach(this::adopt);
        Set<Symptom.Id> known = desk.book().open().stream().flatMap(incident -> incident.open().stream())
            .map(seen -> seen.symptom().id()).collect(Collectors.toSet());
        wrong.stream().filter(symptom -> !known.contains(symptom.id()))
            .forEach(symptom -> tell(new AlertCommand.Report(symptom)));
        desk.book().open().forEach(this::publish);
    }

    /** An incident of which another node told. */
    void adopt(Incident incident) {
        if (!desk.book().knows(incident.id())) {
            tell(new AlertCommand.Adopt(incident));
        }
    }

    /** What is in an incident and is seen to be well, or was said to be gone while nobody listened here. */
    void forgetAllBut(List<Symptom> wrong, Predicate<Symptom.Id> isWell) {
        Set<Symptom.Id> known = wrong.stream().map(Symptom::id).collect(Collectors.toSet());
        for (Incident incident : desk.book().open()) {
            incident.open().stream().map(seen -> seen.symptom().id())
                .filter(id -> isWell.test(id) || SymptomRule.isKnownToAll(id) && !known.contains(id))
                .forEach(id -> tell(new AlertCommand.Clear(id, "gone before this node heard of it")));
        }
    }

    void hear(Word word) {
        switch (word) {
            case Wrong wrong -> tell(new AlertCommand.Report(wrong.symptom()));
            case Gone gone -> tell(new AlertCommand.Clear(gone.symptom(), gone.detail()));
        }
    }

    Decision tell(AlertCommand command) {
        Instant now = kit.now();
        Decision decision = desk.decide(command, now);
        desk.apply(decision, now);
        decision.changed().forEach(this::publish);
        decision.silences().forEach(silence -> kit.events()
            .tell(new SilenceChanged(kit.me(), IncidentViews.view(silence), now)));
        decision.notices().forEach(routes::send);
        return decision;
    }

    private void publish(Incident incident) {
        kit.events().tell(new IncidentChanged(kit.me(), views.view(incident), kit.now()));
    }

    Noise noise() {
        return desk.noise();
    }

    IncidentDesk desk() {
        return desk;
    }

    void end() {
        routes.close();
    }

    @Override
    public void onDelivered(Notice notice, boolean disturbs) {
        tell(new AlertCommand.Delivered(notice, disturbs));
    }

    @Override
    public void onDropped(Notice notice, String why) {
        LOG.error("{} of {} was not delivered by {}: {}", notice.kind(), notice.incident().id(),
            notice.route(), why);
        tell(new AlertCommand.Dropped(notice, why));
    }

    @Override
    public void onRoute(String route, int failures, String why) {
        // One failure may be chance, and is tried again in a second.
        if (failures != 1) {
            hearsay.accept(Watches.route(route, failures, why, kit.now()));
        }
    }
}

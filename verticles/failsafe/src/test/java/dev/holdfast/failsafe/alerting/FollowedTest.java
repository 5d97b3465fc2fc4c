package dev.holdfast.failsafe.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.alert.AlertCommand;
import dev.holdfast.resilience.alert.AlertRules;
import dev.holdfast.resilience.alert.Cause;
import dev.holdfast.resilience.alert.CauseKey;
import dev.holdfast.resilience.alert.Decision;
import dev.holdfast.resilience.alert.Incident;
import dev.holdfast.resilience.alert.IncidentDesk;
import dev.holdfast.resilience.alert.Symptom;
import dev.holdfast.wire.failsafe.FailsafeEvent.IncidentChanged;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a node that does not speak makes of the words of those that do. */
class FollowedTest {
    private static final Instant AT = Instant.parse("2026-01-05T10:00:00Z");
    private static final Symptom DOWN = Symptom.of(new Symptom.Id("heartbeat", "*", "node-2"),
        new CauseKey(Cause.NODE_DOWN, "node-2"), "silent", AT);
    private static final Symptom FAILS = Symptom.of(new Symptom.Id("check SHALLOW", "risk", "node-2"),
        CauseKey.service(Cause.SERVICE_FAILING, "risk", "node-2"), "its node is dead", AT);

    private final IncidentViews views = new IncidentViews("docs/runbooks/");
    private final Followed followed = new Followed();
    private final IncidentDesk before = new IncidentDesk(AlertRules.usual(Map.of()), "-node-1");
    private final IncidentDesk next = new IncidentDesk(AlertRules.usual(Map.of()), "");

    @Test
    void leavesAPartWithItsWholeWhateverItsFirstSpeakerSaysLate() {
        Incident first = say(before, "node-1", 0, new AlertCommand.Report(DOWN)).getFirst();
        say(next, "node-3", 1, new AlertCommand.Report(DOWN));
        say(next, "node-3", 2, new AlertCommand.Adopt(first));
        assertThat(followed.open()).extracting(Incident::id).containsExactly("I-1");

        say(before, "node-1", 3, new AlertCommand.Report(FAILS));

        assertThat(followed.open()).extracting(Incident::id).containsExactly("I-1");
        assertThat(followed.recent()).extracting(Incident::mergedInto).containsExactly("I-1");
    }

    @Test
    void countsTheNewerWordInWhicheverOrderTheyCome() {
        Incident first = say(before, "node-1", 5, new AlertCommand.Report(DOWN)).getFirst();
        say(before, "node-1", 6, new AlertCommand.Report(FAILS));
        hear("node-1", 5, first);

        assertThat(followed.open()).singleElement().matches(incident -> incident.open().size() == 2);
    }

    private List<Incident> say(IncidentDesk desk, String node, int second, AlertCommand command) {
        Instant now = AT.plusSeconds(second);
        Decision decision = desk.decide(command, now);
        desk.apply(decision, now);
        decision.changed().forEach(incident -> hear(node, second, incident));
        return decision.changed();
    }

    private void hear(String node, int second, Incident incident) {
        Instant at = AT.plusSeconds(second);
        followed.on(new IncidentChanged(node, views.view(incident), at), at);
    }
}

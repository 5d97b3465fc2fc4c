package dev.holdfast.resilience.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One incident for one cause. */
class GroupingTest {
    private final DeskRig rig = new DeskRig();

    @Test
    void putsSymptomsOfOneCauseIntoOneIncident() {
        rig.report(rig.cluster(Cause.BROKER_DOWN, "node-1"));
        rig.report(rig.cluster(Cause.BROKER_DOWN, "node-2"));

        assertThat(rig.only().extent().symptoms()).isEqualTo(2);
        assertThat(rig.only().extent().nodes()).containsExactly("node-1", "node-2");
    }

    @Test
    void countsTheSameSymptomAgainAndDoesNothingElse() {
        rig.report(rig.nodeDown("node-2"));
        Decision again = rig.tell(new AlertCommand.Report(rig.nodeDown("node-2")));

        assertThat(again.isNews()).isFalse();
        assertThat(rig.only().extent().symptoms()).isEqualTo(1);
        assertThat(rig.desk.noise()).isEqualTo(new Noise(2, 1, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void keepsApartWhatHasNothingToDoWithEachOther() {
        rig.report(rig.nodeDown("node-2"));
        rig.report(rig.failing("risk", "node-1"));

        assertThat(rig.open()).hasSize(2);
    }

    @Test
    void takesConsequencesIntoTheIncidentOfTheirCause() {
        rig.report(rig.nodeDown("node-2"));
        rig.report(rig.failing("risk", "node-2"));
        rig.report(rig.breaker("execution.submit", "node-1"));
        rig.pass(60);

        assertThat(rig.only().cause().text()).isEqualTo("node-down node-2");
        assertThat(rig.desk.noise().inhibited()).isEqualTo(2);
        assertThat(rig.pages()).isEqualTo(1);
    }

    @Test
    void letsACauseThatComesToLightTakeOverItsConsequences() {
        rig.report(rig.failing("market-data", "node-1"));
        rig.report(rig.failing("execution", "node-1"));
        rig.report(rig.failing("risk", "node-1"));
        rig.pass(2);
        rig.report(rig.cluster(Cause.VENUE_DOWN, "node-1"));

        assertThat(rig.open()).extracting(incident -> incident.cause().text())
            .containsExactlyInAnyOrder("venue-down", "service-failing risk@node-1");
        Incident venue = rig.open().getFirst();
        assertThat(venue.id()).isEqualTo("I-1");
        assertThat(venue.open()).hasSize(3);
        Incident part = rig.desk.book().recent().getFirst();
        assertThat(part.mergedInto()).isEqualTo("I-1");
        assertThat(part.isSelfHealed()).isFalse();
    }

    @Test
    void tellsTheDeeperCauseToThoseWhoKnowInsteadOfCallingThemAgain() {
        rig.report(rig.failing("execution", "node-1"));
        rig.pass(45);
        rig.report(rig.cluster(Cause.VENUE_DOWN, "node-1"));
        rig.pass(300);

        assertThat(rig.notices()).containsExactly("OPENED pager I-1", "OPENED chat I-1",
            "CAUSE_FOUND pager I-1", "CAUSE_FOUND chat I-1");
        assertThat(rig.only().cause().text()).isEqualTo("venue-down");
    }

    @Test
    void keepsAnAcknowledgementWhenTheCauseComesToLight() {
        rig.report(rig.failing("execution", "node-1"));
        rig.pass(45);
        rig.tell(new AlertCommand.Acknowledge("I-1", "ada"));
        rig.report(rig.cluster(Cause.VENUE_DOWN, "node-1"));
        rig.pass(1_000);

        assertThat(rig.only().people().by()).isEqualTo("ada");
        assertThat(rig.notices()).doesNotContain("ESCALATED boss I-1");
    }

    @Test
    void acknowledgesTheWholeByTheNameOfAPart() {
        rig.report(rig.failing("market-data", "node-1"));
        rig.report(rig.failing("execution", "node-1"));
        rig.report(rig.cluster(Cause.VENUE_DOWN, "node-1"));

        assertThat(rig.tell(new AlertCommand.Acknowledge("I-2", "ada")).subject()).isEqualTo("I-1");
    }

    @Test
    void isNotOverBeforeItsConsequencesAre() {
        Symptom failing = rig.failing("risk", "node-2");
        rig.report(rig.nodeDown("node-2"));
        rig.report(failing);
        rig.pass(5);
        rig.clear(rig.nodeDown("node-2"));
        rig.pass(30);
        assertThat(rig.only().times().recoveredAt()).isNull();
        rig.clear(failing);
        rig.pass(10);

        assertThat(rig.open()).isEmpty();
        assertThat(rig.sent).isEmpty();
        assertThat(rig.desk.book().recent()).singleElement().matches(Incident::isSelfHealed);
    }

    @Test
    void callsForAConsequenceThatIsWorseThanItsCauseInTheCausesIncident() {
        rig.report(DeskRig.as(Severity.TICKET, lowDisk()));
        rig.report(rig.nodeDown("node-2"));
        rig.pass(29);
        assertThat(rig.notices()).containsExactly("OPENED chat I-1");
        rig.pass(1);

        assertThat(rig.notices()).containsExactly("OPENED chat I-1", "OPENED pager I-1", "OPENED chat I-1");
        assertThat(rig.only().cause().cause()).isEqualTo(Cause.DISK_FULL);
        assertThat(rig.only().severity()).isEqualTo(Severity.PAGE);
        assertThat(rig.only().timeline().getLast().text()).isEqualTo("told chat: OPENED");
        assertThat(rig.only().timeline()).extracting(Incident.Line::text)
            .contains("worse: PAGE, heartbeat on node-2");
    }

    @Test
    void callsAtOnceForAWorseConsequenceThatWasTriedToHealInVain() {
        rig.report(DeskRig.as(Severity.TICKET, lowDisk()));
        rig.pass(5);
        rig.report(DeskRig.urgent(rig.failing("risk", "node-2")));

        assertThat(rig.pages()).isEqualTo(1);
    }

    @Test
    void leavesACauseItsTimeToHealIfItsConsequencesAreNoWorse() {
        rig.report(rig.cluster(Cause.DATABASE_DOWN, "node-1"));
        rig.report(DeskRig.urgent(rig.failing("persistence", "node-1")));
        rig.pass(89);
        assertThat(rig.sent).isEmpty();
        rig.pass(1);

        assertThat(rig.pages()).isEqualTo(1);
    }

    private Symptom lowDisk() {
        return rig.of("health", "process", "node-2", new CauseKey(Cause.DISK_FULL, "node-2"));
    }

    @Test
    void makesAConsequenceThatOutlivesItsCauseAnIncidentOfItsOwn() {
        rig.report(rig.nodeDown("node-2"));
        rig.report(rig.failing("risk", "node-2"));
        rig.clear(rig.nodeDown("node-2"));
        rig.pass(44);
        assertThat(rig.only().cause().cause()).isEqualTo(Cause.NODE_DOWN);
        rig.pass(1);

        assertThat(rig.open()).extracting(incident -> incident.cause().text())
            .containsExactly("node-down node-2", "service-failing risk@node-2");
        rig.pass(45);
        assertThat(rig.pages()).isEqualTo(1);
        assertThat(rig.only().cause().cause()).isEqualTo(Cause.SERVICE_FAILING);
    }

    @Test
    void handsWhatOutlivesTwoCausesFromNeitherToTheOther() {
        rig.report(rig.nodeDown("node-2"));
        rig.report(rig.failing("risk", "node-2"));
        rig.report(rig.cluster(Cause.BROKER_DOWN, "node-1"));
        rig.report(rig.failing("risk", "node-3"));
        rig.clear(rig.nodeDown("node-2"));
        rig.clear(rig.cluster(Cause.BROKER_DOWN, "node-1"));
        rig.pass(45);

        assertThat(rig.open()).extracting(incident -> incident.cause().text())
            .contains("service-failing risk@node-2", "service-failing risk@node-3");
        rig.pass(10);
        assertThat(rig.open()).hasSize(2);
    }

    @Test
    void takesWhatComesLateIntoACauseThatIsJustGone() {
        rig.report(rig.nodeDown("node-2"));
        rig.pass(5);
        rig.clear(rig.nodeDown("node-2"));
        rig.pass(9);
        Symptom cut = rig.of("quorum", "*", "node-2", new CauseKey(Cause.QUORUM_LOST, "node-2"));
        rig.report(cut);
        rig.clear(cut);
        rig.pass(10);

        assertThat(rig.open()).isEmpty();
        assertThat(rig.desk.book().recent()).hasSize(1);
    }

    @Test
    void forgetsWhatWasWrongInAProcessThatWasReplaced() {
        rig.report(rig.breaker("venue.place", "node-2"));
        rig.report(rig.breaker("venue.place", "node-1"));
        rig.pass(5);
        rig.tell(new AlertCommand.Renewed("node-2", rig.now));

        assertThat(rig.only().open()).extracting(seen -> seen.symptom().id().node())
            .containsExactly("node-1");
    }

    @Test
    void followsAHintToTheCauseThatTheObserverNamed() {
        rig.report(rig.cluster(Cause.DATABASE_DOWN, "node-1"));
        rig.report(DeskRig.hinting(Cause.DATABASE_DOWN, rig.failing("portfolio-manager", "node-3")));

        assertThat(rig.only().cause().text()).isEqualTo("database-down");
    }

    @Test
    void movesASymptomWhoseObserverNamesAnotherCause() {
        rig.report(rig.failing("risk", "node-1"));
        rig.report(rig.of("health", "risk", "node-1", CauseKey.cluster(Cause.BROKER_DOWN)));

        assertThat(rig.open()).filteredOn(incident -> !incident.open().isEmpty()).singleElement()
            .matches(incident -> incident.cause().cause() == Cause.BROKER_DOWN);
    }

    @Test
    void putsWhatIsBeyondItsBoundIntoOneFlood() {
        IntStream.range(0, 500).forEach(n -> rig.report(rig.failing("service-" + n, "node-1")));

        assertThat(rig.open()).hasSize(IncidentBook.MAX_OPEN + 1);
        assertThat(rig.open().getLast().cause().cause()).isEqualTo(Cause.ALERT_FLOOD);
        assertThat(rig.open().getLast().open()).hasSize(Incident.MAX_OPEN);
        assertThat(rig.open().getLast().timeline()).hasSize(Incident.MAX_LINES);

        IntStream.range(0, 500).forEach(n -> rig.clear(rig.failing("service-" + n, "node-1")));
        rig.pass(30);
        assertThat(rig.open()).isEmpty();
        assertThat(rig.desk.book().recent()).hasSizeLessThanOrEqualTo(IncidentBook.MAX_RECENT);
    }
}

package dev.holdfast.resilience.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.alert.AlertRules.CauseRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Hold, announcement, escalation, acknowledgement, resolve. */
class IncidentDeskTest {
    private final DeskRig rig = new DeskRig();
    private final Symptom down = rig.nodeDown("node-2");

    @Test
    void tellsNobodyWhileItMayHealByItself() {
        rig.report(down);
        rig.pass(Duration.ofMillis(29_999));

        assertThat(rig.sent).isEmpty();
        assertThat(rig.only().times().announcedAt()).isNull();
    }

    @Test
    void tellsWhenTheHoldIsOver() {
        rig.report(down);
        rig.pass(30);

        assertThat(rig.notices()).containsExactly("OPENED pager I-1", "OPENED chat I-1");
        assertThat(rig.only().severity()).isEqualTo(Severity.PAGE);
    }

    @Test
    void recordsWhatHealedInTimeAsHealedByItself() {
        rig.report(down);
        rig.pass(29);
        rig.clear(down);
        rig.pass(9);
        assertThat(rig.open()).hasSize(1);
        rig.pass(1);

        assertThat(rig.open()).isEmpty();
        assertThat(rig.sent).isEmpty();
        Incident healed = rig.desk.book().recent().getFirst();
        assertThat(healed.isSelfHealed()).isTrue();
        assertThat(healed.severity()).isEqualTo(Severity.LOG);
        assertThat(healed.timeline().getLast().text()).isEqualTo("healed by itself after 29000 ms");
        assertThat(rig.desk.noise().selfHealed()).isEqualTo(1);
    }

    @Test
    void countsTheHoldFromTheFirstSymptomWhenItComesAndGoes() {
        rig.report(down);
        rig.pass(20);
        rig.clear(down);
        rig.pass(9);
        rig.report(down);
        rig.pass(1);

        assertThat(rig.pages()).isEqualTo(1);
    }

    @Test
    void tellsAtOnceOfWhatWasTriedInVain() {
        rig.report(DeskRig.urgent(rig.failing("risk", "node-1")));

        assertThat(rig.pages()).isEqualTo(1);
    }

    @Test
    void tellsNobodyTwice() {
        rig.report(down);
        rig.pass(300);
        rig.report(down);
        rig.pass(200);

        assertThat(rig.notices()).containsExactly("OPENED pager I-1", "OPENED chat I-1");
    }

    @Test
    void tellsTheNextWhenNobodyAcknowledges() {
        rig.report(down);
        rig.pass(30);
        rig.pass(599);
        assertThat(rig.notices()).doesNotContain("ESCALATED boss I-1");
        rig.pass(1);

        assertThat(rig.notices()).endsWith("ESCALATED boss I-1");
    }

    @Test
    void callsNobodyElseOnceItIsAcknowledged() {
        rig.report(down);
        rig.pass(30);
        Decision decision = rig.tell(new AlertCommand.Acknowledge("I-1", "ada"));
        rig.pass(3_600);

        assertThat(decision.subject()).isEqualTo("I-1");
        assertThat(rig.only().status()).isEqualTo(IncidentStatus.ACKNOWLEDGED);
        assertThat(rig.only().people().by()).isEqualTo("ada");
        assertThat(rig.sent).hasSize(2);
    }

    @Test
    void acknowledgesOnlyWhatIsOpen() {
        assertThat(rig.tell(new AlertCommand.Acknowledge("I-1", "ada")).problem())
            .isEqualTo("no incident 'I-1'");
        rig.report(down);
        rig.clear(down);
        rig.pass(10);

        assertThat(rig.tell(new AlertCommand.Acknowledge("I-1", "ada")).problem()).isEqualTo("I-1 is over");
    }

    @Test
    void saysThatItIsOverToThoseWhoWereTold() {
        rig.report(down);
        rig.pass(40);
        rig.clear(down);
        rig.pass(10);

        assertThat(rig.notices()).endsWith("RESOLVED pager I-1", "RESOLVED chat I-1");
        assertThat(rig.desk.book().recent().getFirst().severity()).isEqualTo(Severity.PAGE);
        assertThat(rig.desk.book().recent().getFirst().people().notified()).isEqualTo(4);
    }

    @Test
    void tellsOfAnEndByARouteThatNeverGotTheBeginning() {
        rig.down.add("pager");
        rig.report(down);
        rig.pass(40);
        rig.clear(down);
        rig.pass(10);

        assertThat(rig.notices()).contains("RESOLVED pager I-1");
    }

    @Test
    void sendsANoticeOnceWhileItIsOnItsWayAndAgainIfItWasDropped() {
        rig.down.add("pager");
        rig.report(down);
        rig.pass(60);
        assertThat(rig.pages()).isEqualTo(1);
        rig.tell(new AlertCommand.Dropped(rig.sent.getFirst(), "no answer"));

        assertThat(rig.pages()).isEqualTo(2);
    }

    @Test
    void tellsAgainWhenItGetsWorseEvenIfItWasAcknowledged() {
        Symptom failing = rig.failing("risk", "node-1");
        rig.report(DeskRig.as(Severity.TICKET, failing));
        rig.pass(45);
        rig.tell(new AlertCommand.Acknowledge("I-1", "ada"));
        rig.report(failing);
        rig.pass(44);
        assertThat(rig.notices()).containsExactly("OPENED chat I-1");
        rig.pass(1);

        assertThat(rig.notices())
            .containsExactly("OPENED chat I-1", "OPENED pager I-1", "OPENED chat I-1");
        assertThat(rig.only().status()).isEqualTo(IncidentStatus.OPEN);
    }

    @Test
    void neverTellsMoreUrgentlyThanTheOperatorSaid() {
        DeskRig calm = new DeskRig(new AlertRules(
            Map.of(Cause.NODE_DOWN, new CauseRule(Severity.TICKET, Duration.ofSeconds(5))),
            DeskRig.ESCALATION, AlertRules.SETTLE, AlertRules.Flap.USUAL));
        calm.report(down);
        calm.pass(5);

        assertThat(calm.notices()).containsExactly("OPENED chat I-1");
        assertThat(calm.only().severity()).isEqualTo(Severity.TICKET);
    }

    @Test
    void doesNotUseARouteToSayThatItFails() {
        Symptom failing = rig.of("route", "*", "*", new CauseKey(Cause.ROUTE_FAILING, "chat"));
        rig.report(failing);
        rig.pass(60);

        assertThat(rig.sent).isEmpty();
        assertThat(rig.only().times().announcedAt()).isNotNull();
    }

    @Test
    void goesOnWhereAnotherDeskStoppedAndTellsNobodyTwice() {
        rig.report(down);
        rig.pass(30);
        rig.tell(new AlertCommand.Silencing(new Silence("", false, "latency-burn", "*", "*", rig.now,
            rig.now.plusSeconds(60), "ada", "known", false)));
        IncidentDesk next = new IncidentDesk(AlertRules.usual(DeskRig.ESCALATION), "");
        next.restore(rig.open(), rig.desk.book().silences());
        rig.desk = next;
        rig.sent.clear();
        rig.report(down);
        rig.pass(599);

        assertThat(rig.sent).isEmpty();
        rig.pass(1);
        assertThat(rig.notices()).containsExactly("ESCALATED boss I-1");
        rig.report(rig.nodeDown("node-3"));
        assertThat(rig.open()).extracting(Incident::id).containsExactly("I-1", "I-3");
    }

    @Test
    void announcesAfterARestoreWhatTheOtherHeldBack() {
        rig.report(down);
        rig.pass(29);
        IncidentDesk next = new IncidentDesk(AlertRules.usual(DeskRig.ESCALATION), "");
        next.restore(rig.open(), List.of());
        rig.desk = next;
        rig.pass(1);

        assertThat(rig.pages()).isEqualTo(1);
    }
}

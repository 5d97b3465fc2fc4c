package dev.holdfast.resilience.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Silences, maintenance windows, flapping. */
class QuietingTest {
    private final DeskRig rig = new DeskRig();
    private final Symptom down = rig.nodeDown("node-2");

    private String silence(boolean maintenance, String cause, String node, Duration time) {
        return rig.tell(new AlertCommand.Silencing(new Silence("", maintenance, cause, "*", node, rig.now,
            rig.now.plus(time), "ada", "we know", false))).subject();
    }

    @Test
    void tellsNobodyOfWhatIsSilenced() {
        assertThat(silence(false, "node-down", "*", Duration.ofMinutes(5))).isEqualTo("S-1");
        rig.report(down);
        rig.pass(299);

        assertThat(rig.sent).isEmpty();
        assertThat(rig.only().silence()).isEqualTo("S-1");
        assertThat(rig.desk.noise().silenced()).isEqualTo(1);
    }

    @Test
    void tellsWhenTheSilenceIsOverAndItIsStillThere() {
        silence(false, "node-down", "*", Duration.ofMinutes(5));
        rig.report(down);
        rig.pass(300);

        assertThat(rig.pages()).isEqualTo(1);
        assertThat(rig.desk.book().silences()).isEmpty();
    }

    @Test
    void callsForAConsequenceThatIsWorseThanWhatIsSilenced() {
        silence(false, "disk-full", "node-2", Duration.ofHours(1));
        rig.report(DeskRig.as(Severity.TICKET,
            rig.of("health", "process", "node-2", new CauseKey(Cause.DISK_FULL, "node-2"))));
        rig.pass(60);
        assertThat(rig.sent).isEmpty();
        rig.report(down);
        rig.pass(29);
        assertThat(rig.sent).isEmpty();
        rig.pass(1);

        assertThat(rig.notices()).containsExactly("OPENED pager I-2", "OPENED chat I-2");
        assertThat(rig.only().cause().cause()).isEqualTo(Cause.DISK_FULL);
        assertThat(rig.only().silence()).isNull();
    }

    @Test
    void tellsWhenSomebodyEndsTheSilence() {
        String id = silence(false, "*", "*", Duration.ofMinutes(5));
        rig.report(down);
        rig.pass(60);
        rig.tell(new AlertCommand.EndSilence(id, "ada"));

        assertThat(rig.pages()).isEqualTo(1);
        assertThat(rig.tell(new AlertCommand.EndSilence(id, "ada")).problem()).isEqualTo("no silence 'S-1'");
    }

    @Test
    void doesNotEscalateWhileItIsSilenced() {
        rig.report(down);
        rig.pass(30);
        silence(false, "node-down", "node-2", Duration.ofHours(1));
        rig.pass(1_800);

        assertThat(rig.sent).hasSize(2);
    }

    @Test
    void leavesOthersAlone() {
        silence(false, "node-down", "node-3", Duration.ofMinutes(5));
        silence(false, "broker-down", "*", Duration.ofMinutes(5));
        rig.report(down);
        rig.pass(30);

        assertThat(rig.pages()).isEqualTo(1);
    }

    @Test
    void expectsWhatMaintenanceOfANodeBringsAboutButNothingThatOthersSeeToo() {
        silence(true, "*", "node-2", Duration.ofMinutes(5));
        rig.report(down);
        rig.report(rig.cluster(Cause.BROKER_DOWN, "node-2"));
        rig.report(rig.cluster(Cause.BROKER_DOWN, "node-1"));
        rig.pass(60);

        assertThat(rig.sent).extracting(notice -> notice.incident().cause().text())
            .containsOnly("broker-down");
        assertThat(rig.open().getFirst().timeline().getLast().text())
            .isEqualTo("expected during the maintenance S-1 of ada");
    }

    @Test
    void waitsForAMaintenanceThatIsPlannedForLater() {
        rig.tell(new AlertCommand.Silencing(new Silence("", true, "*", "*", "node-2", rig.now.plusSeconds(60),
            rig.now.plusSeconds(120), "ada", "new disk", false)));
        rig.report(down);
        rig.pass(30);

        assertThat(rig.pages()).isEqualTo(1);
    }

    @Test
    void refusesASilenceThatIsOverAlready() {
        Decision decision = rig.tell(new AlertCommand.Silencing(new Silence("", false, "*", "*", "*",
            rig.now.minusSeconds(60), rig.now, "ada", "late", false)));

        assertThat(decision.problem()).isEqualTo("it would be over before it began");
    }

    @Test
    void refusesMoreSilencesThanItKeeps() {
        for (int n = 0; n < IncidentBook.MAX_SILENCES; n++) {
            silence(false, "*", "node-" + n, Duration.ofHours(1));
        }

        assertThat(silence(false, "*", "*", Duration.ofHours(1))).isNull();
        assertThat(rig.desk.book().silences()).hasSize(IncidentBook.MAX_SILENCES);
    }

    @Test
    void tellsAtOnceWhenItComesForTheFourthTimeInTenMinutes() {
        for (int n = 0; n < 3; n++) {
            rig.report(down);
            rig.clear(down);
            rig.pass(10);
        }
        assertThat(rig.sent).isEmpty();
        rig.report(down);

        assertThat(rig.pages()).isEqualTo(1);
        assertThat(rig.only().title()).isEqualTo("node node-2 is down, again and again");
    }

    @Test
    void doesNotCallItFlappingWhenTheTimesAreFurtherApart() {
        for (int n = 0; n < 6; n++) {
            rig.report(down);
            rig.clear(down);
            rig.pass(201);
        }

        assertThat(rig.sent).isEmpty();
    }

    @Test
    void keepsAFlappingIncidentOpenUntilAllWasQuietForLong() {
        for (int n = 0; n < 3; n++) {
            rig.report(down);
            rig.clear(down);
            rig.pass(10);
        }
        for (int n = 0; n < 20; n++) {
            rig.report(down);
            rig.clear(down);
            rig.pass(60);
        }
        assertThat(rig.sent).hasSizeLessThanOrEqualTo(3);
        rig.pass(239);
        assertThat(rig.open()).hasSize(1);
        rig.pass(1);

        assertThat(rig.open()).isEmpty();
    }
}

package dev.holdfast.resilience.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.lease.DutyDesk.Look;
import dev.holdfast.resilience.lease.DutyDesk.Step;
import dev.holdfast.resilience.lease.LeaseFold.Tenure;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DutyDeskTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final long MILLI = 1_000_000;
    private static final ClaimId OTHER = new ClaimId(4, "b", "b1");
    private static final ClaimId OWN = new ClaimId(9, "a", "a1");
    private final DutyDesk desk = desk(false);

    @Test
    void claimsWhatNobodyHolds() {
        assertThat(tick(desk, 0)).isEqualTo(new Step.Claim(null, 1));
        assertThat(desk.isHeld(0)).as("not before the read-back").isFalse();
    }

    @Test
    void holdsForATtlFromTheSending() {
        tick(desk, 100);
        desk.onValid(mine(), true, 1, 600 * MILLI);
        assertThat(desk.isHeld(2_100 * MILLI - 1)).isTrue();
        assertThat(desk.isHeld(2_100 * MILLI)).isFalse();
    }

    @Test
    void renewsFourTimesInATtl() {
        tick(desk, 0);
        desk.onValid(mine(), true, 1, 10 * MILLI);
        assertThat(tick(desk, 499)).isEqualTo(new Step.Wait());
        assertThat(tick(desk, 500)).isEqualTo(new Step.Renew(OWN, 2));
    }

    @Test
    void isNotRenewedByARecordOfUnknownSending() {
        tick(desk, 0);
        desk.onValid(mine(), true, 7, 10 * MILLI);
        assertThat(desk.isHeld(10 * MILLI)).isFalse();
    }

    @Test
    void waitsOutTheTtlOfAnotherFromTheReading() {
        desk.onValid(new Tenure(OTHER, 4, false, NOW), false, 1, 0);
        lookUntil(desk, 2_099);
        assertThat(tick(desk, 2_099)).isEqualTo(new Step.Wait());
        assertThat(tick(desk, 2_100)).isEqualTo(new Step.Claim(OTHER, 1));
    }

    @Test
    void claimsAtOnceWhatWasGivenUp() {
        desk.onValid(new Tenure(OTHER, 4, true, NOW), false, 1, 0);
        assertThat(tick(desk, 1)).isEqualTo(new Step.Claim(OTHER, 1));
        assertThat(desk.holder()).isNull();
    }

    @Test
    void claimsEarlyOnlyWhatIsFencedDownstream() {
        Tenure held = new Tenure(OTHER, 4, false, NOW);
        Look dead = new Look(1, true, true);
        desk.onValid(held, false, 1, 0);
        assertThat(desk.tick(dead)).isEqualTo(new Step.Wait());
        DutyDesk fenced = desk(true);
        fenced.onValid(held, false, 1, 0);
        assertThat(fenced.tick(new Look(1, true, false))).isEqualTo(new Step.Wait());
        assertThat(fenced.tick(dead)).isEqualTo(new Step.Claim(OTHER, 1));
    }

    @Test
    void startsItsWaitOverAfterItsOwnPause() {
        desk.onValid(new Tenure(OTHER, 4, false, NOW), false, 1, 0);
        assertThat(tick(desk, 5_000)).isEqualTo(new Step.Wait());
        lookUntil(desk, 5_000, 7_099);
        assertThat(tick(desk, 7_100)).isInstanceOf(Step.Claim.class);
    }

    @Test
    void neitherClaimsNorRenewsWithoutTheRightToAct() {
        assertThat(desk.tick(new Look(0, false, false))).isEqualTo(new Step.Wait());
        tick(desk, 0);
        desk.onValid(mine(), true, 1, 0);
        assertThat(desk.tick(new Look(500 * MILLI, false, false))).isEqualTo(new Step.Wait());
    }

    @Test
    void losesItAtOnceToAValidClaimOfAnother() {
        tick(desk, 0);
        desk.onValid(mine(), true, 1, 0);
        desk.onValid(new Tenure(OTHER, 12, false, NOW), false, 1, 1);
        assertThat(desk.isHeld(1)).isFalse();
        assertThat(desk.holder()).isEqualTo("b");
    }

    @Test
    void waitsOutItsOwnTtlToo() {
        tick(desk, 0);
        desk.onValid(mine(), true, 1, 0);
        for (long at = 400; at <= 2_000; at += 400) {
            desk.tick(new Look(at * MILLI, false, false));
        }
        assertThat(tick(desk, 2_000)).isEqualTo(new Step.Wait());
        assertThat(tick(desk, 2_100)).isEqualTo(new Step.Claim(OWN, 2));
    }

    private static DutyDesk desk(boolean fenced) {
        return new DutyDesk(new DutyDesk.Terms("feed", Duration.ofSeconds(2), fenced), 0);
    }

    private static Tenure mine() {
        return new Tenure(OWN, 9, false, NOW);
    }

    private static Step tick(DutyDesk desk, long millis) {
        return desk.tick(new Look(millis * MILLI, true, false));
    }

    private static void lookUntil(DutyDesk desk, long millis) {
        lookUntil(desk, 0, millis);
    }

    private static void lookUntil(DutyDesk desk, long from, long millis) {
        for (long at = from + 400; at < millis; at += 400) {
            desk.tick(new Look(at * MILLI, false, false));
        }
    }
}

package dev.holdfast.resilience.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class FailureDetectorTest {
    private static final long MILLI = 1_000_000;
    private static final long SUSPECT = FailureDetector.SUSPECT.toNanos();
    private static final long CONFIRM = FailureDetector.CONFIRM.toNanos();
    private final FailureDetector detector = new FailureDetector("a", 0);

    @Test
    void suspectsAtItsLimitAndNotBefore() {
        beat("b", 1, 0);
        lookUntil(999);
        assertThat(detector.isSuspect("b", SUSPECT - 1)).isFalse();
        assertThat(detector.isSuspect("b", SUSPECT)).isTrue();
    }

    @Test
    void knowsNothingOfANodeItNeverHeard() {
        assertThat(detector.isSuspect("b", CONFIRM)).isFalse();
        assertThat(detector.hears(0)).isEmpty();
        assertThat(detector.misses(CONFIRM)).isEmpty();
    }

    @Test
    void isSureByItselfAtItsSecondLimit() {
        beat("b", 1, 0);
        lookUntil(1_499);
        assertThat(detector.isGone("b", CONFIRM - 1)).isFalse();
        assertThat(detector.isGone("b", CONFIRM)).isTrue();
    }

    @Test
    void isSureAtTheFirstLimitWhenAThirdMissesItToo() {
        beat("b", 1, 0);
        lookUntil(900);
        detector.heard(new MeshBeat("c", "c1", 1, Set.of("a"), Set.of("b")), 900 * MILLI);
        assertThat(detector.isGone("b", SUSPECT - 1)).isFalse();
        assertThat(detector.isGone("b", SUSPECT)).isTrue();
    }

    @Test
    void isSureAtOnceWhenTheLinkIsRefused() {
        beat("b", 1, 0);
        detector.refused("b");
        assertThat(detector.isGone("b", 1)).isTrue();
        beat("b", 2, 2);
        assertThat(detector.isGone("b", 3)).isFalse();
    }

    @Test
    void letsAThirdNodeContradict() {
        beat("b", 1, 0);
        lookUntil(900);
        detector.heard(new MeshBeat("c", "c1", 1, Set.of("a", "b"), Set.of()), 900 * MILLI);
        assertThat(detector.othersAgree("b", SUSPECT)).isFalse();
        detector.heard(new MeshBeat("c", "c1", 2, Set.of("a"), Set.of("b")), SUSPECT);
        assertThat(detector.othersAgree("b", SUSPECT)).isTrue();
    }

    @Test
    void takesTheSilenceOfAnIgnorantThirdForNoAgreement() {
        beat("b", 1, 0);
        detector.heard(new MeshBeat("c", "c1", 1, Set.of("a"), Set.of()), 0);
        assertThat(detector.othersAgree("b", 0)).isFalse();
    }

    @Test
    void asksNoThirdThatIsItselfSuspect() {
        beat("b", 1, 0);
        detector.heard(new MeshBeat("c", "c1", 1, Set.of("a", "b"), Set.of()), 0);
        lookUntil(1_000);
        assertThat(detector.othersAgree("b", SUSPECT)).isTrue();
    }

    @Test
    void ignoresDoubledLateAndEarlierLives() {
        beat("b", 5, 0);
        beat("b", 5, 900);
        beat("b", 4, 900);
        lookUntil(1_000);
        assertThat(detector.isSuspect("b", SUSPECT)).isTrue();
        detector.heard(new MeshBeat("b", "b2", 1, Set.of("a"), Set.of()), SUSPECT);
        lookUntil(2_000);
        beat("b", 6, 2_000);
        assertThat(detector.isSuspect("b", 2 * SUSPECT)).isTrue();
    }

    @Test
    void accusesNobodyOfItsOwnPause() {
        beat("b", 1, 0);
        lookUntil(200);
        long afterPause = 5_000 * MILLI;
        assertThat(detector.isSuspect("b", afterPause)).isFalse();
        assertThat(detector.look(afterPause)).isTrue();
        assertThat(detector.isSuspect("b", afterPause + SUSPECT - 1)).isFalse();
        lookUntil(5_000, 5_999);
        assertThat(detector.isSuspect("b", afterPause + SUSPECT)).isTrue();
    }

    @Test
    void takesAGapOfExactlyItsLimitForNoPause() {
        assertThat(detector.look(FailureDetector.PAUSE.toNanos())).isFalse();
        assertThat(detector.look(2 * FailureDetector.PAUSE.toNanos() + 1)).isTrue();
    }

    @Test
    void keepsASuspicionFromBeforeItsPause() {
        beat("b", 1, 0);
        lookUntil(1_200);
        detector.look(5_000 * MILLI);
        assertThat(detector.isSuspect("b", 5_000 * MILLI)).isTrue();
    }

    @Test
    void reachesOnlyWhoHearsItToo() {
        detector.heard(new MeshBeat("b", "b1", 1, Set.of(), Set.of()), 0);
        assertThat(detector.reachable(0)).isZero();
        beat("b", 2, 1);
        assertThat(detector.reachable(1 * MILLI)).isEqualTo(1);
    }

    @Test
    void cutsAOneWayLinkAfterHalfASecondOfDenial() {
        beat("b", 1, 0);
        for (int i = 2; i < 8; i++) {
            detector.heard(new MeshBeat("b", "b1", i, Set.of(), Set.of("a")), i * 100 * MILLI);
        }
        assertThat(detector.reachable(699 * MILLI)).isEqualTo(1);
        assertThat(detector.reachable(700 * MILLI)).isZero();
    }

    @Test
    void forgetsWhatWasSilentForAMinute() {
        beat("b", 1, 0);
        lookUntil(1_000);
        assertThat(detector.misses(SUSPECT)).containsExactly("b");
        lookUntil(1_000, 60_200);
        assertThat(detector.misses(60_200 * MILLI)).isEmpty();
    }

    private void beat(String node, long count, long millis) {
        detector.heard(new MeshBeat(node, node + "1", count, Set.of("a"), Set.of()), millis * MILLI);
    }

    private void lookUntil(long millis) {
        lookUntil(0, millis);
    }

    private void lookUntil(long from, long millis) {
        for (long at = from + 200; at < millis; at += 200) {
            detector.look(at * MILLI);
        }
        detector.look(millis * MILLI);
    }
}

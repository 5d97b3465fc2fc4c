package dev.holdfast.resilience.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.lease.LeaseFold.Entry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeaseFoldTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private final LeaseFold fold = new LeaseFold(0);

    @Test
    void takesTheFirstClaimAndNoSecondThatKnowsNothingOfIt() {
        assertThat(fold.claim(entry(null, a(0)))).isTrue();
        assertThat(fold.claim(entry(null, b(1)))).isFalse();
        assertThat(fold.of("feed").last()).isEqualTo(a(0));
        assertThat(fold.voidRecords()).isEqualTo(1);
    }

    @Test
    void voidsAClaimWhenARenewalCameBetween() {
        fold.claim(entry(null, a(0)));
        assertThat(fold.renew(entry(a(0), a(1)))).isTrue();
        assertThat(fold.claim(entry(a(0), b(2)))).isFalse();
        assertThat(fold.claim(entry(a(1), b(3)))).isTrue();
    }

    @Test
    void voidsARenewalWhenAClaimCameBetween() {
        fold.claim(entry(null, a(0)));
        fold.claim(entry(a(0), b(1)));
        assertThat(fold.renew(entry(a(0), a(2)))).isFalse();
        assertThat(fold.renew(entry(b(1), a(3)))).as("not its holder").isFalse();
        assertThat(fold.renew(entry(b(1), b(4)))).isTrue();
    }

    @Test
    void voidsARenewalByAnotherIncarnationOfTheHolder() {
        fold.claim(entry(null, a(0)));
        assertThat(fold.renew(entry(a(0), new ClaimId(1, "a", "a2")))).isFalse();
    }

    @Test
    void keepsTheTokenOfTheClaimThroughItsRenewals() {
        fold.claim(entry(null, a(3)));
        fold.renew(entry(a(3), a(5)));
        assertThat(fold.of("feed").token()).isEqualTo(3);
        fold.claim(entry(a(5), b(7)));
        assertThat(fold.of("feed").token()).isEqualTo(7);
    }

    @Test
    void takesNoRenewalAfterARelease() {
        fold.claim(entry(null, a(0)));
        assertThat(fold.release(entry(a(0), a(1)))).isTrue();
        assertThat(fold.renew(entry(a(1), a(2)))).isFalse();
        assertThat(fold.claim(entry(a(1), b(3)))).isTrue();
    }

    @Test
    void takesNoReleaseByAnother() {
        fold.claim(entry(null, a(0)));
        assertThat(fold.release(entry(a(0), b(1)))).isFalse();
    }

    @Test
    void takesAClaimThatKnowsNothingOnceTheLastRecordIsForgotten() {
        fold.claim(entry(null, a(0)));
        Instant almost = NOW.plus(LeaseFold.FORGOTTEN).minusNanos(1);
        assertThat(fold.claim(new Entry("feed", null, b(1), almost))).isFalse();
        assertThat(fold.claim(new Entry("feed", null, b(2), almost.plusNanos(1)))).isTrue();
    }

    @Test
    void begunLateTakesWhatNamesADeletedRecordAndNothingThatItShouldHaveSeen() {
        LeaseFold late = new LeaseFold(100);
        assertThat(late.renew(entry(a(100), a(101)))).isFalse();
        assertThat(late.renew(entry(a(99), a(102)))).isTrue();
        assertThat(late.renew(entry(a(98), a(103)))).as("once it knows the duty").isFalse();
        assertThat(late.of("feed").token()).isEqualTo(102);
    }

    @Test
    void begunLateAgreesWithOneThatReadEverything() {
        LeaseFold late = new LeaseFold(2);
        fold.claim(entry(null, a(0)));
        fold.renew(entry(a(0), a(1)));
        Entry renewal = entry(a(1), a(2));
        Entry tooLate = entry(a(1), b(3));
        assertThat(late.renew(renewal)).isEqualTo(fold.renew(renewal));
        assertThat(late.claim(tooLate)).isEqualTo(fold.claim(tooLate)).isFalse();
        assertThat(late.of("feed").last()).isEqualTo(fold.of("feed").last());
    }

    @Test
    void keepsDutiesApart() {
        fold.claim(entry(null, a(0)));
        assertThat(fold.claim(new Entry("scaler", null, b(1), NOW))).isTrue();
        assertThat(fold.claim(new Entry("scaler", a(0), b(2), NOW.plus(Duration.ofSeconds(1))))).isFalse();
    }

    private static Entry entry(ClaimId previous, ClaimId own) {
        return new Entry("feed", previous, own, NOW);
    }

    private static ClaimId a(long offset) {
        return new ClaimId(offset, "a", "a1");
    }

    private static ClaimId b(long offset) {
        return new ClaimId(offset, "b", "b1");
    }
}

package dev.holdfast.resilience.lease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClaimFoldTest {
    private static final ClaimId A = new ClaimId(0, "node-1", "aa");
    private static final ClaimId B = new ClaimId(7, "node-2", "bb");
    private final ClaimFold fold = new ClaimFold();

    @Test
    void takesAFirstClaimThatNamesNone() {
        assertThat(fold.claim(null, A)).isTrue();
        assertThat(fold.current()).isEqualTo(A);
    }

    @Test
    void refusesASecondClaimOnTheSamePredecessor() {
        fold.claim(null, A);
        assertThat(fold.claim(null, B)).isFalse();
        assertThat(fold.current()).isEqualTo(A);
    }

    @Test
    void takesAClaimThatNamesTheCurrentOne() {
        fold.claim(null, A);
        assertThat(fold.claim(A, B)).isTrue();
    }

    @Test
    void countsRecordsInTheirSequenceOnly() {
        fold.claim(null, A);
        assertThat(fold.record(A, 0)).isTrue();
        assertThat(fold.record(A, 2)).isFalse();
        assertThat(fold.record(A, 1)).isTrue();
        assertThat(fold.voidRecords()).isEqualTo(1);
    }

    @Test
    void voidsRecordsOfADeposedClaim() {
        fold.claim(null, A);
        fold.record(A, 0);
        fold.claim(A, B);
        assertThat(fold.record(A, 1)).isFalse();
        assertThat(fold.record(B, 0)).isTrue();
    }

    @Test
    void voidsRecordsOfAClaimThatWasItselfVoid() {
        fold.claim(null, A);
        ClaimId loser = new ClaimId(9, "node-3", "cc");
        fold.claim(null, loser);
        assertThat(fold.record(loser, 0)).isFalse();
    }

    @Test
    void takesNothingBeforeAClaim() {
        assertThat(fold.record(A, 0)).isFalse();
        assertThat(fold.record(null, 0)).isFalse();
    }

    @Test
    void goesOnWhereAnotherStood() {
        ClaimFold resumed = new ClaimFold(A, 5);
        assertThat(resumed.record(A, 4)).isFalse();
        assertThat(resumed.record(A, 5)).isTrue();
    }
}

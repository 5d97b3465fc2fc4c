package dev.holdfast.node.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.wire.journal.JournalRecord.ShardClaimed;
import dev.holdfast.wire.journal.LogIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FaultRowTest {
    private static final LogIdentity LOG = new LogIdentity("t", 16);
    private static final ClaimId FIRST = new ClaimId(0, "node-1", "a");
    private static final long STRUCK = 10_000;

    private final JournalCensus journal = new JournalCensus(List.of(3, 4), Map.of(), Map.of());
    private final Strike strike =
        new Strike(FaultKind.KILL, "node-1", new TreeSet<>(List.of(3, 4)), STRUCK);

    @Test
    void splitsAGapAtTheNewClaimAndAtItsOwnersWord() {
        journal.count(3, 0, new ShardClaimed(null, "node-1", "a", LOG, Instant.ofEpochMilli(1_000)));
        journal.count(3, 1, new ShardClaimed(FIRST, "node-2", "b", LOG, Instant.ofEpochMilli(STRUCK + 400)));
        strike.accepted(3, STRUCK + 470);

        FaultRow row = row(STRUCK + 430L);

        assertThat(row.takeovers()).isEqualTo(1);
        assertThat(row.gap().max()).isEqualTo(470);
        assertThat(row.detect().max()).isEqualTo(400);
        assertThat(row.claim().max()).isEqualTo(30);
        assertThat(row.accept().max()).isEqualTo(40);
    }

    @Test
    void knowsAGapWithoutANewClaim() {
        strike.accepted(3, STRUCK + 50);

        FaultRow row = row(null);

        assertThat(row.takeovers()).isZero();
        assertThat(row.detect()).isNull();
        assertThat(row.gap().max()).isEqualTo(50);
    }

    @Test
    void countsAlsoFromWhenTheBrokerServedAgain() {
        strike.accepted(3, STRUCK + 5_000);
        assertThat(row(null).afterBack()).isNull();

        strike.back(STRUCK + 4_000);
        assertThat(row(null).afterBack().max()).isEqualTo(1_000);
    }

    @Test
    void countsTheShardsThatNeverCameBack() {
        strike.accepted(3, STRUCK + 50);
        assertThat(row(null).notRecovered()).isEqualTo(1);
    }

    @Test
    void passesOverAClaimThatAnotherWasFasterThan() {
        journal.count(3, 0, new ShardClaimed(null, "node-1", "a", LOG, Instant.ofEpochMilli(1_000)));
        journal.count(3, 1, new ShardClaimed(FIRST, "node-2", "b", LOG, Instant.ofEpochMilli(STRUCK + 400)));
        journal.count(3, 2, new ShardClaimed(FIRST, "node-3", "c", LOG, Instant.ofEpochMilli(STRUCK + 410)));
        strike.accepted(3, STRUCK + 470);

        assertThat(row(null).detect().max()).isEqualTo(400);
    }

    private FaultRow row(Long acceptingSince) {
        return FaultRow.of(FaultKind.KILL, List.of(strike), journal, claim -> acceptingSince);
    }
}

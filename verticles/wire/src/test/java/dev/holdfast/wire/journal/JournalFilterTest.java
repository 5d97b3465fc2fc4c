package dev.holdfast.wire.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.DeskEvent.TradingStateChanged;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import dev.holdfast.wire.journal.JournalRecord.ShardClaimed;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalFilterTest {
    private static final LogIdentity LOG = new LogIdentity("t", 16);
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final ClaimId FIRST = new ClaimId(0, "node-1", "aa");
    private static final DeskEvent HALT =
        new TradingStateChanged(null, TradingState.HALTED, "test", "ann", NOW);
    private final JournalFilter filter = new JournalFilter();

    @Test
    void passesTheEventsOfTheCurrentOwner() {
        filter.take(0, new ShardClaimed(null, "node-1", "aa", LOG, NOW));
        assertThat(filter.take(1, decision(FIRST, 0))).containsExactly(HALT);
    }

    @Test
    void passesOverADeposedOwner() {
        filter.take(0, new ShardClaimed(null, "node-1", "aa", LOG, NOW));
        filter.take(1, new ShardClaimed(FIRST, "node-2", "bb", LOG, NOW));
        assertThat(filter.take(2, decision(FIRST, 0))).isEmpty();
        assertThat(filter.claims().voidRecords()).isEqualTo(1);
    }

    @Test
    void goesOnWhereAReaderStood() {
        JournalFilter resumed = new JournalFilter(FIRST, 7);
        assertThat(resumed.take(20, decision(FIRST, 6))).isEmpty();
        assertThat(resumed.take(21, decision(FIRST, 7))).containsExactly(HALT);
    }

    private static DecisionMade decision(ClaimId claim, long seq) {
        return new DecisionMade(claim, seq, List.of(HALT));
    }
}

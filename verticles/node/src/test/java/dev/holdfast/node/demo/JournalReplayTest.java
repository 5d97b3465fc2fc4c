package dev.holdfast.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.DeskEvent.AccountOpened;
import dev.holdfast.trading.order.DeskEvent.TradingStateChanged;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import dev.holdfast.wire.journal.JournalRecord.ShardClaimed;
import dev.holdfast.wire.journal.LogIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JournalReplayTest {
    private static final AccountId ACCOUNT = new AccountId("trend");
    private static final Instant AT = Instant.parse("2024-08-08T00:00:00Z");
    private static final ClaimId CLAIM = new ClaimId(0, "node-1", "a");
    private static final DeskEvent OPENED = new AccountOpened(ACCOUNT, Money.of("1000"), "USDT", AT);
    private static final DeskEvent HALTED =
        new TradingStateChanged(ACCOUNT, TradingState.HALTED, "drawdown", "risk", AT);

    @Test
    void aReplayHashesLikeTheStateThatWroteIt() {
        DeskState live = new DeskState(Map.of());
        live.apply(OPENED);
        live.apply(HALTED);
        JournalReplay replay = claimed();

        replay.take(1, new DecisionMade(CLAIM, 0, List.of(OPENED)));
        assertThat(replay.state().stateHash()).isNotEqualTo(live.stateHash());
        replay.take(2, new DecisionMade(CLAIM, 1, List.of(HALTED)));
        assertThat(replay.state().stateHash()).isEqualTo(live.stateHash());
    }

    @Test
    void recordsOfADeposedOwnerOrOutOfSequenceChangeNothing() {
        JournalReplay replay = claimed();
        String before = replay.state().stateHash();

        replay.take(1, new DecisionMade(new ClaimId(0, "node-2", "b"), 0, List.of(OPENED)));
        replay.take(2, new DecisionMade(CLAIM, 1, List.of(OPENED)));

        assertThat(replay.state().stateHash()).isEqualTo(before);
    }

    private static JournalReplay claimed() {
        JournalReplay replay = new JournalReplay(Map.of());
        replay.take(0, new ShardClaimed(null, "node-1", "a", new LogIdentity("t", 16), AT));
        return replay;
    }
}

package dev.holdfast.failsafe.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.runtime.journal.ShardPosition;
import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.DeskEvent.AccountOpened;
import dev.holdfast.trading.order.DeskEvent.TradingStateChanged;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.wire.checkpoint.ShardSnapshot;
import dev.holdfast.wire.failsafe.StateView.Line;
import dev.holdfast.wire.message.PeakEquity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateBookTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final AccountId ACCOUNT = new AccountId("trend");
    private static final ShardId SHARD = ShardId.of(ACCOUNT);
    private static final ClaimId CLAIM = new ClaimId(0, "node-1", "life-1");
    private static final DeskEvent OPENED = new AccountOpened(ACCOUNT, Money.of("1000"), "USDT", NOW);
    private static final DeskEvent HALTED =
        new TradingStateChanged(ACCOUNT, TradingState.HALTED, "drill", "ada", NOW.plusSeconds(1));

    private final StateBook book = new StateBook(Map.of());

    @Test
    void showsEachShardAndAccountWithWhereItStands() {
        book.onDecision(SHARD, List.of(OPENED), new ShardPosition(2, CLAIM, 1));
        book.onDecision(SHARD, List.of(HALTED), new ShardPosition(5, CLAIM, 2));
        assertThat(book.lines()).extracting(Line::subject)
            .containsExactly("shard " + SHARD, "account trend");
        assertThat(book.lines()).allSatisfy(line -> {
            assertThat(line.nextOffset()).isEqualTo(5);
            assertThat(line.changes()).isEqualTo(2);
            assertThat(line.changedAt()).isEqualTo(NOW.plusSeconds(1));
        });
        assertThat(book.lines().getFirst().words()).contains("ACTIVE", "claimed by node-1");
        assertThat(book.lines().getLast().words()).contains("HALTED", "cash 1000");
    }

    @Test
    void isTheSameFromASnapshotAndFromTheBeginning() {
        DeskState half = new DeskState(Map.of());
        half.apply(OPENED);
        book.onDecision(SHARD, List.of(OPENED), new ShardPosition(2, CLAIM, 1));
        book.onDecision(SHARD, List.of(HALTED), new ShardPosition(3, CLAIM, 2));
        StateBook restored = new StateBook(Map.of());
        assertThat(restored.restore(new ShardSnapshot(SHARD.number(), 2, null, CLAIM, 1, null, null,
            half.snapshot(), List.of()))).isEqualTo(new ShardPosition(2, CLAIM, 1));
        restored.onDecision(SHARD, List.of(HALTED), new ShardPosition(3, CLAIM, 2));
        assertThat(restored.hash(SHARD.number())).isEqualTo(book.hash(SHARD.number()));
    }

    @Test
    void keepsTheNewestPeakOfEachAccount() {
        book.onPeak(new PeakEquity(ACCOUNT, NOW, Money.of("1000"), NOW));
        book.onPeak(new PeakEquity(ACCOUNT, NOW, Money.of("1200"), NOW.plusSeconds(2)));
        assertThat(book.lines()).singleElement().satisfies(line -> {
            assertThat(line.service()).isEqualTo("risk");
            assertThat(line.words()).contains("1200");
            assertThat(line.changes()).isEqualTo(2);
        });
    }
}

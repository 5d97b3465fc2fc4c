package dev.holdfast.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.runtime.journal.ShardPosition;
import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.DeskEvent.AccountOpened;
import dev.holdfast.trading.order.DeskEvent.TradingStateChanged;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.checkpoint.RiskSnapshot;
import dev.holdfast.wire.checkpoint.ShardSnapshot;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MeasureBookTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final AccountId ACCOUNT = new AccountId("trend");
    private static final ShardId SHARD = ShardId.of(ACCOUNT);
    private static final int EVENTS = 12;

    @Test
    void measuresFromTheOpeningUntilAHaltIsEnded() {
        MeasureBook book = new MeasureBook();
        book.onEvent(new AccountOpened(ACCOUNT, Money.of("1000"), "USDT", NOW));
        book.onEvent(state(ACCOUNT, TradingState.REDUCE_ONLY, 1));
        book.onEvent(state(ACCOUNT, TradingState.ACTIVE, 2));
        assertThat(book.since(ACCOUNT)).isEqualTo(NOW);
        book.onEvent(state(null, TradingState.HALTED, 3));
        book.onEvent(state(ACCOUNT, TradingState.HALTED, 4));
        book.onEvent(state(null, TradingState.ACTIVE, 5));
        assertThat(book.wasResumed(ACCOUNT)).isFalse();
        book.onEvent(state(ACCOUNT, TradingState.REDUCE_ONLY, 6));
        assertThat(book.since(ACCOUNT)).isEqualTo(NOW.plusSeconds(6));
        assertThat(book.wasResumed(ACCOUNT)).isTrue();
    }

    /** Desk and measures may be as of any two offsets: read on from the earlier one, they meet. */
    @Property(tries = 200)
    void goesOnBehindSnapshotsOfAnyTwoOffsets(@ForAll long seed) {
        Random random = new Random(seed);
        List<DeskEvent> journal = new ArrayList<>();
        journal.add(new AccountOpened(ACCOUNT, Money.of("1000"), "USDT", NOW));
        for (int second = 1; second < EVENTS; second++) {
            journal.add(state(random.nextBoolean() ? ACCOUNT : null,
                TradingState.values()[random.nextInt(3)], second));
        }
        RiskWatch whole = fold(journal, 0, EVENTS);
        int desk = random.nextInt(EVENTS + 1);
        int measures = random.nextInt(EVENTS + 1);
        RiskWatch restored = watch();
        RiskSnapshot kept = Json.read(Json.bytes(fold(journal, 0, measures).snapshot(shard ->
            new ShardPosition(measures, null, 0))), RiskSnapshot.class);
        DeskState state = new DeskState(Map.of());
        journal.subList(0, desk).forEach(state::apply);
        restored.restore(new ShardSnapshot(SHARD.number(), desk, null, null, 0, null, null, state.snapshot(),
            List.of()), kept.shards().get(SHARD.number()), kept.asOf());
        for (int offset = Math.min(desk, measures); offset < EVENTS; offset++) {
            restored.onEvents(SHARD, offset, List.of(journal.get(offset)));
        }
        assertThat(restored.snapshot(shard -> ShardPosition.BEGINNING))
            .isEqualTo(whole.snapshot(shard -> ShardPosition.BEGINNING));
        assertThat(restored.look(NOW.plusSeconds(99), Map.of()))
            .isEqualTo(whole.look(NOW.plusSeconds(99), Map.of()));
    }

    private static RiskWatch fold(List<DeskEvent> journal, int from, int to) {
        RiskWatch watch = watch();
        for (int offset = from; offset < to; offset++) {
            watch.onEvents(SHARD, offset, List.of(journal.get(offset)));
        }
        return watch;
    }

    private static RiskWatch watch() {
        return new RiskWatch(Map.of(), new BigDecimal("10"));
    }

    private static DeskEvent state(AccountId account, TradingState state, int second) {
        return new TradingStateChanged(account, state, "drill", "ada", NOW.plusSeconds(second));
    }
}

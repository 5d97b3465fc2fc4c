package dev.holdfast.trading.order;

import dev.holdfast.trading.money.Money;
import java.time.Instant;

/** A fact of one shard's journal. Folding a shard's events in order gives its whole state. */
public sealed interface DeskEvent permits OrderEvent, DeskEvent.AccountOpened,
    DeskEvent.TradingStateChanged, DeskEvent.ReportParked {

    /** When it was decided, our clock; never earlier than the event before it. */
    Instant at();

    /** An account began to exist here with its opening cash. */
    record AccountOpened(AccountId account, Money cash, String currency, Instant at) implements DeskEvent {
    }

    /**
     * What the account, or the whole shard, may do from here on.
     *
     * @param account null: every account of the shard
     */
    record TradingStateChanged(AccountId account, TradingState state, String reason, String by, Instant at)
        implements DeskEvent {
    }

    /** A venue report that fits no legal move: kept, alerted, never dropped silently. */
    record ReportParked(ExecutionReport report, String why, Instant at) implements DeskEvent {
    }
}

package dev.holdfast.trading.order;

import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.reconcile.BreakDisposition;
import dev.holdfast.trading.reconcile.BreakKind;
import java.time.Instant;

/** A fact of one shard's journal. Folding a shard's events in order gives its whole state. */
public sealed interface DeskEvent permits OrderEvent, DeskEvent.AccountOpened,
    DeskEvent.TradingStateChanged, DeskEvent.ReportParked, DeskEvent.SignalsConsumed,
    DeskEvent.FlattenRequested, DeskEvent.FlattenEnded, DeskEvent.BreakFound, DeskEvent.BreakClosed {

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

    /** Every signal of the partition below {@code nextOffset} was decided on here (ownership rule 20). */
    record SignalsConsumed(int partition, long nextOffset, Instant at) implements DeskEvent {
    }

    /** From here on the account is being brought to zero: it cancels, then closes (requirement D5). */
    record FlattenRequested(AccountId account, String by, Instant at) implements DeskEvent {
    }

    /** The account holds nothing closable and has no open order: what was asked is done. */
    record FlattenEnded(AccountId account, Instant at) implements DeskEvent {
    }

    /**
     * Reconciliation found a difference between us and the venue (invariant 20). It stays open until it is
     * closed with a disposition.
     *
     * @param breakId derived from kind and subject, so that the same difference is booked once
     * @param subject a clOrdId, a venue order id or an asset
     */
    record BreakFound(String breakId, BreakKind kind, String subject, String ours, String venues, Instant at)
        implements DeskEvent {
    }

    /** What became of a difference. */
    record BreakClosed(String breakId, BreakDisposition disposition, String evidence, String by, Instant at)
        implements DeskEvent {
    }
}

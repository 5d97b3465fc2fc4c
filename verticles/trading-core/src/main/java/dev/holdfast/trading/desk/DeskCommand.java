package dev.holdfast.trading.desk;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.reconcile.BreakDisposition;
import dev.holdfast.trading.reconcile.BreakKind;
import dev.holdfast.trading.signal.Signal;
import java.util.List;

/** What one shard's desk can be asked to do. */
public sealed interface DeskCommand {

    /** Opens the configured accounts of this shard that its journal does not have yet. */
    record OpenAccounts() implements DeskCommand {
    }

    /** Places an order. The same clOrdId again answers with the order it already made. */
    record SubmitOrder(ClOrdId clOrdId, AccountId account, InstrumentId instrument, Side side, OrderType type,
                       TimeInForce timeInForce, Quantity quantity, Price limitPrice, Origin origin)
        implements DeskCommand {
    }

    /** Turns a signal into at most one order for each account that follows its strategy. */
    record ActOnSignal(Signal signal) implements DeskCommand {
    }

    /** Asks the venue to end a live order, or ends a queued one. */
    record CancelOrder(ClOrdId clOrdId, String by) implements DeskCommand {
    }

    /** Changes quantity and limit price of a resting order: cancel, confirmed, then a new revision. */
    record ReplaceOrder(ClOrdId clOrdId, Quantity quantity, Price limitPrice, String by)
        implements DeskCommand {
    }

    /** Something the venue said, by stream or as a reply. */
    record TakeReport(ExecutionReport report) implements DeskCommand {
    }

    /** A request ended without a clear answer. */
    record MarkUnknown(ClOrdId clOrdId, String cause) implements DeskCommand {
    }

    /** The bytes of a journalled send were held back. */
    record MarkWithheld(ClOrdId clOrdId, String why) implements DeskCommand {
    }

    /** The venue refused a cancel. */
    record MarkCancelRejected(ClOrdId clOrdId, String text) implements DeskCommand {
    }

    /**
     * The venue's answer to a question about one revision of an order, with all its executions.
     *
     * @param venueClientId the revision that was asked about
     * @param absent evidence that it never reached the venue; null unless proven
     * @param report the status; null where {@code absent} is given
     */
    record TakeStatus(ClOrdId clOrdId, String venueClientId, ExecutionReport report,
                      List<ExecutionReport> executions, String absent) implements DeskCommand {
    }

    /** Time passed: queued orders are released or expire, DAY orders end, silent sends become unknown. */
    record PassTime() implements DeskCommand {
    }

    /** After a start: every order in flight is of unknown fate, and what must end is asked to. */
    record TakeOver() implements DeskCommand {
    }

    /**
     * Sets what may be traded.
     *
     * @param account null for every account of the shard
     */
    record SetTradingState(AccountId account, TradingState state, String reason, String by)
        implements DeskCommand {
    }

    /** Asks for a cancel of each open order of the account, or of all accounts where it is null. */
    record CancelAll(AccountId account, String by) implements DeskCommand {
    }

    /** Brings an account to zero: cancels what is open, then closes what it holds (requirement D5). */
    record Flatten(AccountId account, String by) implements DeskCommand {
    }

    /** An operator settles an order whose fate no question could find out. */
    record ResolveOrder(ClOrdId clOrdId, OrderStatus status, String evidence, String by)
        implements DeskCommand {
    }

    /** All signals of a partition below the offset were decided on (ownership rule 20). */
    record ConsumeSignals(int partition, long nextOffset) implements DeskCommand {
    }

    /** The venue has an order that names no shard; the house account's shard takes it in. */
    record AdoptOrder(AccountId house, ExecutionReport found, Side side, OrderType type,
                      TimeInForce timeInForce, Quantity quantity, Price limitPrice) implements DeskCommand {
    }

    /** Reconciliation found a difference; the same one again changes nothing. */
    record BookBreak(BreakKind kind, String subject, String ours, String venues) implements DeskCommand {
    }

    /** A difference is settled. */
    record CloseBreak(String breakId, BreakDisposition disposition, String evidence, String by)
        implements DeskCommand {
    }
}

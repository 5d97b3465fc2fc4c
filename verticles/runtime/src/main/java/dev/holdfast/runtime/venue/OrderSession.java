package dev.holdfast.runtime.venue;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.TimeInForce;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A venue's order side. It retries nothing that could place or change an order: one call is at most one
 * socket write. All callbacks and results arrive on the Vert.x context that called {@link #start}.
 */
public interface OrderSession {
    /** Connects and keeps connected; completes once started, not once up. */
    Future<Void> start(SessionListener listener);

    Future<Void> stop();

    /** Names the current session; changes with each reconnect of the user-data stream. Null while down. */
    String session();

    /** False while no new order is to be sent; questions and cancels may be while there is a session. */
    default boolean takesOrders() {
        return session() != null;
    }

    /**
     * Opens a new line for questions: an order's absence counts only if it was asked on a line opened after
     * the order expired (ownership rule 12). Orders and reports go on undisturbed.
     */
    void renew(String why);

    /** When the line for questions was opened, the venue's clock; the epoch while there is none. */
    Instant openedAt();

    /** The venue's clock minus ours, as last measured. */
    Duration venueOffset();

    String detail();

    /**
     * Sends one journalled attempt: signs exactly its request time and window, never anything newer.
     *
     * @param mayWrite asked right before the socket write, after every queue and limiter; if it refuses, the
     *                 bytes are dropped and the outcome is {@link Outcome.NotSent}
     */
    Future<Outcome> place(OrderTerms terms, SendAttempted attempt, WriteCheck mayWrite);

    Future<Outcome> cancel(InstrumentId instrument, String venueClientId);

    /** Asks for one order and all its executions. */
    Future<StatusAnswer> query(InstrumentId instrument, String venueClientId);

    /**
     * Looks for an order in the venue's lists, open and ended, that hold what came since a moment.
     *
     * @param since the venue's clock
     * @return true if any of them shows it; fails if one cannot be read
     */
    Future<Boolean> lists(InstrumentId instrument, String venueClientId, Instant since);

    /** The venue's open orders, by the client ids it has. */
    Future<List<OpenOrder>> openOrders();

    /** Free plus locked balance of each asset of the venue account. */
    Future<Map<String, BigDecimal>> balances();

    /** The venue's clock, asked now. */
    Future<Instant> venueTime();

    /** The last check before the wire; null if the bytes may go, else why not. */
    @FunctionalInterface
    interface WriteCheck {
        String refusal();
    }

    /**
     * An open order as the venue lists it.
     *
     * @param limitPrice null for an order without one
     * @param executed   what traded of it so far
     */
    record OpenOrder(String venueClientId, String venueOrderId, InstrumentId instrument, Side side,
                     OrderType type, TimeInForce timeInForce, Quantity quantity, Price limitPrice,
                     Quantity executed) {
    }
}

package dev.holdfast.venuesim.engine;

import dev.holdfast.venuesim.account.Account;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An order the venue took. Its fills only ever grow, and its status never leaves a terminal one. */
public final class Order {

    private final Account account;
    private final OrderRequest request;
    private final long orderId;
    private final long quantity;
    private final long time;
    private final List<Fill> fills = new ArrayList<>();
    private long executed;
    private BigDecimal quoteExecuted = BigDecimal.ZERO;
    private BigDecimal locked = BigDecimal.ZERO;
    private OrderStatus status = OrderStatus.NEW;
    private long updateTime;

    /** {@code quantity} is the request's, or what its quote quantity bought at the moment of arrival. */
    Order(Account account, OrderRequest request, long orderId, long quantity, long time) {
        this.account = account;
        this.request = request;
        this.orderId = orderId;
        this.quantity = quantity;
        this.time = time;
        this.updateTime = time;
    }

    /** Owner. */
    public Account account() {
        return account;
    }

    /** What was asked for. */
    public OrderRequest request() {
        return request;
    }

    /** Instrument. */
    public Instrument instrument() {
        return request.instrument();
    }

    /** The venue's own id. */
    public long orderId() {
        return orderId;
    }

    /** Base quantity, units of 1e-8. */
    public long quantity() {
        return quantity;
    }

    /** When it was taken. */
    public long time() {
        return time;
    }

    /** Sum of fills. */
    public long executed() {
        return executed;
    }

    /** Quantity still open, also of an order that has ended. */
    public long leaves() {
        return quantity - executed;
    }

    /** Sum of price times quantity over the fills. */
    public BigDecimal quoteExecuted() {
        return quoteExecuted;
    }

    /** What of the reservation is still held. */
    public BigDecimal locked() {
        return locked;
    }

    /** Present status. */
    public OrderStatus status() {
        return status;
    }

    /** Time of the last change. */
    public long updateTime() {
        return updateTime;
    }

    /** Executions so far, oldest first. */
    public List<Fill> fills() {
        return Collections.unmodifiableList(fills);
    }

    void lock(BigDecimal amount) {
        locked = locked.add(amount);
    }

    void release(BigDecimal amount) {
        locked = locked.subtract(amount);
    }

    void filled(Fill fill) {
        requireOpen();
        if (fill.quantity() > leaves()) {
            throw new IllegalStateException("order " + orderId + " overfilled: " + fill.quantity() + " of "
                + leaves());
        }
        fills.add(fill);
        executed += fill.quantity();
        quoteExecuted = quoteExecuted.add(fill.quoteQuantity());
        status = leaves() == 0 ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        updateTime = fill.time();
    }

    void ended(OrderStatus terminal, long atMillis) {
        requireOpen();
        status = terminal;
        updateTime = atMillis;
    }

    private void requireOpen() {
        if (!status.isOpen()) {
            throw new IllegalStateException("order " + orderId + " has ended: " + status);
        }
    }
}

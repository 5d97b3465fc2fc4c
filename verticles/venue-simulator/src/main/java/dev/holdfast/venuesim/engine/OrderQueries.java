package dev.holdfast.venuesim.engine;

import dev.holdfast.venuesim.account.Account;
import java.util.List;
import java.util.Optional;

/** Read side of the exchange: an account's own orders and fills, never another's. */
public final class OrderQueries {

    private final OrderStore orders;

    OrderQueries(OrderStore orders) {
        this.orders = orders;
    }

    /** By the venue's id. */
    public Optional<Order> byOrderId(Account account, Instrument instrument, long orderId) {
        return orders.ofAccount(account, instrument, orderId);
    }

    /** By the client's id, the newest order that carried it. */
    public Optional<Order> byClientId(Account account, Instrument instrument, String clientOrderId) {
        return orders.byClientId(account, instrument, clientOrderId);
    }

    /** Open orders, oldest first; null for all instruments. */
    public List<Order> open(Account account, Instrument instrument) {
        return orders.open(account, instrument);
    }

    /** Every order, oldest first. */
    public List<Order> all(Account account, Instrument instrument) {
        return orders.all(account, instrument);
    }

    /** Every fill, oldest first. */
    public List<Fill> fills(Account account, Instrument instrument) {
        return orders.fills(account, instrument);
    }

    /** Orders taken since the venue began. */
    public int count() {
        return orders.size();
    }

    /** Orders that may still trade. */
    public int openCount() {
        return orders.openCount();
    }
}

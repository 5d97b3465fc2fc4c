package dev.holdfast.venuesim.book;

/** The side of an order. A bid is a BUY, an ask is a SELL. */
public enum Side {
    BUY, SELL;

    /** The side this one trades against. */
    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }

    /** Whether an order of this side limited to {@code limit} may trade at {@code price}. */
    public boolean accepts(long limit, long price) {
        return this == BUY ? price <= limit : price >= limit;
    }
}

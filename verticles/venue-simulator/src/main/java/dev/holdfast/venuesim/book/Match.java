package dev.holdfast.venuesim.book;

/**
 * One execution. Id {@link #BACKGROUND} stands for the replayed market on that side. {@code takerSide} is the
 * aggressor's side; price and quantity in units of 1e-8.
 */
public record Match(long makerId, long takerId, Side takerSide, long price, long quantity) {

    /** No order of ours: liquidity or aggression of the replayed market. */
    public static final long BACKGROUND = 0;

    /** Guards the quantity: a match of nothing is a fault of the book. */
    public Match {
        if (quantity <= 0 || price <= 0) {
            throw new IllegalArgumentException("match needs price and quantity > 0, was " + quantity + " @ "
                + price);
        }
    }
}

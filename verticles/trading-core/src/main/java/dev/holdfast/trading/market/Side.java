package dev.holdfast.trading.market;

/** Direction of an order, or of the aggressor of a trade (FIX tag 54). */
public enum Side {
    BUY, SELL;

    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }
}

package dev.holdfast.binance.book;

/** The price levels of one instrument, as the updates so far leave them. Prices are in 10<sup>-8</sup>. */
public final class DepthBook {
    private final BookSide bids = BookSide.bids();
    private final BookSide asks = BookSide.asks();
    private long lastId;

    void load(DepthSnapshot snapshot) {
        bids.clear();
        asks.clear();
        snapshot.bids().applyTo(bids);
        snapshot.asks().applyTo(asks);
        lastId = snapshot.lastId();
    }

    void apply(DepthUpdate update) {
        update.bids().applyTo(bids);
        update.asks().applyTo(asks);
        lastId = update.lastId();
    }

    /** The venue's id of the newest update in it. */
    public long lastId() {
        return lastId;
    }

    /** 0 without bids. */
    public long bestBid() {
        return bids.bestPrice();
    }

    public long bestBidQuantity() {
        return bids.bestQuantity();
    }

    /** 0 without asks. */
    public long bestAsk() {
        return asks.bestPrice();
    }

    public long bestAskQuantity() {
        return asks.bestQuantity();
    }

    /** Price levels on both sides. */
    public int levels() {
        return bids.size() + asks.size();
    }
}

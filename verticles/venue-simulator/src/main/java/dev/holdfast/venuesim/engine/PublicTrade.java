package dev.holdfast.venuesim.engine;

import dev.holdfast.venuesim.book.Side;

/** A print as the public sees it. Units of 1e-8; time is the venue's. */
public record PublicTrade(long id, long price, long quantity, Side aggressor, long time) {

    /** Field m: the buyer was the resting side. */
    public boolean buyerIsMaker() {
        return aggressor == Side.SELL;
    }
}

package dev.holdfast.venuesim.engine;

import java.math.BigDecimal;

/**
 * A tradable pair and its filters, as exchangeInfo publishes them. Prices and quantities in units of 1e-8;
 * {@code minNotional} and {@code maxNotional} in the quote asset; the percent multipliers are against the
 * weighted average price of five minutes.
 */
public record Instrument(
    String symbol, String baseAsset, String quoteAsset,
    long tickSize, long minPrice, long maxPrice,
    long stepSize, long minQty, long maxQty,
    BigDecimal minNotional, BigDecimal maxNotional,
    BigDecimal percentUp, BigDecimal percentDown) {

    /** Guards what every division below relies on. */
    public Instrument {
        if (tickSize <= 0 || stepSize <= 0) {
            throw new IllegalArgumentException(symbol + ": tickSize and stepSize must be > 0");
        }
    }

    /** Stream names are lower-case. */
    public String streamName() {
        return symbol.toLowerCase(java.util.Locale.ROOT);
    }
}

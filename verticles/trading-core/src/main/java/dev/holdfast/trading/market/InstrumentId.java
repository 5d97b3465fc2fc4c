package dev.holdfast.trading.market;

import java.util.regex.Pattern;

/** The venue's symbol of an instrument, such as {@code BTCUSDT} (FIX tag 55): upper case and digits. */
public record InstrumentId(String symbol) implements Comparable<InstrumentId> {
    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9]{2,20}");

    public InstrumentId {
        if (!SYMBOL.matcher(symbol).matches()) {
            throw new IllegalArgumentException(
                "instrument must be 2 to 20 characters A-Z or 0-9, was '" + symbol + "'");
        }
    }

    @Override
    public int compareTo(InstrumentId other) {
        return symbol.compareTo(other.symbol);
    }

    @Override
    public String toString() {
        return symbol;
    }
}

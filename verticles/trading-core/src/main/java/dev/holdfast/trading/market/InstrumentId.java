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

    /** Written out, as the one a record has by itself is several times slower as the key of a large map. */
    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof InstrumentId instrument && symbol.equals(instrument.symbol);
    }

    @Override
    public int hashCode() {
        return symbol.hashCode();
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

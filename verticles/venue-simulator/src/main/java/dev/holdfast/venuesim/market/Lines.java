package dev.holdfast.venuesim.market;

import dev.holdfast.venuesim.VenueRefusal;

/** Counts what a data file held. Bad lines are skipped, but never silently. */
final class Lines {

    /** A larger file would not fit the memory it is played from. */
    static final int MOST = 5_000_000;

    private final String name;
    private int read;
    private int bad;
    private int firstBad;
    private int usable;

    Lines(String name) {
        this.name = name;
    }

    /** Counts one more line read; refuses beyond {@link #MOST}. */
    void next() {
        read++;
        if (read > MOST) {
            throw new VenueRefusal("data file " + name + " has more than " + MOST + " lines; split it");
        }
    }

    void good() {
        usable++;
    }

    void bad() {
        bad++;
        if (firstBad == 0) {
            firstBad = read;
        }
    }

    void requireUsable() {
        if (usable == 0) {
            throw new VenueRefusal("data file " + name + " has no usable line (" + read
                + " read, first bad line "
                + firstBad + "); expected timestamp,price,amount or recorded Binance frames");
        }
    }

    int badCount() {
        return bad;
    }

    @Override
    public String toString() {
        var skipped = bad == 0 ? "" : ", skipped " + bad + " bad (first at line " + firstBad + ")";
        return name + ": " + usable + " lines" + skipped;
    }
}

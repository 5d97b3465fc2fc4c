package dev.holdfast.binance.feed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.holdfast.binance.book.Levels;
import java.io.IOException;
import java.util.Arrays;

/** Collects {@code [["price","quantity"],…]} of unknown length into an array that fits. */
final class LevelScratch {
    private static final int FIRST_CAPACITY = 256;
    /** Longs, two a level: the venue's longest list has 5,000 levels. */
    private static final int MAX_LONGS = 1 << 16;

    private long[] pairs = new long[FIRST_CAPACITY];

    /** Stands at the outer {@code [}; reads to its end. */
    Levels read(JsonParser json) throws IOException, MalformedFrame {
        int length = 0;
        while (json.nextToken() == JsonToken.START_ARRAY) {
            if (length == pairs.length) {
                grow();
            }
            pairs[length++] = text(json);
            pairs[length++] = text(json);
            if (json.nextToken() != JsonToken.END_ARRAY) {
                json.skipChildren();
                skipRest(json);
            }
        }
        if (json.currentToken() != JsonToken.END_ARRAY) {
            throw new MalformedFrame("a level is not a pair");
        }
        return length == 0 ? Levels.NONE : new Levels(Arrays.copyOf(pairs, length));
    }

    private static long text(JsonParser json) throws IOException, MalformedFrame {
        if (json.nextToken() != JsonToken.VALUE_STRING) {
            throw new MalformedFrame("a level is not a pair of decimals");
        }
        return FrameReader.decimal(json);
    }

    /** Old snapshots have an empty third element in each level. */
    private static void skipRest(JsonParser json) throws IOException, MalformedFrame {
        if (json.nextToken() != JsonToken.END_ARRAY) {
            throw new MalformedFrame("a level has too many elements");
        }
    }

    private void grow() throws MalformedFrame {
        if (pairs.length >= MAX_LONGS) {
            throw new MalformedFrame("too many levels");
        }
        pairs = Arrays.copyOf(pairs, pairs.length * 2);
    }
}

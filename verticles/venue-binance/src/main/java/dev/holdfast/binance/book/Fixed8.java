package dev.holdfast.binance.book;

import java.math.BigDecimal;

/**
 * Decimals as Binance prints them: at most eight places, and its largest quantity (92,233,720,368.54775807)
 * is exactly the largest {@code long} of 10<sup>-8</sup>. So a long is exact, and books need no objects.
 */
public final class Fixed8 {
    private static final int PLACES = 8;
    private static final int RADIX = 10;

    private Fixed8() {
    }

    /**
     * Reads an unsigned decimal.
     *
     * @throws NumberFormatException if it is none, or does not fit
     */
    public static long parse(char[] text, int offset, int length) {
        long value = 0;
        int places = -1;
        for (int i = offset; i < offset + length; i++) {
            char c = text[i];
            if (c == '.' && places < 0 && i > offset) {
                places = 0;
            } else if (c >= '0' && c <= '9' && places < PLACES) {
                value = shifted(value, c - '0');
                places += places < 0 ? 0 : 1;
            } else if (c != '0' || places < PLACES) {
                throw notOne(text, offset, length);
            }
        }
        if (length == 0) {
            throw notOne(text, offset, length);
        }
        for (int i = Math.max(places, 0); i < PLACES; i++) {
            value = shifted(value, 0);
        }
        return value;
    }

    public static long parse(String text) {
        return parse(text.toCharArray(), 0, text.length());
    }

    /** The same number without trailing zeros. */
    public static BigDecimal decimal(long value) {
        long unscaled = value;
        int scale = PLACES;
        while (scale > 0 && unscaled % RADIX == 0) {
            unscaled /= RADIX;
            scale--;
        }
        return BigDecimal.valueOf(unscaled, scale);
    }

    private static long shifted(long value, int digit) {
        if (value > (Long.MAX_VALUE - digit) / RADIX) {
            throw new NumberFormatException("a decimal beyond the range of 8 places in a long");
        }
        return value * RADIX + digit;
    }

    private static NumberFormatException notOne(char[] text, int offset, int length) {
        return new NumberFormatException("not a decimal: '" + new String(text, offset, length) + "'");
    }
}

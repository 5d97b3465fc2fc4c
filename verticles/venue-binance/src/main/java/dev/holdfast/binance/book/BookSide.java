package dev.holdfast.binance.book;

import java.util.Arrays;

/**
 * One side of a book: price levels in sorted arrays, the best one last, as most changes are near the best and
 * then move few elements. Holds at most {@link #MAX_LEVELS}; the level farthest from the best goes first.
 */
final class BookSide {
    /** Five times a snapshot of 1,000: only a market moving through 4,000 levels could need a dropped one. */
    static final int MAX_LEVELS = 5_000;
    private static final int FIRST_CAPACITY = 1_024;

    private final int sign;
    private long[] keys = new long[FIRST_CAPACITY];
    private long[] quantities = new long[FIRST_CAPACITY];
    private int size;

    private BookSide(int sign) {
        this.sign = sign;
    }

    /** The highest price is the best. */
    static BookSide bids() {
        return new BookSide(1);
    }

    /** The lowest price is the best. */
    static BookSide asks() {
        return new BookSide(-1);
    }

    void clear() {
        size = 0;
    }

    /** Sets what stands at a price; zero removes the level. */
    void set(long price, long quantity) {
        long key = sign * price;
        int at = find(key);
        if (at >= 0 && quantity > 0) {
            quantities[at] = quantity;
        } else if (at >= 0) {
            remove(at);
        } else if (quantity > 0) {
            insert(-at - 1, key, quantity);
        }
    }

    int size() {
        return size;
    }

    /** 0 if the side is empty. */
    long bestPrice() {
        return size == 0 ? 0 : sign * keys[size - 1];
    }

    /** 0 if the side is empty. */
    long bestQuantity() {
        return size == 0 ? 0 : quantities[size - 1];
    }

    private int find(long key) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (keys[middle] == key) {
                return middle;
            }
            if (keys[middle] < key) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    private void remove(int at) {
        move(at + 1, at);
        size--;
    }

    private void insert(int at, long key, long quantity) {
        int place = at;
        if (size == MAX_LEVELS) {
            if (at == 0) {
                return;
            }
            remove(0);
            place--;
        }
        grow();
        move(place, place + 1);
        keys[place] = key;
        quantities[place] = quantity;
        size++;
    }

    private void move(int from, int to) {
        System.arraycopy(keys, from, keys, to, size - from);
        System.arraycopy(quantities, from, quantities, to, size - from);
    }

    private void grow() {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            quantities = Arrays.copyOf(quantities, size * 2);
        }
    }
}

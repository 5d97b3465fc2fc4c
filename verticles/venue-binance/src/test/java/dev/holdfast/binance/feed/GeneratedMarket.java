package dev.holdfast.binance.feed;

import dev.holdfast.binance.Recording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A made-up market told the way the venue tells it: single book changes, gathered into depth events, with a
 * bookTicker for each change of the best, and one snapshot in between. Keeps its books in plain maps, so that
 * it shares nothing with what it tests.
 */
final class GeneratedMarket {
    private static final long CENT = 1_000_000L;
    private static final Instant BEGIN = Instant.parse("2024-08-08T23:54:00Z");
    private static final int SNAPSHOT_AT_EVENT = 3;

    private final Random random;
    private final String symbol;
    private final String stream;
    private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private final List<Recording.Line> lines = new ArrayList<>();
    private long updateId = 1_000;

    GeneratedMarket(long seed, String symbol) {
        this.random = new Random(seed);
        this.symbol = symbol;
        this.stream = symbol.toLowerCase(Locale.ROOT);
        for (int i = 1; i <= 50; i++) {
            bids.put((6_000_000L - i) * CENT, quantity());
            asks.put((6_000_000L + i) * CENT, quantity());
        }
    }

    /** That many depth events, with everything that comes with them. */
    List<Recording.Line> lines(int depthEvents) {
        for (int event = 0; event < depthEvents; event++) {
            depth(event);
            if (event == SNAPSHOT_AT_EVENT) {
                add("{\"lastUpdateId\":" + updateId + ",\"bids\":" + list(bids) + ",\"asks\":" + list(asks)
                    + "}");
            }
        }
        return lines;
    }

    private void depth(int event) {
        long first = updateId + 1;
        var changedBids = new TreeMap<Long, Long>();
        var changedAsks = new TreeMap<Long, Long>();
        for (int change = 0; change <= random.nextInt(8); change++) {
            String before = best();
            updateId++;
            if (random.nextBoolean()) {
                change(bids, asks, -1, changedBids);
            } else {
                change(asks, bids, 1, changedAsks);
            }
            if (!best().equals(before)) {
                add("{\"stream\":\"" + stream + "@bookTicker\",\"data\":{\"u\":" + updateId + ",\"s\":\""
                    + symbol + "\"," + best() + "}}");
            }
        }
        add("{\"stream\":\"" + stream + "@depth@100ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":"
            + BEGIN.plusMillis(event * 100L).toEpochMilli() + ",\"s\":\"" + symbol + "\",\"U\":" + first
            + ",\"u\":" + updateId + ",\"b\":" + list(changedBids) + ",\"a\":" + list(changedAsks) + "}}");
    }

    /** Sets or removes a level near the touch, never across it and never the last one. */
    private void change(TreeMap<Long, Long> side, TreeMap<Long, Long> other, int away,
                        Map<Long, Long> changed) {
        long price = side.firstKey() + (random.nextInt(12) - 3) * away * CENT;
        boolean crosses = away * (price - other.firstKey()) <= 0;
        if (crosses) {
            price = side.firstKey();
        }
        boolean remove = side.size() > 20 && random.nextInt(3) == 0 && side.containsKey(price);
        long quantity = remove ? 0 : quantity();
        changed.put(price, quantity);
        if (remove) {
            side.remove(price);
        } else {
            side.put(price, quantity);
        }
    }

    private String best() {
        return "\"b\":" + text(bids.firstKey()) + ",\"B\":" + text(bids.firstEntry().getValue()) + ",\"a\":"
            + text(asks.firstKey()) + ",\"A\":" + text(asks.firstEntry().getValue());
    }

    private long quantity() {
        return 1 + random.nextInt(1_000_000_000);
    }

    private static String list(Map<Long, Long> levels) {
        var text = new StringBuilder("[");
        levels.forEach((price, quantity) -> text.append(text.length() == 1 ? "" : ",").append('[')
            .append(text(price)).append(',').append(text(quantity)).append(']'));
        return text.append(']').toString();
    }

    private static String text(long fixed8) {
        return String.format(Locale.ROOT, "\"%d.%08d\"", fixed8 / 100_000_000L, fixed8 % 100_000_000L);
    }

    private void add(String text) {
        lines.add(new Recording.Line(BEGIN.plusMillis(lines.size()), text));
    }
}

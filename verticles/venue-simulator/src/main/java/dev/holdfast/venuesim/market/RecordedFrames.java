package dev.holdfast.venuesim.market;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.venuesim.VenueRefusal;
import dev.holdfast.venuesim.book.Fixed8;
import dev.holdfast.venuesim.book.LevelView;
import dev.holdfast.venuesim.book.Side;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One instrument's raw Binance frames, {@code <receive ns> <frame>} a line: depth events, trades, and one
 * REST snapshot. Play begins at the snapshot, with the depth events that were buffered for it. bookTicker
 * frames say nothing that the depth does not, so they are counted and left out.
 */
public final class RecordedFrames implements ReplaySource {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final String symbol;
    private final List<TimedEvents> events;
    private final String description;
    private int next;

    private RecordedFrames(String symbol, List<TimedEvents> events, String description) {
        this.symbol = symbol;
        this.events = events;
        this.description = description;
    }

    /** Reads it all; bad lines are counted and skipped, a file without snapshot or events is refused. */
    public static RecordedFrames read(BufferedReader reader, String name, String symbol) throws IOException {
        var lines = new Lines(name);
        var recording = new Recording(symbol);
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.next();
            if (recording.accept(line)) {
                lines.good();
            } else {
                lines.bad();
            }
        }
        if (recording.events.isEmpty()) {
            throw new VenueRefusal("data file " + name + " has no usable depth snapshot line ("
                + lines.badCount() + " bad lines); expected recorded Binance frames with one REST snapshot");
        }
        return new RecordedFrames(symbol, recording.events, "frames " + lines + " as " + symbol);
    }

    @Override
    public List<String> symbols() {
        return List.of(symbol);
    }

    @Override
    public TimedEvents peek() {
        return next < events.size() ? events.get(next) : null;
    }

    @Override
    public void advance() {
        next++;
    }

    @Override
    public void rewind() {
        next = 0;
    }

    @Override
    public long lengthMillis() {
        return events.getLast().millis();
    }

    @Override
    public String description() {
        return description;
    }

    /**
     * Collects events while reading; keeps early depth events until the snapshot tells which of them count.
     */
    private static final class Recording {
        private record EarlyDepth(long lastId, List<LevelView> levels) {
        }

        private final String symbol;
        private final List<TimedEvents> events = new ArrayList<>();
        private final List<EarlyDepth> early = new ArrayList<>();
        private long startNanos;
        private long snapshotId;

        Recording(String symbol) {
            this.symbol = symbol;
        }

        boolean accept(String line) {
            var space = line.indexOf(' ');
            try {
                var nanos = Long.parseLong(line.substring(0, Math.max(0, space)));
                var frame = JSON.readTree(line.substring(space + 1));
                if (frame.has("lastUpdateId")) {
                    snapshot(nanos, frame);
                    return true;
                }
                return event(nanos, frame.path("stream").asText(), frame.path("data"));
            } catch (IOException | RuntimeException e) {
                return false;
            }
        }

        private void snapshot(long nanos, JsonNode frame) {
            startNanos = events.isEmpty() ? nanos : startNanos;
            snapshotId = frame.get("lastUpdateId").asLong();
            var moment = new ArrayList<MarketEvent>();
            moment.add(new MarketEvent.DepthSnapshot(levels(frame.get("bids"), frame.get("asks"))));
            early.stream().filter(depth -> depth.lastId() > snapshotId)
                .forEach(depth -> moment.add(new MarketEvent.DepthChange(depth.levels())));
            early.clear();
            add(nanos, moment);
        }

        private boolean event(long nanos, String stream, JsonNode event) {
            if (stream.contains("@depth")) {
                depth(nanos, event.get("u").asLong(), levels(event.get("b"), event.get("a")));
                return true;
            }
            if (stream.endsWith("@trade")) {
                var price = Fixed8.of(event.get("p").asText());
                var quantity = Fixed8.of(event.get("q").asText());
                // m: the buyer was the maker, so the seller crossed the spread.
                var aggressor = event.get("m").asBoolean() ? Side.SELL : Side.BUY;
                if (snapshotId > 0) {
                    add(nanos, List.of(new MarketEvent.Print(aggressor, price, quantity)));
                }
                return true;
            }
            return stream.endsWith("@bookTicker");
        }

        private void depth(long nanos, long lastId, List<LevelView> levels) {
            if (snapshotId == 0) {
                early.add(new EarlyDepth(lastId, levels));
            } else if (lastId > snapshotId) {
                add(nanos, List.of(new MarketEvent.DepthChange(levels)));
            }
        }

        private void add(long nanos, List<MarketEvent> moment) {
            events.add(new TimedEvents((nanos - startNanos) / NANOS_PER_MILLI, symbol, List.copyOf(moment)));
        }

        /** Removals first, so that applying them one by one never crosses the book in between. */
        private static List<LevelView> levels(JsonNode bids, JsonNode asks) {
            var levels = new ArrayList<LevelView>();
            bids.forEach(level -> levels.add(level(Side.BUY, level)));
            asks.forEach(level -> levels.add(level(Side.SELL, level)));
            levels.sort(Comparator.comparing(level -> level.quantity() > 0));
            return List.copyOf(levels);
        }

        private static LevelView level(Side side, JsonNode level) {
            return new LevelView(side, Fixed8.of(level.get(0).asText()), Fixed8.of(level.get(1).asText()));
        }
    }
}

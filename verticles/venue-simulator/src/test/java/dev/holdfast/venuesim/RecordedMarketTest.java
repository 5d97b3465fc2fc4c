package dev.holdfast.venuesim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.venuesim.book.Fixed8;
import dev.holdfast.venuesim.book.LevelView;
import dev.holdfast.venuesim.book.OrderBook;
import dev.holdfast.venuesim.book.Side;
import dev.holdfast.venuesim.market.DataFiles;
import dev.holdfast.venuesim.market.MarketEvent;
import dev.holdfast.venuesim.market.ReplaySource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The replayed book against the exchange's own best prices: after each depth event the newest recorded
 * bookTicker not younger than it must say the same. Skipped where the recordings are not beside the
 * checkout.
 */
class RecordedMarketTest {

    private static final Path RECORDINGS = Path.of("../../../shared/data/binance-2024-08-08");
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"btcusdt", "ethusdt"})
    void showsTheBestPricesThatTheExchangeShowed(String instrument) throws IOException {
        var file = RECORDINGS.resolve("binance-spot-" + instrument + "_20240808.gz");
        assumeTrue(Files.exists(file), "skipped: no recording at " + file);
        var source = new DataFiles(VenueConfigFile.readDefault().instruments()).load(file).source();
        var shown = bestAfterEachDepth(source);
        var expected = expectedAfterEachDepth(file);

        assertThat(shown).hasSize(expected.size());
        var wrong = 0;
        for (var i = 0; i < expected.size(); i++) {
            wrong += expected.get(i) == null || expected.get(i).equals(shown.get(i)) ? 0 : 1;
        }
        assertThat(wrong).isZero();
        assertThat(expected).hasSizeGreaterThan(3_000);
    }

    private static List<String> bestAfterEachDepth(ReplaySource source) {
        var book = new OrderBook();
        var shown = new ArrayList<String>();
        for (var moment = source.peek(); moment != null; moment = source.peek()) {
            for (var event : moment.events()) {
                switch (event) {
                    case MarketEvent.DepthSnapshot snapshot -> apply(book, snapshot.levels());
                    case MarketEvent.DepthChange change -> {
                        apply(book, change.levels());
                        shown.add(best(book, Side.BUY) + " " + best(book, Side.SELL));
                    }
                    case MarketEvent.Print print -> book.print(print.aggressor(), print.price(),
                        print.quantity(),
                        Long.MAX_VALUE);
                }
            }
            source.advance();
        }
        return shown;
    }

    /** One text for each depth event after the snapshot; null before the first bookTicker. */
    private static List<String> expectedAfterEachDepth(Path file) throws IOException {
        var expected = new ArrayList<String>();
        Deque<JsonNode> tickers = new ArrayDeque<>();
        var early = new ArrayList<JsonNode>();
        var snapshotId = -1L;
        String last = null;
        try (var raw = Files.newInputStream(file);
             var reader = new BufferedReader(new InputStreamReader(new GZIPInputStream(raw)))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                var frame = JSON.readTree(line.substring(line.indexOf(' ') + 1));
                var event = frame.path("data");
                if (frame.has("lastUpdateId")) {
                    snapshotId = frame.get("lastUpdateId").asLong();
                } else if (frame.path("stream").asText().endsWith("@bookTicker")) {
                    tickers.add(event);
                } else if (event.has("U")) {
                    early.add(event);
                }
                while (snapshotId >= 0 && !early.isEmpty()) {
                    var depth = early.removeFirst();
                    last = newest(tickers, depth.get("u").asLong(), last);
                    if (depth.get("u").asLong() > snapshotId) {
                        expected.add(last);
                    }
                }
            }
        }
        return expected;
    }

    private static String newest(Deque<JsonNode> tickers, long upTo, String last) {
        var found = last;
        while (!tickers.isEmpty() && tickers.peekFirst().get("u").asLong() <= upTo) {
            var ticker = tickers.removeFirst();
            found = ticker.get("b").asText() + "x" + ticker.get("B").asText() + " "
                + ticker.get("a").asText() + "x" + ticker.get("A").asText();
        }
        return found;
    }

    private static void apply(OrderBook book, List<LevelView> levels) {
        levels.forEach(level -> book.setBackground(level.side(), level.price(), level.quantity()));
    }

    private static String best(OrderBook book, Side side) {
        var price = book.best(side).orElseThrow();
        return Fixed8.text(price) + "x" + Fixed8.text(book.visible(side, price));
    }
}

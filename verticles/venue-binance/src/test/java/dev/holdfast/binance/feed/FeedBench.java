package dev.holdfast.binance.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.holdfast.binance.Recording;
import dev.holdfast.runtime.venue.FeedListener;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Trade;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How many frames a second one feed normalises, without a socket, and how many could be had if nothing but
 * the JSON were read. Run by hand: the figures depend on the machine.
 */
public final class FeedBench {
    private static final int WARM_UPS = 15;
    private static final int ROUNDS = 9;
    private static final JsonFactory JSON = new JsonFactory();

    private FeedBench() {
    }

    public static void main(String[] arguments) throws IOException {
        for (String symbol : List.of("BTCUSDT", "ETHUSDT")) {
            List<Recording.Line> lines = lines(symbol);
            System.out.printf("%s, %,d frames of %,d characters on average%n", symbol, lines.size(),
                lines.stream().mapToLong(line -> line.text().length()).sum() / lines.size());
            System.out.printf("  JSON tokens alone: %,.0f frames/s%n", median(lines, () -> tokens(lines)));
            System.out.printf("  normalised:        %,.0f frames/s%n",
                median(lines, () -> replay(lines, symbol, new Nobody(), new ArrayList<>())));
        }
    }

    static MarketDesk replay(List<Recording.Line> lines, String symbol, FeedListener listener,
                             List<Integer> snapshotsWanted) {
        InstrumentId instrument = new InstrumentId(symbol);
        MarketDesk desk = new MarketDesk(List.of(instrument), listener, Duration.ofSeconds(5),
            lines.getFirst().received(), (id, recent) -> snapshotsWanted.add(recent));
        desk.connected();
        for (Recording.Line line : lines) {
            if (line.isSnapshot()) {
                desk.onSnapshot(instrument, line.text(), line.received());
            } else {
                desk.onFrame(line.text(), line.received());
            }
        }
        return desk;
    }

    private static List<Recording.Line> lines(String symbol) {
        String name = "binance-2024-08-08/binance-spot-" + symbol.toLowerCase(Locale.ROOT) + "_20240808.gz";
        return Recording.find(name).map(Recording::lines)
            .orElseGet(() -> new GeneratedMarket(1, symbol).lines(10_000));
    }

    private static void tokens(List<Recording.Line> lines) {
        try {
            for (Recording.Line line : lines) {
                try (JsonParser parser = JSON.createParser(line.text())) {
                    while (parser.nextToken() != null) {
                        // Only the tokens count here.
                        continue;
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The median round. */
    private static double median(List<Recording.Line> lines, Runnable round) {
        for (int i = 0; i < WARM_UPS; i++) {
            round.run();
        }
        double[] rates = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long begin = System.nanoTime();
            round.run();
            rates[i] = lines.size() / ((System.nanoTime() - begin) / 1e9);
        }
        Arrays.sort(rates);
        return rates[ROUNDS / 2];
    }

    /** Takes everything and does nothing. */
    private static final class Nobody implements FeedListener {
        @Override
        public void onQuote(Quote quote) {
        }

        @Override
        public void onTrade(Trade trade) {
        }

        @Override
        public void onCondition(InstrumentId instrument, MarketCondition condition, String why) {
        }
    }
}

package dev.holdfast.binance.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.binance.Recording;
import dev.holdfast.binance.book.BookSync;
import dev.holdfast.binance.book.DepthBook;
import dev.holdfast.binance.feed.FrameReader.DepthFrame;
import dev.holdfast.binance.feed.FrameReader.TickerFrame;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.Quote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two independent accounts of one book, the diffs and bookTicker, must agree. */
class BookOracleTest {
    private static final double ENOUGH = 0.999;

    @ParameterizedTest
    @ValueSource(strings = {"btcusdt", "ethusdt"})
    void agreesWithTheRecordedBestBidAndAsk(String symbol) throws MalformedFrame {
        var file = Recording.find("binance-2024-08-08/binance-spot-" + symbol + "_20240808.gz");
        assumeTrue(file.isPresent(), "no recorded data");
        var count = check(Recording.lines(file.get()));
        System.out.println("book oracle " + symbol + ": " + count);
        assertThat(count.checks()).isGreaterThan(3_000);
        assertThat(count.agreed()).isGreaterThanOrEqualTo((long) Math.ceil(count.checks() * ENOUGH));
        assertThat(count.gaps()).isZero();
    }

    @Test
    void agreesWithAGeneratedMarket() throws MalformedFrame {
        var count = check(new GeneratedMarket(7, "BTCUSDT").lines(5_000));
        System.out.println("book oracle generated: " + count);
        assertThat(count.checks()).isGreaterThan(4_000);
        assertThat(count.agreed()).isEqualTo(count.checks());
        assertThat(count.gaps()).isZero();
    }

    private record Count(long checks, long agreed, long skipped, long gaps) {
    }

    private static Count check(List<Recording.Line> lines) throws MalformedFrame {
        var reader = new FrameReader();
        var tickers = new TreeMap<Long, TickerFrame>();
        for (var line : lines) {
            if (!line.isSnapshot() && reader.read(line.text()) instanceof TickerFrame ticker) {
                tickers.put(ticker.updateId(), ticker);
            }
        }
        var sync = new BookSync();
        long checks = 0;
        long agreed = 0;
        long skipped = 0;
        long gaps = 0;
        for (var line : lines) {
            if (line.isSnapshot()) {
                sync.onSnapshot(reader.readSnapshot(line.text()));
            } else if (reader.read(line.text()) instanceof DepthFrame depth) {
                gaps += sync.onUpdate(depth.update()) == BookSync.Step.GAPPED ? 1 : 0;
                var expected = tickers.floorEntry(depth.update().lastId());
                if (!sync.isSynced() || expected == null) {
                    skipped++;
                    continue;
                }
                checks++;
                agreed += agrees(sync.book(), expected.getValue()) ? 1 : 0;
            }
        }
        return new Count(checks, agreed, skipped, gaps);
    }

    private static boolean agrees(DepthBook book, TickerFrame best) {
        return book.bestBid() == best.bid() && book.bestBidQuantity() == best.bidQuantity()
            && book.bestAsk() == best.ask() && book.bestAskQuantity() == best.askQuantity();
    }

    @Test
    void recordedFramesAreAllUnderstood() {
        var file = Recording.find("binance-2024-08-08/binance-spot-btcusdt_20240808.gz");
        assumeTrue(file.isPresent(), "no recorded data");
        var heard = new HeardMarket();
        var wanted = new ArrayList<Integer>();
        var desk = FeedBench.replay(Recording.lines(file.get()), "BTCUSDT", heard, wanted);
        assertThat(desk.malformed()).isZero();
        assertThat(desk.other()).isZero();
        assertThat(wanted).hasSize(1);
        assertThat(heard.conditions().getLast()).isEqualTo(
            MarketCondition.LIVE);
        assertThat(heard.tradeCount.get()).isEqualTo(9_757);
        assertThat(heard.lastTrade.exchangeTime()).isAfter(Instant.parse("2024-08-08T23:00:00Z"));
        assertThat(heard.allQuotes()).extracting(Quote::sequence).isSorted();
    }
}

package dev.holdfast.signal;

import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.BarBuilder;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.market.Trade;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One-second bars as the default demo shows them: 100,000 real BTC/USD trades of November 2013 (Bitstamp,
 * MIT, inside ta4j-examples), played 120 times as fast, on ticks of a cent.
 */
final class RecordedBars {
    static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final int SPEED = 120;
    private static final String FILE = "/bitstamp_trades_from_20131125_usd.csv";

    private RecordedBars() {
    }

    /** The first {@code seconds} of the demo. */
    static List<Bar> ofFirst(int seconds) throws IOException {
        var builder = new BarBuilder(BTC, BarInterval.SECOND);
        List<Bar> bars = new ArrayList<>();
        try (var lines = new BufferedReader(new InputStreamReader(
            RecordedBars.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
            lines.readLine();
            long first = -1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(",");
                long second = Long.parseLong(parts[0]);
                first = first < 0 ? second : first;
                long millis = (second - first) * 1_000 / SPEED;
                if (millis >= seconds * 1_000L) {
                    break;
                }
                if (new BigDecimal(parts[2]).signum() > 0) {
                    bars.addAll(builder.onTrade(trade(millis, parts)));
                }
            }
        }
        bars.addAll(builder.advanceTo(START.plusSeconds(seconds)));
        return bars;
    }

    private static Trade trade(long millis, String[] parts) {
        Instant time = START.plusMillis(millis);
        Price price = new Price(new BigDecimal(parts[1]).setScale(2, RoundingMode.HALF_UP));
        return new Trade(BTC, millis, price, new Quantity(new BigDecimal(parts[2])), Side.BUY, time, time);
    }
}

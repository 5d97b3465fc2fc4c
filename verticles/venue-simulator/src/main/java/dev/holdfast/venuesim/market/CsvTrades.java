package dev.holdfast.venuesim.market;

import dev.holdfast.venuesim.book.Fixed8;
import dev.holdfast.venuesim.book.Side;
import dev.holdfast.venuesim.engine.Instrument;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Recorded trades {@code timestamp,price,amount} (seconds) of one instrument, with a {@link Ladder} around
 * them. The aggressor follows the tick rule: a trade above the last was bought, below it sold, at it as the
 * one before. Trades of one second are spread evenly over it.
 */
public final class CsvTrades implements ReplaySource {

    /** Fixed, so that two runs over one file show one book. */
    private static final long LADDER_SEED = 20_131_125L;

    /** The lap's opening snapshot stands before trade 0. */
    private static final int OPENING = -1;

    private record Trade(long second, long price, long quantity, Side aggressor) {
    }

    private final Instrument instrument;
    private final List<Trade> trades;
    private final long[] millis;
    private final String description;
    private Ladder ladder;
    private int next;
    private TimedEvents prepared;

    private CsvTrades(Instrument instrument, List<Trade> trades, String description) {
        this.instrument = instrument;
        this.trades = trades;
        this.millis = spread(trades);
        this.description = description;
        rewind();
    }

    /** Reads it all; bad lines are counted and skipped, a file without a good one is refused. */
    public static CsvTrades read(BufferedReader reader, String name,
        Instrument instrument) throws IOException {
        var lines = new Lines(name);
        var trades = new ArrayList<Trade>();
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.next();
            if (trades.isEmpty() && line.startsWith("timestamp,") || line.isBlank()) {
                continue;
            }
            var trade = parse(line, instrument, trades.isEmpty() ? null : trades.getLast());
            if (trade == null) {
                lines.bad();
            } else {
                lines.good();
                trades.add(trade);
            }
        }
        lines.requireUsable();
        return new CsvTrades(instrument, trades, "trades " + lines + " as " + instrument.symbol());
    }

    @Override
    public List<String> symbols() {
        return List.of(instrument.symbol());
    }

    @Override
    public TimedEvents peek() {
        if (prepared == null && next < trades.size()) {
            var trade = trades.get(next);
            var print = new MarketEvent.Print(trade.aggressor(), trade.price(), trade.quantity());
            var move = new MarketEvent.DepthChange(ladder.moveTo(trade.aggressor(), trade.price()));
            prepared = new TimedEvents(millis[next], instrument.symbol(), List.of(print, move));
        }
        return prepared;
    }

    @Override
    public void advance() {
        prepared = null;
        next++;
    }

    /**
     * A new lap starts with a new ladder, so its first move must clear the old one: an empty snapshot does.
     */
    @Override
    public void rewind() {
        var first = trades.getFirst();
        ladder = new Ladder(instrument.tickSize(), instrument.stepSize(), first.price(), LADDER_SEED);
        next = OPENING;
        var whole = new MarketEvent.DepthSnapshot(ladder.moveTo(first.aggressor(), first.price()));
        prepared = new TimedEvents(0, instrument.symbol(), List.of(whole));
    }

    @Override
    public long lengthMillis() {
        return millis[millis.length - 1];
    }

    @Override
    public String description() {
        return description;
    }

    private static Trade parse(String line, Instrument instrument, Trade last) {
        var parts = line.split(",");
        if (parts.length != 3) {
            return null;
        }
        try {
            var second = Long.parseLong(parts[0].trim());
            var price = Fixed8.rounded(new BigDecimal(parts[1].trim()), instrument.tickSize());
            var amount = new BigDecimal(parts[2].trim());
            if (price <= 0 || amount.signum() < 0 || last != null && second < last.second()) {
                return null;
            }
            // The source prints tiny trades as 0.0: they happened, so they count as one step.
            var quantity = Math.max(instrument.stepSize(), Fixed8.rounded(amount, instrument.stepSize()));
            return new Trade(second, price, quantity, aggressor(price, last));
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    private static Side aggressor(long price, Trade last) {
        if (last == null || price > last.price()) {
            return Side.BUY;
        }
        return price < last.price() ? Side.SELL : last.aggressor();
    }

    private static long[] spread(List<Trade> trades) {
        var millis = new long[trades.size()];
        var start = trades.getFirst().second();
        var first = 0;
        while (first < millis.length) {
            var end = first;
            while (end < millis.length && trades.get(end).second() == trades.get(first).second()) {
                end++;
            }
            for (var i = first; i < end; i++) {
                millis[i] = (trades.get(i).second() - start) * 1000 + 1000L * (i - first) / (end - first);
            }
            first = end;
        }
        return millis;
    }
}

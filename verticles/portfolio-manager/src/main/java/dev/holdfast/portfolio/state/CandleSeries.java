package dev.holdfast.portfolio.state;

import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.wire.view.CandleView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The newest {@value #MAX_CANDLES} bars of each configured instrument and interval, the open ones among them.
 * A closed bar is final: neither an open bar of the same time nor a repetition changes it. One owner.
 */
public final class CandleSeries {
    static final int MAX_CANDLES = 3_000;

    private final Set<InstrumentId> instruments;
    private final Map<Key, TreeMap<Instant, Held>> series = new HashMap<>();

    private record Key(InstrumentId instrument, BarInterval interval) {
    }

    private record Held(CandleView candle, boolean closed) {
    }

    public CandleSeries(Set<InstrumentId> instruments) {
        this.instruments = Set.copyOf(instruments);
    }

    /** Takes a closed bar in; false if it is known, too old to be kept, or of no configured instrument. */
    public boolean onClosed(Bar bar) {
        return put(view(bar), true);
    }

    /**
     * Takes the one-second bar that is being built, and builds the open minute from the seconds known.
     *
     * @return the candles that changed: none, the second, or the second and its minute
     */
    public List<CandleView> onOpen(Bar second) {
        List<CandleView> changed = new ArrayList<>(2);
        CandleView candle = view(second);
        if (put(candle, false)) {
            changed.add(candle);
            CandleView minute = openMinute(second);
            if (put(minute, false)) {
                changed.add(minute);
            }
        }
        return changed;
    }

    /** The newest candles, oldest of them first. */
    public List<CandleView> newest(InstrumentId instrument, BarInterval interval, int limit) {
        TreeMap<Instant, Held> held = series.get(new Key(instrument, interval));
        return held == null ? List.of()
            : held.descendingMap().values().stream().limit(limit).map(Held::candle).toList().reversed();
    }

    public static CandleView view(Bar bar) {
        return new CandleView(bar.instrument(), bar.interval(), bar.openTime(), bar.open(), bar.high(),
            bar.low(), bar.close(), bar.volume(), bar.trades(), bar.condition());
    }

    private boolean put(CandleView candle, boolean closed) {
        if (!instruments.contains(candle.instrument())) {
            return false;
        }
        TreeMap<Instant, Held> held = series.computeIfAbsent(
            new Key(candle.instrument(), candle.interval()), absent -> new TreeMap<>());
        Held before = held.get(candle.openTime());
        boolean isFinal = before != null && before.closed();
        boolean tooOld = held.size() >= MAX_CANDLES && candle.openTime().isBefore(held.firstKey());
        if (isFinal || tooOld || !closed && before != null && before.candle().equals(candle)) {
            return false;
        }
        held.put(candle.openTime(), new Held(candle, closed));
        if (held.size() > MAX_CANDLES) {
            held.pollFirstEntry();
        }
        return true;
    }

    private CandleView openMinute(Bar second) {
        Instant start = BarInterval.MINUTE.openTimeOf(second.openTime());
        Collection<Held> seconds = series.get(new Key(second.instrument(), BarInterval.SECOND))
            .subMap(start, start.plus(BarInterval.MINUTE.length())).values();
        CandleView minute = null;
        for (Held held : seconds) {
            minute = minute == null ? asMinute(held.candle(), start) : extended(minute, held.candle());
        }
        return minute;
    }

    private static CandleView asMinute(CandleView second, Instant start) {
        return new CandleView(second.instrument(), BarInterval.MINUTE, start, second.open(), second.high(),
            second.low(), second.close(), second.volume(), second.trades(), second.condition());
    }

    private static CandleView extended(CandleView minute, CandleView next) {
        boolean first = minute.trades() == 0;
        Price high = first ? next.high() : max(minute.high(), next.high());
        Price low = first ? next.low() : min(minute.low(), next.low());
        boolean empty = next.trades() == 0;
        Quantity volume = minute.volume().plus(next.volume());
        return new CandleView(minute.instrument(), BarInterval.MINUTE, minute.openTime(),
            first ? next.open() : minute.open(), empty ? minute.high() : high, empty ? minute.low() : low,
            empty ? minute.close() : next.close(), volume, minute.trades() + next.trades(),
            minute.condition().worst(next.condition()));
    }

    private static Price max(Price a, Price b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Price min(Price a, Price b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}

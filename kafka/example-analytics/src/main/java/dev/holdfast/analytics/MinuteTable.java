package dev.holdfast.analytics;

import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Trade;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums prints and fills by minute and instrument. Topics are read side by side, so a minute is reported only
 * once records {@link #GRACE} beyond its end were seen; one that changes after that is reported again.
 */
final class MinuteTable {
    /** How far one topic may lag behind the other before a minute has to be reported twice. */
    static final Duration GRACE = Duration.ofSeconds(5);
    /** Minutes older than this are forgotten: memory stays bounded however long the program runs. */
    private static final Duration KEPT = Duration.ofHours(2);
    private static final int VWAP_DECIMALS = 8;

    private final TreeMap<Slot, Sums> slots = new TreeMap<>();
    private Instant newest = Instant.MIN;

    private record Slot(Instant minute, InstrumentId instrument) implements Comparable<Slot> {
        private static final Comparator<Slot> ORDER =
            Comparator.comparing(Slot::minute).thenComparing(Slot::instrument);

        @Override
        public int compareTo(Slot other) {
            return ORDER.compare(this, other);
        }
    }

    private static final class Sums {
        private BigDecimal notional = BigDecimal.ZERO;
        private BigDecimal volume = BigDecimal.ZERO;
        private int trades;
        private int fills;
        private BigDecimal filledVolume = BigDecimal.ZERO;
        private Money realised = Money.ZERO;
        private boolean unreported = true;
    }

    void add(Trade trade) {
        Sums sums = at(trade.exchangeTime(), trade.instrument());
        sums.notional = sums.notional.add(trade.price().times(trade.quantity()).amount());
        sums.volume = sums.volume.add(trade.quantity().value());
        sums.trades++;
    }

    void addFill(Instant venueTime, InstrumentId instrument, Quantity quantity) {
        Sums sums = at(venueTime, instrument);
        sums.fills++;
        sums.filledVolume = sums.filledVolume.add(quantity.value());
    }

    void addRealised(Instant time, InstrumentId instrument, Money realised) {
        Sums sums = at(time, instrument);
        sums.realised = sums.realised.plus(realised);
    }

    /** Minutes that have ended and were not reported since they changed, oldest first. */
    List<MinuteFigures> ended() {
        return report(newest.equals(Instant.MIN) ? newest : newest.minus(GRACE));
    }

    /** Everything not reported, the minute that still runs included. */
    List<MinuteFigures> rest() {
        return report(Instant.MAX);
    }

    private List<MinuteFigures> report(Instant until) {
        List<MinuteFigures> lines = new ArrayList<>();
        for (Map.Entry<Slot, Sums> one : slots.entrySet()) {
            Instant end = one.getKey().minute.plus(BarInterval.MINUTE.length());
            if (one.getValue().unreported && !end.isAfter(until)) {
                one.getValue().unreported = false;
                lines.add(figures(one.getKey(), one.getValue()));
            }
        }
        if (newest.isAfter(Instant.EPOCH)) {
            slots.keySet().removeIf(slot -> slot.minute.isBefore(newest.minus(KEPT)));
        }
        return lines;
    }

    private Sums at(Instant time, InstrumentId instrument) {
        newest = time.isAfter(newest) ? time : newest;
        Sums sums = slots.computeIfAbsent(new Slot(BarInterval.MINUTE.openTimeOf(time), instrument),
            absent -> new Sums());
        sums.unreported = true;
        return sums;
    }

    private static MinuteFigures figures(Slot slot, Sums sums) {
        BigDecimal vwap = sums.volume.signum() == 0 ? null
            : sums.notional.divide(sums.volume, VWAP_DECIMALS, RoundingMode.HALF_EVEN);
        return new MinuteFigures(slot.minute, slot.instrument, vwap, sums.volume, sums.trades, sums.fills,
            sums.filledVolume, sums.realised);
    }
}

package dev.holdfast.portfolio.state;

import dev.holdfast.trading.money.Money;
import dev.holdfast.wire.view.EquityPointView;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The newest {@value #MAX_POINTS} points of the desk's equity curve, and where the day began. One owner. */
public final class EquityPoints {
    static final int MAX_POINTS = 2_000;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final TreeMap<Instant, EquityPointView> points = new TreeMap<>();
    private Money peak = Money.ZERO;
    private Instant day;
    private Money dayBase;

    /** Takes a point in; false if that moment is known already. */
    public boolean put(EquityPointView point) {
        if (points.putIfAbsent(point.at(), point) != null) {
            return false;
        }
        if (point.equity().compareTo(peak) > 0) {
            peak = point.equity();
        }
        if (points.size() > MAX_POINTS) {
            points.pollFirstEntry();
        }
        return true;
    }

    /** The point of this moment, measured against the highest equity known. */
    public EquityPointView measure(Instant at, Money equity, Money cash) {
        Money highest = equity.compareTo(peak) > 0 ? equity : peak;
        BigDecimal drawdown = highest.amount().signum() <= 0 ? BigDecimal.ZERO
            : highest.minus(equity).amount().multiply(HUNDRED)
                .divide(highest.amount(), 4, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return new EquityPointView(at, equity, cash, drawdown);
    }

    /** The newest points, oldest of them first. */
    public List<EquityPointView> newest(int limit) {
        return points.descendingMap().values().stream().limit(limit).toList().reversed();
    }

    /** Null before the first. */
    public EquityPointView last() {
        return points.isEmpty() ? null : points.lastEntry().getValue();
    }

    /**
     * Equity at 00:00 UTC of today: the last point before, or the opening where there is none. Once found
     * from a point it is kept for the day, as the points themselves pass out of the bound.
     */
    public Money dayBase(Instant now, Money opening) {
        Instant midnight = now.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).toInstant();
        if (!midnight.equals(day)) {
            day = midnight;
            dayBase = null;
        }
        Map.Entry<Instant, EquityPointView> before = points.floorEntry(midnight);
        if (dayBase == null && before != null) {
            dayBase = before.getValue().equity();
        }
        return dayBase == null ? opening : dayBase;
    }
}

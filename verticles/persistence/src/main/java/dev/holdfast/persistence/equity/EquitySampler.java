package dev.holdfast.persistence.equity;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.position.Account;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Decides when the equity curve gets a point: at most one a second, and when nothing changes one every ten
 * seconds, so that a gap in the curve means that nobody watched. All accounts have one currency.
 */
public final class EquitySampler {
    private static final Duration QUIET_EVERY = Duration.ofSeconds(10);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int PERCENT_PLACES = 4;

    private final Map<InstrumentId, BigDecimal> marks = new HashMap<>();
    private EquityPoint last;

    /** Goes on after the newest stored point; null: there is none. */
    public void restore(EquityPoint newest) {
        last = newest;
    }

    /** A crossed or gapped book cannot be true, so its middle is no mark; a stale one is the best known. */
    public void onQuote(Quote quote) {
        if (quote.condition() == MarketCondition.LIVE || quote.condition() == MarketCondition.STALE) {
            marks.put(quote.instrument(), quote.mid().value());
        }
    }

    /**
     * The point that is due now; null if none is: too early, no account yet, or something is held whose
     * price was not heard since the start, which would show as a fall that never happened. Its time is the
     * whole second, so that several nodes that sample make one point, not one each.
     */
    public EquityPoint sample(Collection<Account> accounts, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.SECONDS);
        boolean early = last != null && secondOf(at) <= secondOf(last.at());
        if (early || accounts.isEmpty() || !allMarked(accounts)) {
            return null;
        }
        EquityPoint point = point(accounts, at);
        if (last != null && sameMoney(last, point) && at.isBefore(last.at().plus(QUIET_EVERY))) {
            return null;
        }
        last = point;
        return point;
    }

    private EquityPoint point(Collection<Account> accounts, Instant at) {
        Money equity = Money.ZERO;
        Money cash = Money.ZERO;
        Money capital = Money.ZERO;
        for (Account account : accounts) {
            equity = equity.plus(account.equity(marks::get));
            cash = cash.plus(account.cash());
            capital = capital.plus(account.openingCash());
        }
        Money before = last == null ? equity : last.peak().plus(capital.minus(last.capital()));
        Money peak = before.compareTo(equity) > 0 ? before : equity;
        boolean mark = last == null || minuteOf(at) > minuteOf(last.at());
        return new EquityPoint(at, equity, cash, capital, peak, below(peak, equity), mark);
    }

    private static BigDecimal below(Money peak, Money equity) {
        if (peak.amount().signum() <= 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal percent = peak.minus(equity).amount().multiply(HUNDRED)
            .divide(peak.amount(), PERCENT_PLACES, RoundingMode.HALF_UP);
        return new Money(percent.min(HUNDRED)).amount();
    }

    private boolean allMarked(Collection<Account> accounts) {
        return accounts.stream().flatMap(account -> account.positions().entrySet().stream())
            .allMatch(held -> held.getValue().isFlat() || marks.containsKey(held.getKey()));
    }

    private static boolean sameMoney(EquityPoint a, EquityPoint b) {
        return a.equity().equals(b.equity()) && a.cash().equals(b.cash());
    }

    private static long secondOf(Instant at) {
        return at.getEpochSecond();
    }

    private static long minuteOf(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), 60);
    }
}

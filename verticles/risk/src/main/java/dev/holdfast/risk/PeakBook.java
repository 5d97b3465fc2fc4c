package dev.holdfast.risk;

import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.order.AccountId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The highest equity of each account that any node's watch saw, over every restart (requirement A1.4). It is
 * kept in a topic of which only the newest record of an account stays. Several watches write there, each with
 * marks a moment apart, so the newest need not be the highest: who knows of a higher one says it again, and
 * after one round all agree.
 */
final class PeakBook {
    private final Map<AccountId, Peak> peaks = new HashMap<>();

    /** Measured anew from {@code since} on: a later beginning counts more than any height. */
    private record Peak(Instant since, Money height) implements Comparable<Peak> {
        @Override
        public int compareTo(Peak other) {
            int later = since.compareTo(other.since);
            return later != 0 ? later : height.compareTo(other.height);
        }
    }

    /** Null before any is known. */
    Money peak(AccountId account) {
        Peak known = peaks.get(account);
        return known == null ? null : known.height();
    }

    /** The journal time from which it is measured; null before any is known. */
    Instant since(AccountId account) {
        Peak known = peaks.get(account);
        return known == null ? null : known.since();
    }

    /** Takes what this watch measured; true if it is a new peak, which must be written. */
    boolean onMeasured(AccountId account, Instant since, Money equity) {
        return raise(account, new Peak(since, equity));
    }

    /** Takes a record of the topic; true if it is below what is known, which must be written again. */
    boolean onRecord(AccountId account, Instant since, Money peak) {
        Peak told = new Peak(since, peak);
        return !raise(account, told) && told.compareTo(peaks.get(account)) < 0;
    }

    private boolean raise(AccountId account, Peak peak) {
        Peak known = peaks.get(account);
        boolean higher = known == null || peak.compareTo(known) > 0;
        if (higher) {
            peaks.put(account, peak);
        }
        return higher;
    }
}

package dev.holdfast.checker;

import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.reconcile.AbsenceRule;
import dev.holdfast.trading.risk.RiskLimits;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What a journal is held against.
 *
 * @param instruments every instrument that it names; their assets say how fees are booked
 * @param limits      pre-trade limits by account; an account without any is checked for cash and short sales
 * @param sendWindow  how long a request stays valid at the venue
 * @param engineBound the longest a venue's engine takes over a request that it let in
 * @param synthetic   the account of synthetic transactions; null if none is known
 * @param settleTime  differences younger than this at the journal's end are still on their way
 */
public record Expectations(Map<InstrumentId, Instrument> instruments, Map<AccountId, RiskLimits> limits,
                           Duration sendWindow, Duration engineBound, Duration settleTime,
                           Synthetic synthetic) {
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final Duration SETTLE = Duration.ofSeconds(30);

    /** Orders of that strategy lie on that account, and no other strategy's do. */
    public record Synthetic(AccountId account, Set<String> strategies) {
        public Synthetic {
            strategies = Set.copyOf(strategies);
        }
    }

    public Expectations {
        instruments = Map.copyOf(instruments);
        limits = Map.copyOf(limits);
    }

    /** Without synthetic transactions. */
    public Expectations(Map<InstrumentId, Instrument> instruments, Map<AccountId, RiskLimits> limits,
                        Duration sendWindow, Duration engineBound, Duration settleTime) {
        this(instruments, limits, sendWindow, engineBound, settleTime, null);
    }

    /** The usual bounds, and no limits. */
    public static Expectations of(Map<InstrumentId, Instrument> instruments) {
        return new Expectations(instruments, Map.of(), WINDOW, AbsenceRule.ENGINE_BOUND, SETTLE);
    }

    /** The same with pre-trade limits. */
    public Expectations withLimits(Map<AccountId, RiskLimits> accountLimits) {
        return new Expectations(instruments, accountLimits, sendWindow, engineBound, settleTime, synthetic);
    }

    /** The same with another window. */
    public Expectations withSendWindow(Duration window) {
        return new Expectations(instruments, limits, window, engineBound, settleTime, synthetic);
    }

    /** The same for a venue whose engine may take longer, such as one that was stopped meanwhile. */
    public Expectations withEngineBound(Duration bound) {
        return new Expectations(instruments, limits, sendWindow, bound, settleTime, synthetic);
    }

    /** The same with another time to settle; zero where everything has settled before the end. */
    public Expectations withSettleTime(Duration time) {
        return new Expectations(instruments, limits, sendWindow, engineBound, time, synthetic);
    }

    /** The same with synthetic transactions. */
    public Expectations withSynthetic(Synthetic own) {
        return new Expectations(instruments, limits, sendWindow, engineBound, settleTime, own);
    }
}

package dev.holdfast.risk;

import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.DeskEvent.AccountOpened;
import dev.holdfast.trading.order.DeskEvent.TradingStateChanged;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.position.Account;
import dev.holdfast.trading.risk.DrawdownWatch;
import dev.holdfast.wire.message.PeakEquity;
import dev.holdfast.wire.message.RiskAssessed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges every account from its own fold of journal and prices, independent of what the order path believes
 * (requirement A1.4). A drawdown is measured from the highest equity since the account's opening, or since a
 * person ended its newest halt: who resumes an account takes its loss for granted. Decides only; the verticle
 * carries the halts out.
 */
final class RiskWatch {
    private final Map<InstrumentId, Instrument> instruments;
    private final BigDecimal maxDrawdownPercent;
    private final Map<ShardId, DeskState> shards = new HashMap<>();
    private final Map<InstrumentId, BigDecimal> marks = new HashMap<>();
    private final Map<AccountId, Instant> measuredSince = new HashMap<>();
    private final Set<AccountId> resumed = new HashSet<>();
    private final PeakBook peaks = new PeakBook();
    private final Set<AccountId> unwritten = new HashSet<>();

    /**
     * What one look found.
     *
     * @param judged one judgement for each account; {@code action} HALT where it may trade and must stop
     * @param peaks  those that must be written: new ones, and old ones that the topic does not have
     */
    record Look(List<RiskAssessed> judged, List<PeakEquity> peaks) {
    }

    RiskWatch(Map<InstrumentId, Instrument> instruments, BigDecimal maxDrawdownPercent) {
        this.instruments = instruments;
        this.maxDrawdownPercent = maxDrawdownPercent;
    }

    /** The journal is folded anew from its beginning; prices and peaks stay. */
    void forgetJournal() {
        shards.clear();
        measuredSince.clear();
        resumed.clear();
    }

    void onEvents(ShardId shard, List<DeskEvent> events) {
        DeskState state = shards.computeIfAbsent(shard, absent -> new DeskState(instruments));
        for (DeskEvent event : events) {
            Set<AccountId> halted = event instanceof TradingStateChanged ? halted(state) : Set.of();
            state.apply(event);
            if (event instanceof AccountOpened opened) {
                measuredSince.put(opened.account(), opened.at());
            }
            halted.stream().filter(account -> state.tradingState(account) != TradingState.HALTED)
                .forEach(account -> {
                    measuredSince.put(account, event.at());
                    resumed.add(account);
                });
        }
    }

    /** A quote that may not be acted upon does not move a mark: a crossed book must not halt an account. */
    void onQuote(Quote quote) {
        if (quote.condition().isTradable()) {
            marks.put(quote.instrument(), quote.mid().value());
        }
    }

    /** A peak that some watch wrote, this one included. */
    void onPeak(PeakEquity told) {
        if (peaks.onRecord(told.account(), told.since(), told.peak())) {
            unwritten.add(told.account());
        }
    }

    /** A peak did not get into the topic: the next look names it again. */
    void onPeakNotWritten(PeakEquity lost) {
        unwritten.add(lost.account());
    }

    Look look(Instant now, Map<String, BigDecimal> correlations) {
        List<RiskAssessed> judged = new ArrayList<>();
        List<PeakEquity> toWrite = new ArrayList<>();
        shards.values().forEach(state -> state.accounts().forEach(account -> {
            Money equity = account.equity(marks::get);
            boolean risen = measure(account, equity);
            boolean lost = unwritten.remove(account.id());
            if (risen || lost) {
                toWrite.add(new PeakEquity(account.id(), peaks.since(account.id()),
                    peaks.peak(account.id()), now));
            }
            judged.add(assess(account, equity, state.tradingState(account.id()), now, correlations));
        }));
        return new Look(judged, toWrite);
    }

    /** A position without a mark counts at its cost, which may be a height that never was: not measured. */
    private boolean measure(Account account, Money equity) {
        boolean priced = account.positions().entrySet().stream().allMatch(held ->
            held.getValue().quantity().signum() == 0 || marks.containsKey(held.getKey()));
        return priced && peaks.onMeasured(account.id(), measuredSince.get(account.id()),
            height(account, equity));
    }

    /** An account that was never resumed has at least once had what it was opened with. */
    private Money height(Account account, Money equity) {
        boolean opening = !resumed.contains(account.id()) && equity.compareTo(account.openingCash()) < 0;
        return opening ? account.openingCash() : equity;
    }

    private RiskAssessed assess(Account account, Money equity, TradingState state, Instant now,
                                Map<String, BigDecimal> correlations) {
        Money peak = peaks.peak(account.id());
        DrawdownWatch watch = new DrawdownWatch(peak == null ? height(account, equity) : peak, equity);
        boolean halt = watch.isAtLeast(maxDrawdownPercent) && state != TradingState.HALTED;
        String reason = !halt ? null : "drawdown " + watch.percent().stripTrailingZeros().toPlainString()
            + " % reached the limit of " + maxDrawdownPercent.toPlainString() + " %";
        return new RiskAssessed(account.id(), now, equity, watch.peak(), exposure(account), watch.percent(),
            correlations, halt ? "HALT" : null, reason);
    }

    private static Set<AccountId> halted(DeskState state) {
        Set<AccountId> halted = new HashSet<>();
        for (Account account : state.accounts()) {
            if (state.tradingState(account.id()) == TradingState.HALTED) {
                halted.add(account.id());
            }
        }
        return halted;
    }

    private Money exposure(Account account) {
        BigDecimal total = BigDecimal.ZERO;
        for (var held : account.positions().entrySet()) {
            BigDecimal mark = marks.get(held.getKey());
            BigDecimal value = mark == null ? held.getValue().cost().amount()
                : held.getValue().quantity().multiply(mark);
            total = total.add(value.abs());
        }
        return new Money(total);
    }
}

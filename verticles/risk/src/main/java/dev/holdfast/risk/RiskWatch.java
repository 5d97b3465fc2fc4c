package dev.holdfast.risk;

import dev.holdfast.runtime.journal.ShardPosition;
import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.position.Account;
import dev.holdfast.trading.risk.DrawdownWatch;
import dev.holdfast.wire.checkpoint.RiskSnapshot;
import dev.holdfast.wire.checkpoint.ShardSnapshot;
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
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Judges every account from its own fold of journal and prices, independent of what the order path believes
 * (requirement A1.4). A drawdown is measured from the highest equity since the account's opening, or since a
 * person ended its newest halt: who resumes an account takes its loss for granted. Decides only; the verticle
 * carries the halts out.
 */
final class RiskWatch {
    private final Map<InstrumentId, Instrument> instruments;
    private final BigDecimal maxDrawdownPercent;
    private final Map<ShardId, ShardFold> shards = new TreeMap<>();
    private final Map<InstrumentId, BigDecimal> marks = new HashMap<>();
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

    /** One shard: two folds of the same journal, each from its own offset on. */
    private record ShardFold(DeskState desk, long deskFrom, MeasureBook measures, long measuresFrom) {
    }

    RiskWatch(Map<InstrumentId, Instrument> instruments, BigDecimal maxDrawdownPercent) {
        this.instruments = instruments;
        this.maxDrawdownPercent = maxDrawdownPercent;
    }

    /** The journal is folded anew from its beginning; prices and peaks stay. */
    void forgetJournal() {
        shards.clear();
    }

    /** Goes on behind a snapshot of the shard's desk and one of its measures, each as of its own offset. */
    void restore(ShardSnapshot desk, RiskSnapshot.Shard measures, Instant asOf) {
        shards.put(new ShardId(desk.shard()), new ShardFold(
            DeskState.restore(instruments, desk.desk()), desk.nextOffset(),
            new MeasureBook(measures, asOf), measures.nextOffset()));
    }

    /** What {@link #restore} needs of each shard beside its desk. */
    RiskSnapshot snapshot(Function<ShardId, ShardPosition> positions) {
        List<RiskSnapshot.Shard> all = new ArrayList<>();
        Instant asOf = Instant.EPOCH;
        for (int number = 0; number < ShardId.COUNT; number++) {
            ShardId shard = new ShardId(number);
            MeasureBook book = shards.containsKey(shard) ? shards.get(shard).measures : new MeasureBook();
            ShardPosition at = positions.apply(shard);
            all.add(new RiskSnapshot.Shard(number, at.nextOffset(), at.claim(), at.nextSeq(),
                book.shardState(), book.accounts()));
            asOf = book.lastEventAt().isAfter(asOf) ? book.lastEventAt() : asOf;
        }
        return new RiskSnapshot(asOf, all);
    }

    /**
     * Folds one decision.
     *
     * @param offset of its record: what a snapshot has already is not folded twice
     */
    void onEvents(ShardId shard, long offset, List<DeskEvent> events) {
        ShardFold fold = shards.computeIfAbsent(shard, absent ->
            new ShardFold(new DeskState(instruments), 0, new MeasureBook(), 0));
        if (offset >= fold.deskFrom) {
            events.forEach(fold.desk::apply);
        }
        if (offset >= fold.measuresFrom) {
            events.forEach(fold.measures::onEvent);
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
        shards.values().forEach(fold -> fold.desk.accounts().forEach(account -> {
            Money equity = account.equity(marks::get);
            boolean risen = measure(account, equity, fold.measures);
            boolean lost = unwritten.remove(account.id());
            if (risen || lost) {
                toWrite.add(new PeakEquity(account.id(), peaks.since(account.id()),
                    peaks.peak(account.id()), now));
            }
            judged.add(assess(account, equity, fold, now, correlations));
        }));
        return new Look(judged, toWrite);
    }

    /** A position without a mark counts at its cost, which may be a height that never was: not measured. */
    private boolean measure(Account account, Money equity, MeasureBook measures) {
        boolean priced = account.positions().entrySet().stream().allMatch(held ->
            held.getValue().quantity().signum() == 0 || marks.containsKey(held.getKey()));
        return priced && peaks.onMeasured(account.id(), measures.since(account.id()),
            height(account, equity, measures));
    }

    /** An account that was never resumed has at least once had what it was opened with. */
    private static Money height(Account account, Money equity, MeasureBook measures) {
        boolean opening = !measures.wasResumed(account.id()) && equity.compareTo(account.openingCash()) < 0;
        return opening ? account.openingCash() : equity;
    }

    private RiskAssessed assess(Account account, Money equity, ShardFold fold, Instant now,
                                Map<String, BigDecimal> correlations) {
        TradingState state = fold.desk.tradingState(account.id());
        Money peak = peaks.peak(account.id());
        DrawdownWatch watch = new DrawdownWatch(
            peak == null ? height(account, equity, fold.measures) : peak, equity);
        boolean halt = watch.isAtLeast(maxDrawdownPercent) && state != TradingState.HALTED;
        String reason = !halt ? null : "drawdown " + watch.percent().stripTrailingZeros().toPlainString()
            + " % reached the limit of " + maxDrawdownPercent.toPlainString() + " %";
        return new RiskAssessed(account.id(), now, equity, watch.peak(), exposure(account), watch.percent(),
            correlations, halt ? "HALT" : null, reason);
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

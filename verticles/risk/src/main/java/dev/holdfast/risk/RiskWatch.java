package dev.holdfast.risk;

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
import dev.holdfast.wire.message.RiskAssessed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges every account from its own fold of journal and prices, independent of what the order path believes
 * (requirement A1.4). Decides only; the verticle carries the halts out.
 */
final class RiskWatch {
    private final Map<InstrumentId, Instrument> instruments;
    private final BigDecimal maxDrawdownPercent;
    private final Map<ShardId, DeskState> shards = new HashMap<>();
    private final Map<InstrumentId, BigDecimal> marks = new HashMap<>();
    private final Map<AccountId, DrawdownWatch> drawdowns = new HashMap<>();

    RiskWatch(Map<InstrumentId, Instrument> instruments, BigDecimal maxDrawdownPercent) {
        this.instruments = instruments;
        this.maxDrawdownPercent = maxDrawdownPercent;
    }

    void onEvents(ShardId shard, List<DeskEvent> events) {
        DeskState state = shards.computeIfAbsent(shard, absent -> new DeskState(instruments));
        events.forEach(state::apply);
    }

    /** A quote that may not be acted upon does not move a mark: a crossed book must not halt an account. */
    void onQuote(Quote quote) {
        if (quote.condition().isTradable()) {
            marks.put(quote.instrument(), quote.mid().value());
        }
    }

    /** One judgement for each account; {@code action} HALT wherever an account that may trade must stop. */
    List<RiskAssessed> assess(Instant now, Map<String, BigDecimal> correlations) {
        List<RiskAssessed> judged = new ArrayList<>();
        shards.values().forEach(state -> state.accounts().forEach(account ->
            judged.add(assess(account, state.tradingState(account.id()), now, correlations))));
        return judged;
    }

    private RiskAssessed assess(Account account, TradingState state, Instant now,
                                Map<String, BigDecimal> correlations) {
        Money equity = account.equity(marks::get);
        DrawdownWatch watch = drawdowns
            .getOrDefault(account.id(), DrawdownWatch.startingAt(account.openingCash())).onEquity(equity);
        drawdowns.put(account.id(), watch);
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

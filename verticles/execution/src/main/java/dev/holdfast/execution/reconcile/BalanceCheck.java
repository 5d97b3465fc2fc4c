package dev.holdfast.execution.reconcile;

import dev.holdfast.execution.shard.Shard;
import dev.holdfast.execution.shard.ShardKeeper;
import dev.holdfast.execution.shard.Tenure;
import dev.holdfast.trading.desk.DeskCommand.BookBreak;
import dev.holdfast.trading.desk.DeskCommand.CloseBreak;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.position.Account;
import dev.holdfast.trading.reconcile.BreakDisposition;
import dev.holdfast.trading.reconcile.BreakKind;
import dev.holdfast.trading.reconcile.PositionRule;
import dev.holdfast.trading.reconcile.RecentFills;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Compares the venue account with the sum over all accounts: every node follows all shards, so one of them
 * can add them up. What belongs to no account is {@link VenueFloat}'s; beyond it, a difference that stays the
 * same from look to look is a break.
 */
final class BalanceCheck {
    /** So much the venue's clock may differ from what we take it for. */
    private static final Duration CLOCKS = Duration.ofSeconds(1);

    private final ShardKeeper keeper;
    private final Map<InstrumentId, Instrument> instruments;
    private final VenueFloat unallocated;
    private PositionRule rule = PositionRule.FRESH;

    BalanceCheck(ShardKeeper keeper, Map<InstrumentId, Instrument> instruments) {
        this.keeper = keeper;
        this.instruments = instruments;
        this.unallocated = new VenueFloat();
    }

    /**
     * One look, a while after the venue answered, when what it executed before is in our books too.
     *
     * @param asked    the venue's clock when it was asked
     * @param reporter takes the breaks into its journal
     */
    void compare(Map<String, BigDecimal> venues, Instant asked, Tenure reporter, Instant now) {
        List<Account> accounts = new ArrayList<>();
        List<RecentFills> recent = new ArrayList<>();
        for (Shard shard : keeper.shards()) {
            accounts.addAll(shard.replica().state().accounts());
            recent.add(shard.replica().recentFills());
        }
        List<SortedMap<String, BigDecimal>> moments = RecentFills.moments(recent,
            PositionRule.sumOf(accounts, instruments), asked.minus(CLOCKS));
        Map<String, BigDecimal> nobodys = unallocated.look(accounts, moments, venues, now);
        if (nobodys == null) {
            return;
        }
        moments.forEach(ours -> nobodys.forEach((asset, amount) ->
            ours.computeIfPresent(asset, (same, sum) -> sum.add(amount))));
        PositionRule.Outcome outcome = rule.look(moments, venues, now);
        rule = outcome.rule();
        outcome.proven().forEach(found -> reporter.handle(new BookBreak(BreakKind.POSITION, found.asset(),
            found.ours().toPlainString(), found.venues().toPlainString())));
        outcome.settled().forEach(asset -> close(reporter, BreakKind.POSITION.breakId(asset), now));
    }

    private static void close(Tenure reporter, String breakId, Instant now) {
        if (reporter.replica().state().breaks().open(breakId) != null) {
            reporter.handle(new CloseBreak(breakId, BreakDisposition.VANISHED,
                "the balances agree at " + now, "execution"));
        }
    }
}

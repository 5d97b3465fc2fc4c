package dev.holdfast.execution.reconcile;

import dev.holdfast.execution.shard.Shard;
import dev.holdfast.execution.shard.ShardKeeper;
import dev.holdfast.execution.shard.Tenure;
import dev.holdfast.trading.desk.DeskCommand.BookBreak;
import dev.holdfast.trading.desk.DeskCommand.CloseBreak;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.position.Account;
import dev.holdfast.trading.reconcile.BreakDisposition;
import dev.holdfast.trading.reconcile.BreakKind;
import dev.holdfast.trading.reconcile.PositionRule;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares the venue account with the sum over all accounts: every node follows all shards, so one of them
 * can add them up. What the venue account held beyond our books at the first look belongs to nobody here and
 * is taken out, and so is the opening cash of an account that is opened later, as it comes from there; from
 * then on a difference that stays the same from look to look is a break.
 */
final class BalanceCheck {
    private final ShardKeeper keeper;
    private final Map<InstrumentId, Instrument> instruments;
    private final Set<AccountId> known = new HashSet<>();
    private Map<String, BigDecimal> unallocated;
    private PositionRule rule = PositionRule.FRESH;

    BalanceCheck(ShardKeeper keeper, Map<InstrumentId, Instrument> instruments) {
        this.keeper = keeper;
        this.instruments = instruments;
    }

    /**
     * One look.
     *
     * @param reporter takes the breaks into its journal
     */
    void compare(Map<String, BigDecimal> venues, Tenure reporter, Instant now) {
        List<Account> accounts = new ArrayList<>();
        for (Shard shard : keeper.shards()) {
            accounts.addAll(shard.replica().state().accounts());
        }
        if (unallocated == null) {
            unallocated = remainder(venues, PositionRule.sumOf(accounts, instruments, Map.of()));
            accounts.forEach(account -> known.add(account.id()));
            return;
        }
        accounts.stream().filter(account -> known.add(account.id()))
            .forEach(opened -> allocate(opened, venues));
        PositionRule.Outcome outcome =
            rule.look(PositionRule.sumOf(accounts, instruments, unallocated), venues, now);
        rule = outcome.rule();
        outcome.proven().forEach(found -> reporter.handle(new BookBreak(BreakKind.POSITION, found.asset(),
            found.ours().toPlainString(), found.venues().toPlainString())));
        outcome.settled().forEach(asset -> close(reporter, BreakKind.POSITION.breakId(asset), now));
    }

    private void allocate(Account opened, Map<String, BigDecimal> venues) {
        BigDecimal before = unallocated.getOrDefault(opened.currency(),
            venues.getOrDefault(opened.currency(), BigDecimal.ZERO));
        unallocated.put(opened.currency(), before.subtract(opened.openingCash().amount()));
    }

    private static void close(Tenure reporter, String breakId, Instant now) {
        if (reporter.replica().state().breaks().open(breakId) != null) {
            reporter.handle(new CloseBreak(breakId, BreakDisposition.VANISHED,
                "the balances agree at " + now, "execution"));
        }
    }

    private static Map<String, BigDecimal> remainder(Map<String, BigDecimal> venues,
                                                     Map<String, BigDecimal> ours) {
        Map<String, BigDecimal> remainder = new HashMap<>();
        ours.forEach((asset, amount) -> remainder.put(asset,
            venues.getOrDefault(asset, BigDecimal.ZERO).subtract(amount)));
        return remainder;
    }
}

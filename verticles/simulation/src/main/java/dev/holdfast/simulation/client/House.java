package dev.holdfast.simulation.client;

import dev.holdfast.checker.Expectations;
import dev.holdfast.simulation.venue.Market;
import dev.holdfast.simulation.world.Chance;
import dev.holdfast.trading.desk.AccountRules;
import dev.holdfast.trading.desk.DeskRules;
import dev.holdfast.trading.desk.EntryStyle;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.position.SizingRule;
import dev.holdfast.trading.reconcile.AbsenceRule;
import dev.holdfast.trading.risk.RiskLimits;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The configuration that all simulated nodes share: accounts in two to four shards with limits that are felt.
 *
 * @param accounts those that clients trade for
 * @param house    takes in orders that nobody here sent
 */
public record House(List<AccountId> accounts, AccountId house, DeskRules rules) {
    /** The strategy that some accounts follow. */
    public static final String STRATEGY = "drift";
    private static final Duration SEND_WINDOW = Duration.ofSeconds(1);
    private static final Duration QUEUE_TIME = Duration.ofSeconds(6);
    private static final Duration QUIET_TIME = Duration.ofSeconds(3);
    private static final Duration SETTLE = Duration.ofSeconds(8);
    private static final List<String> NAMES = List.of("amber", "birch", "cedar", "dune", "elm");
    private static final RiskLimits LIMITS = new RiskLimits(Money.of("500"), Quantity.of("4"),
        Money.of("4000"), new BigDecimal("5"), 30, Duration.ofSeconds(1), 12);

    /** A house of as many accounts as chance wants. */
    public static House of(Chance chance) {
        List<AccountId> accounts = new ArrayList<>();
        int count = (int) chance.between(2, NAMES.size());
        Map<AccountId, AccountRules> rules = new HashMap<>();
        for (String name : NAMES.subList(0, count)) {
            AccountId id = new AccountId(name);
            accounts.add(id);
            EntryStyle style = EntryStyle.values()[chance.below(EntryStyle.values().length)];
            Set<String> strategies = chance.percent(60) ? Set.of(STRATEGY) : Set.of();
            rules.put(id, new AccountRules(id, Money.of("6000"), Market.BTC.quote(), strategies,
                new SizingRule.FixedQuantity(Quantity.of("1.5")), style, LIMITS));
        }
        AccountId house = new AccountId("house");
        rules.put(house, new AccountRules(house, Money.of("1000"), Market.BTC.quote(), Set.of(),
            new SizingRule.FixedQuantity(Quantity.of("1")), EntryStyle.MARKET, LIMITS));
        return new House(List.copyOf(accounts), house, new DeskRules(Map.of(Market.BTC.id(), Market.BTC),
            rules, SEND_WINDOW, QUEUE_TIME, QUIET_TIME));
    }

    /** What the checker holds the journal against. */
    public Expectations expectations() {
        Map<AccountId, RiskLimits> limits = new HashMap<>();
        rules.accounts().forEach((id, account) -> limits.put(id, account.limits()));
        return new Expectations(rules.instruments(), limits, rules.sendWindow(), AbsenceRule.ENGINE_BOUND,
            SETTLE);
    }
}

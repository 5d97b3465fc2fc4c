package dev.holdfast.execution.reconcile;

import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.position.Account;
import dev.holdfast.trading.reconcile.PositionRule;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the venue account holds that belongs to none of our accounts, such as a float of the operator's. It is
 * what two looks in a row show beyond our books, alike in every asset: one look alone, with a fill under way
 * or books that are still being read, would leave a difference that never goes away. Opening cash of an
 * account that is opened later comes from there.
 */
final class VenueFloat {
    private final Map<InstrumentId, Instrument> instruments;
    private final Set<AccountId> known = new HashSet<>();
    private Map<String, BigDecimal> seen;
    private Map<String, BigDecimal> amounts;

    VenueFloat(Map<InstrumentId, Instrument> instruments) {
        this.instruments = instruments;
    }

    /** By asset, after one more look; null while it is not known. */
    Map<String, BigDecimal> look(Collection<Account> accounts, Map<String, BigDecimal> venues) {
        if (amounts == null) {
            Map<String, BigDecimal> now = remainder(accounts, venues);
            if (!now.equals(seen)) {
                seen = now;
                return null;
            }
            amounts = now;
            accounts.forEach(account -> known.add(account.id()));
        }
        accounts.stream().filter(account -> known.add(account.id()))
            .forEach(opened -> allocate(opened, venues));
        return amounts;
    }

    private void allocate(Account opened, Map<String, BigDecimal> venues) {
        BigDecimal before = amounts.getOrDefault(opened.currency(),
            venues.getOrDefault(opened.currency(), BigDecimal.ZERO));
        amounts.put(opened.currency(), before.subtract(opened.openingCash().amount()));
    }

    private Map<String, BigDecimal> remainder(Collection<Account> accounts, Map<String, BigDecimal> venues) {
        Map<String, BigDecimal> remainder = new HashMap<>();
        PositionRule.sumOf(accounts, instruments, Map.of()).forEach((asset, ours) -> remainder.put(asset,
            venues.getOrDefault(asset, BigDecimal.ZERO).subtract(ours).stripTrailingZeros()));
        return remainder;
    }
}

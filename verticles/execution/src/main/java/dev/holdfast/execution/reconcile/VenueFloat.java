package dev.holdfast.execution.reconcile;

import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.position.Account;
import dev.holdfast.trading.reconcile.RecentFills;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the venue account holds that belongs to none of our accounts, such as a float of the operator's. It is
 * what two looks show beyond our books, alike in every asset, at one moment of each and at no other: one look
 * alone, with a fill under way or books that are still being read, would leave a difference that never goes
 * away. Opening cash of an account that is opened later comes from there.
 */
final class VenueFloat {
    private final Set<AccountId> known = new HashSet<>();
    private Set<Map<String, BigDecimal>> possible = Set.of();
    private Map<String, BigDecimal> amounts;

    /**
     * By asset, after one more look; null while it is not known.
     *
     * @param moments what our books said, see {@link RecentFills#moments}
     */
    Map<String, BigDecimal> look(Collection<Account> accounts,
                                 List<? extends Map<String, BigDecimal>> moments,
                                 Map<String, BigDecimal> venues) {
        if (amounts == null) {
            Set<Map<String, BigDecimal>> now = new HashSet<>();
            moments.forEach(ours -> now.add(remainder(ours, venues)));
            Set<Map<String, BigDecimal>> both = new HashSet<>(now);
            both.retainAll(possible);
            possible = both.isEmpty() ? now : both;
            if (both.size() != 1) {
                return null;
            }
            amounts = both.iterator().next();
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

    private static Map<String, BigDecimal> remainder(Map<String, BigDecimal> ours,
                                                     Map<String, BigDecimal> venues) {
        Map<String, BigDecimal> remainder = new HashMap<>();
        ours.forEach((asset, amount) -> remainder.put(asset,
            venues.getOrDefault(asset, BigDecimal.ZERO).subtract(amount).stripTrailingZeros()));
        return remainder;
    }
}

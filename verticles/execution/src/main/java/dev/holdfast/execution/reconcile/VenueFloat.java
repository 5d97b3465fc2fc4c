package dev.holdfast.execution.reconcile;

import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.position.Account;
import dev.holdfast.trading.reconcile.PossibleDifferences;
import dev.holdfast.trading.reconcile.RecentFills;
import java.math.BigDecimal;
import java.time.Instant;
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
    private PossibleDifferences possible = PossibleDifferences.NONE;
    private Map<String, BigDecimal> amounts;

    /**
     * By asset, after one more look; null while it is not known.
     *
     * @param moments what our books said, see {@link RecentFills#moments}
     */
    Map<String, BigDecimal> look(Collection<Account> accounts,
                                 List<? extends Map<String, BigDecimal>> moments,
                                 Map<String, BigDecimal> venues, Instant now) {
        if (amounts == null) {
            possible = possible.after(PossibleDifferences.leftBy(moments, venues).keySet(), now);
            if (!possible.oneSince(now).isBefore(now)) {
                return null;
            }
            amounts = beyond(moments.getFirst().keySet(), possible.differences().iterator().next());
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

    /** An asset of which nothing is left over is known to be so. */
    private static Map<String, BigDecimal> beyond(Set<String> assets, Map<String, BigDecimal> difference) {
        Map<String, BigDecimal> beyond = new HashMap<>();
        assets.forEach(asset -> beyond.put(asset, difference.getOrDefault(asset, BigDecimal.ZERO).negate()));
        return beyond;
    }
}

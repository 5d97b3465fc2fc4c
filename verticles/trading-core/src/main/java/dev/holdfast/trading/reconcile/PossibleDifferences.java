package dev.holdfast.trading.reconcile;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a row of looks at the venue account may all have seen. With a fill under way one look shows a
 * difference that is none, and where trading never pauses one always is: so each look leaves what it would be
 * at any moment of our books, and only what all of a row leave is possible. Immutable.
 *
 * @param differences each by asset, ours less the venue's, without assets that agree; at most one is true
 * @param since       the first look of the row
 */
public record PossibleDifferences(Set<Map<String, BigDecimal>> differences, Instant since) {
    /** Before the first look. */
    public static final PossibleDifferences NONE = new PossibleDifferences(Set.of(), Instant.EPOCH);

    public PossibleDifferences {
        differences = Set.copyOf(differences);
    }

    /**
     * What one look leaves: each difference with the first moment that leaves it.
     *
     * @param moments what our books said at one moment or another, see {@link RecentFills#moments}
     * @param venues  an asset that is missing is zero
     */
    public static <M extends Map<String, BigDecimal>> Map<Map<String, BigDecimal>, M> leftBy(
        List<M> moments, Map<String, BigDecimal> venues) {
        Map<Map<String, BigDecimal>, M> left = new LinkedHashMap<>();
        moments.forEach(ours -> left.putIfAbsent(difference(ours, venues), ours));
        return left;
    }

    /** With one look more; a new row begins where it leaves nothing of what was possible. */
    public PossibleDifferences after(Set<Map<String, BigDecimal>> left, Instant now) {
        Set<Map<String, BigDecimal>> both = new HashSet<>(left);
        both.retainAll(differences);
        return both.isEmpty() ? new PossibleDifferences(left, now) : new PossibleDifferences(both, since);
    }

    /** Since when all looks leave one difference and no other; now if they do not. */
    public Instant oneSince(Instant now) {
        return differences.size() == 1 ? since : now;
    }

    private static Map<String, BigDecimal> difference(Map<String, BigDecimal> ours,
                                                      Map<String, BigDecimal> venues) {
        Map<String, BigDecimal> difference = new HashMap<>();
        ours.forEach((asset, amount) -> {
            BigDecimal left = amount.subtract(venues.getOrDefault(asset, BigDecimal.ZERO));
            if (left.signum() != 0) {
                difference.put(asset, left.stripTrailingZeros());
            }
        });
        return difference;
    }
}

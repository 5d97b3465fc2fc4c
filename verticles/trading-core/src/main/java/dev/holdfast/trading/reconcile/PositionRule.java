package dev.holdfast.trading.reconcile;

import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.position.Account;
import dev.holdfast.trading.position.Position;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Compares the venue account's balances with the sum over our accounts, asset by asset, to the last digit.
 * The two are read at different moments, so the books are looked at as they were after each of the newest
 * fills, and that moment counts which fits best. A difference counts only if two looks at least
 * {@link #APART} apart show the same one; what is gone or has changed at the second look was trading under
 * way. Where trading never pauses, the same one means: the one difference over all assets that a moment of
 * either look leaves. Immutable.
 *
 * <p>Not compared, so that nothing is explained away: an asset that is neither a currency of an account nor
 * the base of a configured instrument. Fees taken in such a third asset are outside of our books.
 *
 * @param suspected differences of the last look, ours less the venue's, each with when it was first seen
 * @param possible  what the looks so far may all have seen
 */
public record PositionRule(SortedMap<String, Suspicion> suspected, PossibleDifferences possible) {
    /** Longer than a fill takes from the venue's engine to our books. */
    public static final Duration APART = Duration.ofSeconds(2);

    /** A difference that one look showed. */
    public record Suspicion(BigDecimal ours, BigDecimal venues, Instant since) {
        BigDecimal amount() {
            return ours.subtract(venues);
        }
    }

    /** A difference that two looks showed, to be booked as a break POSITION with the asset as subject. */
    public record Difference(String asset, BigDecimal ours, BigDecimal venues) {
    }

    /**
     * What a look leads to.
     *
     * @param rule    go on with it
     * @param proven  to be booked
     * @param settled assets that agree: a break that is open about one has VANISHED
     */
    public record Outcome(PositionRule rule, List<Difference> proven, List<String> settled) {
    }

    private static final Map<String, BigDecimal> AGREES = Map.of();
    /** Nothing was looked at yet, or all agreed. */
    public static final PositionRule FRESH = new PositionRule(new TreeMap<>(), PossibleDifferences.NONE);

    public PositionRule {
        suspected = Collections.unmodifiableSortedMap(new TreeMap<>(suspected));
    }

    /** What our books say the venue account holds. */
    public static SortedMap<String, BigDecimal> sumOf(Collection<Account> accounts,
                                                      Map<InstrumentId, Instrument> instruments) {
        SortedMap<String, BigDecimal> sum = new TreeMap<>();
        instruments.values().forEach(instrument -> sum.put(instrument.base(), BigDecimal.ZERO));
        for (Account account : accounts) {
            sum.merge(account.currency(), account.cash().amount(), BigDecimal::add);
            for (Map.Entry<InstrumentId, Position> held : account.positions().entrySet()) {
                Instrument instrument = instruments.get(held.getKey());
                if (instrument != null) {
                    sum.merge(instrument.base(), held.getValue().quantity(), BigDecimal::add);
                }
            }
        }
        return sum;
    }

    /**
     * Weighs one look.
     *
     * @param ours   what our books said at one moment or another around the venue's answer, the latest
     *               first; see {@link #sumOf} and {@link RecentFills#moments}
     * @param venues the venue's balances, free and locked together; an asset that is missing is zero
     */
    public Outcome look(List<? extends Map<String, BigDecimal>> ours, Map<String, BigDecimal> venues,
                        Instant now) {
        Map<Map<String, BigDecimal>, ? extends Map<String, BigDecimal>> moments =
            PossibleDifferences.leftBy(ours, venues);
        Map<String, BigDecimal> agreeing = moments.get(AGREES);
        if (agreeing != null) {
            return new Outcome(FRESH, List.of(), List.copyOf(new TreeMap<>(agreeing).keySet()));
        }
        PossibleDifferences still = possible.after(moments.keySet(), now);
        Map<String, BigDecimal> least = moments.keySet().stream().filter(still.differences()::contains)
            .min(Comparator.comparingInt(Map::size)).orElseThrow();
        return weigh(moments.get(least), venues, still, now);
    }

    private Outcome weigh(Map<String, BigDecimal> ours, Map<String, BigDecimal> venues,
                          PossibleDifferences still, Instant now) {
        SortedMap<String, Suspicion> next = new TreeMap<>();
        List<Difference> proven = new ArrayList<>();
        List<String> settled = new ArrayList<>();
        for (Map.Entry<String, BigDecimal> asset : new TreeMap<>(ours).entrySet()) {
            BigDecimal theirs = venues.getOrDefault(asset.getKey(), BigDecimal.ZERO);
            if (asset.getValue().compareTo(theirs) == 0) {
                settled.add(asset.getKey());
                continue;
            }
            Suspicion seen = suspicion(asset.getKey(), asset.getValue(), theirs, still.oneSince(now));
            next.put(asset.getKey(), seen);
            if (!now.isBefore(seen.since().plus(APART))) {
                proven.add(new Difference(asset.getKey(), asset.getValue(), theirs));
            }
        }
        return new Outcome(new PositionRule(next, still), List.copyOf(proven), List.copyOf(settled));
    }

    /** The same difference keeps the time when it was first seen; another one starts over. */
    private Suspicion suspicion(String asset, BigDecimal ours, BigDecimal venues, Instant otherwise) {
        Suspicion before = suspected.get(asset);
        boolean same = before != null && before.amount().compareTo(ours.subtract(venues)) == 0;
        return new Suspicion(ours, venues, same ? before.since() : otherwise);
    }
}

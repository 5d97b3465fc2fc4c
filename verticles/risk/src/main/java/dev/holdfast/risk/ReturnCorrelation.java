package dev.holdfast.risk;

import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.InstrumentId;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;

/**
 * Correlation of the instruments' bar returns (requirement A1.4): two positions that move together are one
 * risk. Keeps the last {@value #MAX_BARS} closes of each instrument; compares only bars of the same time.
 */
final class ReturnCorrelation {
    static final int MAX_BARS = 120;
    /** Fewer common returns than this say nothing. */
    static final int MIN_RETURNS = 10;
    private static final int PLACES = 4;

    private final Map<InstrumentId, TreeMap<Instant, Double>> closes = new TreeMap<>();

    void onBar(Bar bar) {
        TreeMap<Instant, Double> own = closes.computeIfAbsent(bar.instrument(), absent -> new TreeMap<>());
        own.put(bar.openTime(), bar.close().value().doubleValue());
        if (own.size() > MAX_BARS) {
            own.pollFirstEntry();
        }
    }

    /** By pair {@code A/B}, A before B; without pairs that have too few common bars or never moved. */
    Map<String, BigDecimal> byPair() {
        Map<String, BigDecimal> found = new TreeMap<>();
        List<InstrumentId> ids = new ArrayList<>(closes.keySet());
        for (int a = 0; a < ids.size(); a++) {
            for (int b = a + 1; b < ids.size(); b++) {
                Double correlation = between(closes.get(ids.get(a)), closes.get(ids.get(b)));
                if (correlation != null && !correlation.isNaN()) {
                    found.put(ids.get(a) + "/" + ids.get(b), rounded(correlation));
                }
            }
        }
        return found;
    }

    private static BigDecimal rounded(double correlation) {
        return new BigDecimal(correlation, MathContext.DECIMAL64).setScale(PLACES, RoundingMode.HALF_EVEN);
    }

    private static Double between(TreeMap<Instant, Double> a, TreeMap<Instant, Double> b) {
        List<Instant> common = a.keySet().stream().filter(b::containsKey).toList();
        if (common.size() <= MIN_RETURNS) {
            return null;
        }
        return new PearsonsCorrelation().correlation(returns(a, common), returns(b, common));
    }

    private static double[] returns(TreeMap<Instant, Double> closes, List<Instant> times) {
        double[] returns = new double[times.size() - 1];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = closes.get(times.get(i + 1)) / closes.get(times.get(i)) - 1;
        }
        return returns;
    }
}

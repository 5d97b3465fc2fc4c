package dev.holdfast.node.drill.failsafe;

import dev.holdfast.node.drill.Spread;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One kind of fault over all its strikes, in milliseconds.
 *
 * @param recovered       strikes that recovered in time and unattended
 * @param detected        from the strike; null if nothing was ever said
 * @param recovery        see {@link FailsafeStrike#recoveredAfterMillis}
 * @param actions         in how many strikes each thing was done
 * @param selfHealed      incidents over before anybody was told
 * @param acceptedPercent mean over the strikes; null if nothing was sent
 */
public record FailsafeRow(String fault, int times, int recovered, Spread detected, Spread recovery,
                          SortedMap<String, Integer> actions, int pages, int notices, int selfHealed,
                          long symptoms, Double acceptedPercent) {
    private static final double TENTHS = 10.0;

    /** The row of a kind. */
    public static FailsafeRow of(FailsafeFault fault, List<Outcome> all) {
        List<Outcome> outcomes = all.stream().filter(each -> each.fault() == fault).toList();
        SortedMap<String, Integer> actions = new TreeMap<>();
        outcomes.forEach(each -> each.actions().forEach(action -> actions.merge(action, 1, Integer::sum)));
        List<Long> recovered = present(outcomes, Outcome::recoveredAfterMillis);
        return new FailsafeRow(fault.key(), outcomes.size(), recovered.size(),
            Spread.of(present(outcomes, Outcome::detectedAfterMillis)), Spread.of(recovered), actions,
            outcomes.stream().mapToInt(Outcome::pages).sum(),
            outcomes.stream().mapToInt(Outcome::notices).sum(),
            outcomes.stream().mapToInt(Outcome::selfHealed).sum(),
            outcomes.stream().mapToLong(Outcome::symptoms).sum(), mean(outcomes));
    }

    /** For a person: what was done, the most frequent first. */
    String done() {
        return actions.isEmpty() ? "-" : String.join(", ", actions.entrySet().stream()
            .sorted((a, b) -> b.getValue() - a.getValue())
            .map(each -> each.getKey() + (each.getValue() == times ? "" : " (" + each.getValue() + ")"))
            .toList());
    }

    private static List<Long> present(List<Outcome> outcomes, Function<Outcome, Long> measure) {
        return outcomes.stream().map(measure).filter(Objects::nonNull).toList();
    }

    private static Double mean(List<Outcome> outcomes) {
        List<Double> known = outcomes.stream().map(Outcome::acceptedPercent).filter(Objects::nonNull)
            .toList();
        return known.isEmpty() ? null : Math.round(TENTHS
            * known.stream().mapToDouble(Double::doubleValue).average().orElseThrow()) / TENTHS;
    }
}

package dev.holdfast.venuesim.engine;

import java.util.Map;
import java.util.Optional;

/** Bar lengths by the exchange's names. Weeks and months are left out: no run lasts that long. */
public final class Interval {

    private static final Map<String, Long> MILLIS = Map.ofEntries(
        Map.entry("1s", 1_000L), Map.entry("1m", 60_000L), Map.entry("3m", 180_000L), Map.entry("5m",
            300_000L),
        Map.entry("15m", 900_000L), Map.entry("30m", 1_800_000L), Map.entry("1h", 3_600_000L),
        Map.entry("2h", 7_200_000L), Map.entry("4h", 14_400_000L), Map.entry("6h", 21_600_000L),
        Map.entry("8h", 28_800_000L), Map.entry("12h", 43_200_000L), Map.entry("1d", 86_400_000L));

    private Interval() {
    }

    /** Length of a named interval, empty for a name that is none. */
    public static Optional<Long> millis(String name) {
        return Optional.ofNullable(MILLIS.get(name));
    }
}

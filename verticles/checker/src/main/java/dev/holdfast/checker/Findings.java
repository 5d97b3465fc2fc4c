package dev.holdfast.checker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what was checked and keeps the first violations of each invariant. */
final class Findings {
    /** Enough to see what kind of fault it is. */
    static final int KEPT = 20;

    private final long[] checked;
    private final long[] broken;
    private final Map<Invariant, List<Violation>> kept = new EnumMap<>(Invariant.class);
    private long total;
    private long duplicated;

    Findings() {
        this.checked = new long[Invariant.values().length];
        this.broken = new long[Invariant.values().length];
    }

    /** A copy, so that what is judged at the end does not stay when more records follow. */
    Findings(Findings from) {
        this.checked = Arrays.copyOf(from.checked, from.checked.length);
        this.broken = Arrays.copyOf(from.broken, from.broken.length);
        from.kept.forEach((invariant, list) -> kept.put(invariant, new ArrayList<>(list)));
        this.total = from.total;
        this.duplicated = from.duplicated;
    }

    /** Counts one look; true if the caller has to say what is wrong. */
    boolean fails(Invariant invariant, boolean holds) {
        checked[invariant.ordinal()]++;
        return !holds;
    }

    /** An invariant does not hold. */
    void broken(Invariant invariant, Place place, Object subject, String words) {
        broken[invariant.ordinal()]++;
        total++;
        List<Violation> list = kept.computeIfAbsent(invariant, absent -> new ArrayList<>());
        if (list.size() < KEPT) {
            list.add(new Violation(invariant, place.shard(), place.offset(), String.valueOf(subject), words));
        }
    }

    void countDuplicate() {
        duplicated++;
    }

    long duplicated() {
        return duplicated;
    }

    long checked(Invariant invariant) {
        return checked[invariant.ordinal()];
    }

    /** How often it did not hold. */
    long broken(Invariant invariant) {
        return broken[invariant.ordinal()];
    }

    /** All of them together. */
    long total() {
        return total;
    }

    List<Violation> kept(Invariant invariant) {
        return List.copyOf(kept.getOrDefault(invariant, List.of()));
    }

    List<Violation> kept() {
        return kept.values().stream().flatMap(List::stream).toList();
    }
}

package dev.holdfast.trading.reconcile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A shard's open differences with the venue, the oldest first. At most {@value #MAX_OPEN}: beyond that the
 * oldest goes first, by order of events alone, so that every fold drops the same ones. It only remembers: a
 * ledger of differences must never stop the fold of the money, so closing what is not there does nothing.
 */
public final class BreakBook {
    /** Nobody works through more; the journal still has every one of them. */
    public static final int MAX_OPEN = 10_000;

    private final Map<String, OpenBreak> open = new LinkedHashMap<>();

    /** Remembers a difference; one that is open already keeps its place and the time it was found. */
    public void found(OpenBreak found) {
        OpenBreak before = open.get(found.breakId());
        open.put(found.breakId(), before == null ? found : new OpenBreak(found.breakId(), found.kind(),
            found.subject(), found.ours(), found.venues(), before.foundAt()));
        if (open.size() > MAX_OPEN) {
            open.remove(open.keySet().iterator().next());
        }
    }

    public void closed(String breakId) {
        open.remove(breakId);
    }

    /** Null if no such difference is open. */
    public OpenBreak open(String breakId) {
        return open.get(breakId);
    }

    /** A copy of all open differences, the oldest first. */
    public List<OpenBreak> open() {
        return new ArrayList<>(open.values());
    }

    /** Puts back what a snapshot has. */
    public void restore(Collection<OpenBreak> kept) {
        kept.forEach(this::found);
    }
}

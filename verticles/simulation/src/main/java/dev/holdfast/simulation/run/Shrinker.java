package dev.holdfast.simulation.run;

import dev.holdfast.simulation.world.Fault;
import dev.holdfast.simulation.world.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Looks for the smallest plan of a seed that still fails: fewer kinds of fault, a shorter horizon, fewer
 * clients. Every try is run from the beginning; what fails is kept.
 */
public final class Shrinker {
    private static final int LEAST_HORIZON_MILLIS = 2_000;
    private static final int MOST_TRIES = 150;

    private final Function<Plan, List<String>> run;
    private Plan smallest;
    private List<String> findings;
    private int tries;

    /** What is left. */
    public record Shrunk(Plan plan, List<String> findings, int tries) {
    }

    /**
     * Prepares it.
     *
     * @param run the findings of a plan; empty if it holds
     */
    public Shrinker(Function<Plan, List<String>> run) {
        this.run = run;
    }

    public Shrunk shrink(Plan failing, List<String> found) {
        smallest = failing;
        findings = found;
        boolean smaller = true;
        while (smaller && tries < MOST_TRIES) {
            smaller = shorter();
            smaller |= fewerFaults();
            smaller |= fewerClients();
        }
        return new Shrunk(smallest, findings, tries);
    }

    private boolean shorter() {
        boolean any = false;
        int step = smallest.horizonMillis() / 2;
        while (step >= LEAST_HORIZON_MILLIS / 4) {
            int next = smallest.horizonMillis() - step;
            boolean kept = next >= LEAST_HORIZON_MILLIS && keep(smallest.within(next));
            any |= kept;
            step = kept ? Math.min(step, smallest.horizonMillis() / 2) : step / 2;
        }
        return any;
    }

    private boolean fewerFaults() {
        boolean any = false;
        for (Fault fault : new ArrayList<>(smallest.faults())) {
            any |= keep(smallest.without(fault));
        }
        return any;
    }

    private boolean fewerClients() {
        return smallest.clients() > 1 && keep(smallest.withClients(smallest.clients() - 1));
    }

    private boolean keep(Plan candidate) {
        if (tries >= MOST_TRIES) {
            return false;
        }
        tries++;
        List<String> found = run.apply(candidate);
        if (found.isEmpty()) {
            return false;
        }
        smallest = candidate;
        findings = found;
        return true;
    }
}

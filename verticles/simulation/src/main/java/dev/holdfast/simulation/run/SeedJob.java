package dev.holdfast.simulation.run;

import dev.holdfast.simulation.world.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A plan in, its findings out: what a world in another class loader is asked through. */
public final class SeedJob implements Function<String, List<String>> {
    /** Before a plan: what happened in words comes after the findings and an empty line. */
    public static final String IN_WORDS = "in words ";

    @Override
    public List<String> apply(String wanted) {
        boolean inWords = wanted.startsWith(IN_WORDS);
        Plan plan = Plan.parse(inWords ? wanted.substring(IN_WORDS.length()) : wanted);
        Outcome outcome = SeedRun.of(plan, inWords);
        if (!inWords) {
            return outcome.findings();
        }
        List<String> all = new ArrayList<>(outcome.findings());
        all.add("");
        all.addAll(outcome.lines());
        return all;
    }
}

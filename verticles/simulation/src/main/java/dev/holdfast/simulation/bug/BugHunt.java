package dev.holdfast.simulation.bug;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;

/** Runs seeds in a world that has one bug, until it is caught. */
public final class BugHunt implements AutoCloseable {
    private static final String JOB = "dev.holdfast.simulation.run.SeedJob";

    private final MutantLoader loader;
    private final Function<String, List<String>> job;

    /**
     * How it went.
     *
     * @param seeds   run until it was caught, or all of them
     * @param finding what gave it away; null if it was not caught
     */
    public record Catch(Bug bug, long seeds, String plan, String finding) {
        public boolean isCaught() {
            return finding != null;
        }
    }

    /** Compiles the bug and loads a world with it. */
    public BugHunt(Bug bug) {
        this.loader = new MutantLoader(Mutant.classesOf(bug));
        this.job = job(loader);
    }

    /** Hunts one bug through seeds one after the other. */
    public static Catch hunt(Bug bug, long firstSeed, long most) {
        try (BugHunt hunt = new BugHunt(bug)) {
            for (long seed = firstSeed; seed < firstSeed + most; seed++) {
                List<String> findings = hunt.run(Long.toString(seed));
                if (!findings.isEmpty()) {
                    return new Catch(bug, seed - firstSeed + 1, Long.toString(seed), findings.getFirst());
                }
            }
            return new Catch(bug, most, null, null);
        }
    }

    /** The findings of one plan; empty if nothing was wrong. */
    public List<String> run(String plan) {
        return job.apply(plan);
    }

    /** The job's class is another one in that loader, but what goes in and out are the platform's own. */
    @SuppressWarnings("unchecked")
    private static Function<String, List<String>> job(ClassLoader loader) {
        try {
            return (Function<String, List<String>>) loader.loadClass(JOB).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the simulation cannot be loaded a second time", e);
        }
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

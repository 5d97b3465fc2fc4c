package dev.holdfast.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** As many seeds as every build runs; {@code -Dsimulation.seeds} says how many. */
class SeedsIT {
    private static final long FIRST = 1;

    @Test
    void allHold() throws InterruptedException {
        long seeds = Long.getLong("simulation.seeds", 2_000);
        int threads = Runtime.getRuntime().availableProcessors();
        System.out.println("seeds " + FIRST + " to " + (FIRST + seeds - 1));
        Batch.Result result = new Batch(FIRST, seeds, threads).run();
        assertThat(result.failed()).as("again: ./holdfast simulate --seed %s", result.failed() == null ? ""
            : result.failed().plan().split(":")[0]).isNull();
        assertThat(result.seeds()).isEqualTo(seeds);
        System.out.printf("%d seeds in %.0f s, %.0f a second%n", result.seeds(), result.seconds(),
            result.seedsPerSecond());
    }
}

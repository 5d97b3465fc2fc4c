package dev.holdfast.simulation.bug;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A rule that is not missed when it is gone is not tested: each bug, alone, is caught.
 * {@code -Dsimulation.bug=NAME} hunts those only whose names begin so.
 */
class BugHuntIT {
    private static final long MOST_SEEDS = 2_000;

    @TestFactory
    Stream<DynamicTest> catchesEachBugAlone() {
        String wanted = System.getProperty("simulation.bug", "");
        return BugShelf.all().stream().filter(bug -> bug.name().startsWith(wanted))
            .map(bug -> DynamicTest.dynamicTest(bug.name(), () -> hunt(bug)));
    }

    private static void hunt(Bug bug) throws Exception {
        BugHunt.Catch one = BugHunt.hunt(bug, 1, MOST_SEEDS);
        assertThat(one.isCaught()).as(bug.words()).isTrue();
        System.out.println(bug.name() + ": caught in " + one.seeds() + " seeds, " + one.finding());
    }
}

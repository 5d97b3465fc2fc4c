package dev.holdfast.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.simulation.world.Fault;
import dev.holdfast.simulation.world.Plan;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedRunTest {
    private static final long SEED = 77;

    @Test
    void doesTheSameTwiceFromOneSeed() {
        Outcome one = SeedRun.of(Plan.of(SEED), false);
        Outcome other = SeedRun.of(Plan.of(SEED), true);
        assertThat(other.hash()).isEqualTo(one.hash());
        assertThat(other.steps()).isEqualTo(one.steps());
        assertThat(other.counts()).isEqualTo(one.counts());
    }

    @Test
    void doesSomethingElseFromAnotherSeed() {
        assertThat(SeedRun.of(Plan.of(SEED), false).hash())
            .isNotEqualTo(SeedRun.of(Plan.of(SEED + 1), false).hash());
    }

    @Test
    void tradesInACalmWorld() {
        Outcome calm = SeedRun.of(new Plan(SEED, Set.of(), 20_000, 3), false);
        assertThat(calm.findings()).isEmpty();
        assertThat(calm.counts().venueOrders()).isGreaterThan(20);
        assertThat(calm.counts().replies()).isGreaterThan(50);
    }

    @Test
    void holdsWithEveryFaultAtOnce() {
        Outcome worst = SeedRun.of(new Plan(SEED, Fault.drawn(), 20_000, 3), false);
        assertThat(worst.findings()).isEmpty();
        assertThat(worst.counts().records()).isGreaterThan(100);
    }

    @Test
    void holdsWithEachFaultAlone() {
        for (Fault fault : Fault.drawn()) {
            Outcome alone = SeedRun.of(new Plan(SEED, EnumSet.of(fault), 12_000, 3), false);
            assertThat(alone.findings()).as(fault.words()).isEmpty();
        }
    }

    @Test
    void saysInWordsWhatItDid() {
        List<String> lines = SeedRun.of(Plan.of(SEED), true).lines();
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("claimed by node-"));
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("venue accepts"));
    }
}

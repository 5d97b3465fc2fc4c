package dev.holdfast.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.simulation.world.Fault;
import dev.holdfast.simulation.world.Plan;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private static final Plan FAILING = new Plan(1,
        EnumSet.of(Fault.CRASH, Fault.FREEZE, Fault.KAFKA_CUT), 30_000, 4);

    @Test
    void leavesOnlyWhatTheFailureNeeds() {
        Shrinker shrinker = new Shrinker(plan -> plan.faults().contains(Fault.CRASH)
            && plan.horizonMillis() >= 9_000 && plan.clients() >= 2 ? List.of("wrong") : List.of());
        Plan smallest = shrinker.shrink(FAILING, List.of("wrong")).plan();
        assertThat(smallest.faults()).containsExactly(Fault.CRASH);
        assertThat(smallest.horizonMillis()).isBetween(9_000, 10_500);
        assertThat(smallest.clients()).isEqualTo(2);
    }

    @Test
    void keepsThePlanWhereNothingSmallerFails() {
        Shrinker shrinker = new Shrinker(plan -> List.of());
        Shrinker.Shrunk shrunk = shrinker.shrink(FAILING, List.of("wrong"));
        assertThat(shrunk.plan()).isEqualTo(FAILING);
        assertThat(shrunk.findings()).containsExactly("wrong");
    }
}

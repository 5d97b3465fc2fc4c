package dev.holdfast.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void readsWhatItSpells() {
        Plan plan = new Plan(-3, EnumSet.of(Fault.CRASH, Fault.STALE_QUERY), 4_000, 2);
        assertThat(Plan.parse(plan.spelled())).isEqualTo(plan);
        Plan calm = new Plan(9, Set.of(), 4_000, 2);
        assertThat(Plan.parse(calm.spelled())).isEqualTo(calm);
    }

    @Test
    void readsASeedAloneAsWhatTheSeedDraws() {
        assertThat(Plan.parse("12")).isEqualTo(Plan.of(12));
    }

    @Test
    void drawsEveryFaultSoonerOrLater() {
        EnumSet<Fault> seen = EnumSet.noneOf(Fault.class);
        boolean calm = false;
        for (long seed = 0; seed < 200; seed++) {
            seen.addAll(Plan.of(seed).faults());
            calm |= Plan.of(seed).faults().isEmpty();
        }
        assertThat(seen).isEqualTo(Fault.drawn());
        assertThat(calm).isTrue();
    }
}

package dev.holdfast.node.drill.failsafe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.node.drill.Spread;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FailsafeRowTest {
    @Test
    void isAboutItsOwnKindOnly() {
        FailsafeRow row = FailsafeRow.of(FailsafeFault.THROW, List.of(
            OutcomeFixture.timed(FailsafeFault.THROW, 10L, 200L),
            OutcomeFixture.timed(FailsafeFault.KILL, 20L, 300L)));
        assertThat(row.times()).isEqualTo(1);
        assertThat(row.recovery()).isEqualTo(new Spread(200, 200, 200, 200));
    }

    @Test
    void spreadsWhatWasMeasuredAndCountsWhatWasNot() {
        FailsafeRow row = FailsafeRow.of(FailsafeFault.THROW, List.of(
            OutcomeFixture.timed(FailsafeFault.THROW, 10L, 200L),
            OutcomeFixture.timed(FailsafeFault.THROW, null, null),
            OutcomeFixture.timed(FailsafeFault.THROW, 30L, 400L)));
        assertThat(row.recovered()).isEqualTo(2);
        assertThat(row.detected()).isEqualTo(new Spread(10, 10, 30, 30));
        assertThat(row.recovery().max()).isEqualTo(400);
    }

    @Test
    void saysInHowManyTrialsEachThingWasDone() {
        FailsafeRow row = FailsafeRow.of(FailsafeFault.KILL, List.of(with("shards moved", "leader moved"),
            with("shards moved")));
        assertThat(row.actions()).containsEntry("shards moved", 2).containsEntry("leader moved", 1);
        assertThat(row.done()).isEqualTo("shards moved, leader moved (1)");
    }

    @Test
    void addsUpWhatPeopleWereToldAndAveragesWhatOrdersGot() {
        FailsafeRow row = FailsafeRow.of(FailsafeFault.KILL, List.of(OutcomeFixture.told(1, 2, 0, 40),
            new Outcome(FailsafeFault.KILL, 1L, 1L, Set.of(), 0, 0, 3, 2, 81.0),
            new Outcome(FailsafeFault.KILL, 1L, 1L, Set.of(), 0, 0, 0, 0, null)));
        assertThat(row.pages()).isEqualTo(1);
        assertThat(row.notices()).isEqualTo(2);
        assertThat(row.selfHealed()).isEqualTo(3);
        assertThat(row.symptoms()).isEqualTo(42);
        assertThat(row.acceptedPercent()).isEqualTo(85.5);
    }

    private static Outcome with(String... actions) {
        return new Outcome(FailsafeFault.KILL, 1L, 1L, Set.of(actions), 0, 0, 1, 1, null);
    }
}

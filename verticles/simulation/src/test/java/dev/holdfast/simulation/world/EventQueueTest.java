package dev.holdfast.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventQueueTest {
    private final EventQueue queue = new EventQueue();
    private final List<String> done = new ArrayList<>();

    @Test
    void doesWhatIsDueInTheOrderOfTime() {
        queue.at(30, () -> done.add("third"));
        queue.at(10, () -> done.add("first"));
        queue.at(20, () -> done.add("second"));
        runUntil(100);
        assertThat(done).containsExactly("first", "second", "third");
        assertThat(queue.now()).isEqualTo(100);
    }

    @Test
    void doesWhatIsDueAtTheSameTimeInTheOrderOfPlanning() {
        for (int number = 0; number < 5_000; number++) {
            String name = Integer.toString(number);
            queue.at(7, () -> done.add(name));
        }
        runUntil(7);
        assertThat(done).hasSize(5_000).startsWith("0", "1", "2").endsWith("4998", "4999");
    }

    @Test
    void leavesWhatIsDueLater() {
        queue.at(11, () -> done.add("later"));
        runUntil(10);
        assertThat(done).isEmpty();
        runUntil(11);
        assertThat(done).containsExactly("later");
    }

    @Test
    void doesAtOnceWhatShouldHaveBeenDoneBefore() {
        queue.at(50, () -> queue.at(3, () -> done.add("late, at " + queue.now())));
        runUntil(60);
        assertThat(done).containsExactly("late, at 50");
    }

    private void runUntil(long time) {
        while (queue.step(time)) {
            assertThat(queue.now()).isLessThanOrEqualTo(time);
        }
    }
}

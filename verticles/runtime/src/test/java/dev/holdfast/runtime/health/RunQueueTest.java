package dev.holdfast.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The kernel's real count, of threads that really take the processors from each other. */
@EnabledOnOs(OS.LINUX)
class RunQueueTest {
    private volatile boolean spinning = true;

    @Test
    void countsTheTimeWithoutAProcessor() throws Exception {
        List<Thread> others = new ArrayList<>();
        for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
            others.add(Thread.ofPlatform().daemon().start(this::spin));
        }
        RunQueue mine = RunQueue.ofThisThread();
        long before = mine.waitedNanos();

        long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }

        long waited = mine.waitedNanos() - before;
        spinning = false;
        for (Thread other : others) {
            other.join();
        }
        assertThat(Duration.ofNanos(waited)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(10));
    }

    @Test
    void doesNotCountTheTimeInWhichTheThreadSleeps() throws Exception {
        RunQueue mine = RunQueue.ofThisThread();
        long before = mine.waitedNanos();

        Thread.sleep(Duration.ofSeconds(1));

        assertThat(Duration.ofNanos(mine.waitedNanos() - before)).isLessThan(Duration.ofMillis(900));
    }

    private void spin() {
        while (spinning) {
            Thread.onSpinWait();
        }
    }
}

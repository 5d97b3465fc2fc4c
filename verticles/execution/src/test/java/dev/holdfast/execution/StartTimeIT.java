package dev.holdfast.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.wire.failsafe.FailsafeView;
import dev.holdfast.wire.view.ShardView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a node takes from its start to a live shard, with a checkpoint and without. {@code -Dstart.events}
 * says how long the journal is; the figures are printed.
 */
class StartTimeIT {
    @Test
    void sparesTheReadingOfTheWholeJournal(@TempDir Path folder) throws Exception {
        long events = Long.getLong("start.events", 40_000);
        try (CheckpointSite site = new CheckpointSite(folder)) {
            FilledJournal.write(site.kafka.bootstrap(), site.rules(), events);
            long warm = start(site);
            site.stop();
            long without = start(site);
            ShardView read = site.shard(true);
            FailsafeView.Checkpoint taken = site.checkpoint();
            assertThat(taken.verified()).as(taken.detail()).isTrue();
            site.stop();
            long with = start(site);
            ShardView restored = site.shard(true);
            System.out.printf("%d events: first start %d ms, without a checkpoint %d ms, with one of %d bytes"
                + " %d ms%n%s%n", events, warm, without, taken.bytes(), with, taken.detail());
            assertThat(read.orders()).isGreaterThan((int) Math.min(events / 6, 19_000));
            assertThat(restored.stateHash()).isEqualTo(site.replayedTo(restored.nextOffset()));
            assertThat(with).isLessThan(without);
        }
    }

    private static long start(CheckpointSite site) {
        long begun = System.nanoTime();
        site.startOnly();
        await().atMost(CheckpointSite.WAIT).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5))
            .until(site::isLive);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }
}

package dev.holdfast.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.wire.failsafe.FailsafeView;
import dev.holdfast.wire.view.ShardView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order path begins from a checkpoint, on a real broker, never from one that the log does not fit. */
class CheckpointIT {
    @TempDir
    private Path folder;
    private CheckpointSite site;

    @BeforeEach
    void start() {
        site = new CheckpointSite(folder);
        site.start();
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void restoresToTheHashOfAFullReplay() {
        submit(20, "before");
        FailsafeView.Checkpoint taken = site.checkpoint();
        assertThat(taken.verified()).as(taken.detail()).isTrue();
        submit(20, "after");
        site.stop();
        site.start();
        ShardView view = site.shard(true);
        assertThat(view.orders()).isGreaterThan(40);
        assertThat(view.stateHash()).isEqualTo(site.replayedTo(view.nextOffset()));
        assertThat(site.submit("before-3").duplicate()).isTrue();
    }

    /** Proof that the state came from the checkpoint: the journal alone could not lead to it any more. */
    @Test
    void needsNoRecordFromBeforeTheCheckpoint() throws Exception {
        submit(20, "before");
        site.checkpoint();
        long covered = site.shard(false).nextOffset();
        submit(5, "after");
        site.stop();
        site.deleteBefore(covered - 3);
        site.start();
        assertThat(site.submit("before-3").duplicate()).isTrue();
        assertThat(site.submit("after-3").duplicate()).isTrue();
        assertThat(site.shard(false).tradingState()).isEqualTo(TradingState.ACTIVE);
    }

    @Test
    void movesACorruptCheckpointAsideAndBeginsFromTheOneBefore() throws Exception {
        submit(10, "first");
        FailsafeView.Checkpoint first = site.checkpoint();
        submit(10, "second");
        FailsafeView.Checkpoint second = site.checkpoint();
        site.stop();
        corrupt(file(second));
        site.start();
        ShardView view = site.shard(true);
        assertThat(view.stateHash()).isEqualTo(site.replayedTo(view.nextOffset()));
        assertThat(folder.resolve("quarantine").resolve(second.checkpoint() + ".zip")).exists();
        assertThat(file(second)).doesNotExist();
        await().atMost(CheckpointSite.WAIT).until(() -> site.quarantined().contains(second.checkpoint()));
        assertThat(file(first)).exists();
    }

    @Test
    void startsHaltedWhenTheLogEndsBeforeTheCheckpoint() {
        submit(20, "order");
        site.checkpoint();
        site.stop();
        site.kafka.loseTail("execution.journal.v1", CheckpointSite.SHARD.number(), 10);
        site.startOnly();
        awaitHalted();
        assertThat(site.submit("late").problem()).isNotNull();
        ShardView view = site.shard(true);
        assertThat(view.stateHash()).isEqualTo(site.replayedTo(view.nextOffset()));
        assertThat(site.resume().problem()).isNull();
        await().atMost(CheckpointSite.WAIT).until(() -> site.submit("resumed-" + System.nanoTime())
            .problem() == null);
    }

    @Test
    void dropsItsMemoryAndHaltsWhenTheLogIsTruncatedUnderIt() {
        submit(20, "order");
        site.kafka.loseTail("execution.journal.v1", CheckpointSite.SHARD.number(), 10);
        awaitHalted();
        ShardView view = site.shard(true);
        assertThat(view.stateHash()).isEqualTo(site.replayedTo(view.nextOffset()));
        assertThat(site.submit("late").problem()).isNotNull();
    }

    @Test
    void startsHaltedOnAJournalThatIsNotTheOneOfTheCheckpoint() throws Exception {
        submit(5, "order");
        site.checkpoint();
        site.stop();
        site.makeJournalAnew();
        site.startOnly();
        awaitHalted();
        assertThat(site.shard(false).orders()).isZero();
    }

    @Test
    void doesNotBeginWithoutTheHeadOfItsJournal() throws Exception {
        submit(20, "order");
        site.stop();
        site.deleteBefore(10);
        site.startOnly();
        await().atMost(CheckpointSite.WAIT).untilAsserted(() ->
            assertThat(site.said().detail()).contains("begins at offset 10", "no snapshot"));
        assertThat(site.said().status()).isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(site.shard(false)).isNull();
    }

    private void submit(int count, String name) {
        for (int number = 0; number < count; number++) {
            assertThat(site.submit(name + "-" + number).problem()).isNull();
        }
    }

    private void awaitHalted() {
        await().atMost(CheckpointSite.WAIT).ignoreExceptions().until(() -> site.isLive()
            && site.shard(false).tradingState() == TradingState.HALTED);
    }

    private Path file(FailsafeView.Checkpoint checkpoint) {
        return folder.resolve(checkpoint.checkpoint() + ".zip");
    }

    /** More than lies between two parts: what nobody reads there, the time of a part, may be as it likes. */
    private static void corrupt(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int at = bytes.length / 2; at < bytes.length / 2 + 200; at++) {
            bytes[at] ^= 0x55;
        }
        Files.write(file, bytes);
    }
}

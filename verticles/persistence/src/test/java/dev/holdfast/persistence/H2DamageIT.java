package dev.holdfast.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.persistence.db.DatabaseProblem;
import dev.holdfast.persistence.db.DatabaseUrl;
import dev.holdfast.resilience.recovery.Fault;
import dev.holdfast.runtime.recovery.FaultException;
import dev.holdfast.runtime.recovery.Quarantine;
import dev.holdfast.trading.order.DeskEvent;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.h2.api.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when the file, the disk below it or the connection to it fails. */
class H2DamageIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final int HEADERS = 2 * 4_096;

    @TempDir
    private Path folder;
    private final TestStreams streams = new TestStreams();

    @AfterEach
    void stopBroker() {
        streams.close();
    }

    @Test
    void knowsACorruptFileAtTheStartAndRebuildsItOnceItIsMovedAside() throws Exception {
        DatabaseUrl url = TestDatabase.h2(folder);
        record(url, Days.decisions(200));
        List<String> orders = orders(url);
        Path file = url.files().getFirst();
        overwriteBehindTheHeaders(file);

        try (TestNode node = new TestNode(streams.kafka.bootstrap(), url)) {
            assertThatThrownBy(node::start).cause().satisfies(problem -> {
                assertThat(problem).isInstanceOf(DatabaseProblem.class).hasMessageContaining("is corrupt");
                assertThat(FaultException.of(problem)).isEqualTo(Fault.CORRUPT_STATE);
            });
        }
        Path aside = Quarantine.moveAside(folder, url.files(), Instant.now(), "corrupt");

        try (TestNode node = new TestNode(streams.kafka.bootstrap(), url).start()) {
            await().atMost(SOON).until(() -> node.lastReport().startsWith("HEALTHY"));
        }
        assertThat(orders(url)).isEqualTo(orders);
        assertThat(aside.resolve(file.getFileName())).exists();
    }

    @Test
    void doesNotTouchAFileThatIsOnlyInUseOrBelongsToAnotherBroker() {
        DatabaseUrl url = TestDatabase.h2(folder);
        assertThat(FaultException.of(new DatabaseProblem("in use", true, null))).isEqualTo(Fault.EXTERNAL);
        assertThat(FaultException.of(DatabaseProblem.opening(url, new IllegalStateException("odd"))))
            .isEqualTo(Fault.EXTERNAL);
    }

    @Test
    void isOnlyDegradedWhileTheDiskIsFullAndCatchesUpWhenThereIsRoom() throws Exception {
        assumeThat(System.getProperty("user.name")).as("mounting a small disk needs root").isEqualTo("root");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString())).isZero();
        try {
            fillAndFree(disk);
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    private void fillAndFree(Path disk) throws Exception {
        DatabaseUrl url = TestDatabase.h2(disk);
        streams.claim("n1");
        try (TestNode node = new TestNode(streams.kafka.bootstrap(), url).start()) {
            await().atMost(SOON).until(() -> node.lastReport().startsWith("HEALTHY"));
            Path ballast = fill(disk);
            List<List<DeskEvent>> decisions = Days.decisions(500);
            streams.decide(decisions);
            await().atMost(SOON).until(() -> node.lastReport().contains("the disk is full"));
            await().during(Duration.ofSeconds(3)).atMost(SOON)
                .until(() -> node.lastReport().startsWith("DEGRADED"));

            Files.delete(ballast);

            await().atMost(SOON).until(() -> node.lastReport().startsWith("HEALTHY"));
            assertThat(node.reports).noneMatch(report -> report.status().name().equals("UNHEALTHY"));
            assertThat(node.faults.told).as("nobody is to replace it").isEmpty();
        }
        assertThat(orders(url)).hasSize((int) Days.decisions(500).stream().flatMap(List::stream)
            .filter(event -> event.getClass().getSimpleName().equals("OrderCreated")).count());
    }

    @Test
    void opensNothingAnewBeforeAWriteThatTookTooLongHasEnded() throws Exception {
        DatabaseUrl url = TestDatabase.h2(folder);
        List<List<DeskEvent>> decisions = Days.decisions(4);
        record(url, decisions.subList(0, 10));
        TestDatabase.execute(url, "CREATE TRIGGER hangs BEFORE INSERT ON orders CALL '"
            + Hanging.class.getName() + "'");
        Hanging.held = new CountDownLatch(1);
        Hanging.begun = new CountDownLatch(1);
        try (TestNode node = new TestNode(streams.kafka.bootstrap(), url).start()) {
            streams.decide(decisions.subList(10, decisions.size()));
            assertThat(Hanging.begun.await(20, TimeUnit.SECONDS)).isTrue();
            await().atMost(SOON).until(() -> node.lastReport().startsWith("DEGRADED")
                && node.lastReport().contains("1 tries failed"));
            await().during(Duration.ofSeconds(5)).atMost(SOON)
                .until(() -> node.lastReport().contains("1 tries failed"));

            Hanging.held.countDown();

            await().atMost(SOON).until(() -> node.lastReport().startsWith("HEALTHY"));
        }
        assertThat(orders(url)).doesNotHaveDuplicates();
    }

    /** Blocks the thread that inserts, as a frozen disk would. */
    public static final class Hanging implements Trigger {
        static volatile CountDownLatch held = new CountDownLatch(0);
        static volatile CountDownLatch begun = new CountDownLatch(0);

        @Override
        public void fire(Connection connection, Object[] before, Object[] after) {
            begun.countDown();
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void record(DatabaseUrl url, List<List<DeskEvent>> decisions) throws Exception {
        streams.claim("n1");
        streams.decide(decisions);
        try (TestNode node = new TestNode(streams.kafka.bootstrap(), url).start()) {
            await().atMost(SOON).until(() -> node.lastReport().startsWith("HEALTHY")
                && node.lastReport().contains("; 0 records behind"));
        }
    }

    private static List<String> orders(DatabaseUrl url) {
        return TestDatabase.rows(url, "SELECT cl_ord_id, status FROM orders ORDER BY cl_ord_id");
    }

    /** The two headers stay whole, so that H2 takes the file for its own and finds the damage behind them. */
    private static void overwriteBehindTheHeaders(Path file) throws IOException {
        try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] noise = new byte[(int) (damaged.length() - HEADERS)];
            Arrays.fill(noise, (byte) 'x');
            damaged.seek(HEADERS);
            damaged.write(noise);
        }
    }

    private static Path fill(Path disk) throws IOException {
        Path ballast = disk.resolve("ballast");
        byte[] block = new byte[4_096];
        try (var out = Files.newOutputStream(ballast)) {
            while (disk.toFile().getUsableSpace() > 0) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
        return ballast;
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}

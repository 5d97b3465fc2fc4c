package dev.holdfast.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.testkit.ChildProcess;
import dev.holdfast.testkit.FreePorts;
import dev.holdfast.testkit.KafkaFixture;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real node under {@code supervise}: killed, with a corrupt database, and stopped. */
class SuperviseIT {
    private static final Path JAR = Path.of("target/holdfast-node.jar");
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int HEADERS = 2 * 4_096;
    /** More than headers and an empty store: all tables, though without rows. */
    private static final long WRITTEN = 4 * 4_096;

    @TempDir
    private Path folder;
    private final List<Integer> ports = FreePorts.some(2);

    @Test
    void startsAKilledNodeAgainMovesACorruptDatabaseAsideAndStopsBoth() throws Exception {
        try (KafkaFixture kafka = KafkaFixture.fresh(); ChildProcess supervisor = supervise(kafka)) {
            supervisor.awaitLine("node ready", SOON);
            for (int kill = 1; kill <= 2; kill++) {
                long pid = node(supervisor);
                // H2 writes what was committed within two seconds; before, a damaged file is a new one.
                await().atMost(SOON).until(() -> Files.size(database()) > WRITTEN);
                long killed = System.nanoTime();
                ProcessHandle.of(pid).orElseThrow().destroyForcibly();
                if (kill == 2) {
                    damage(database());
                }
                int lives = kill + 1;
                await().atMost(SOON).until(() -> count(supervisor, "node ready") == lives);
                System.out.println("node killed, ready again after ms: "
                    + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed));
            }
            await().atMost(SOON).until(() -> supervisor.output().contains("persistence is recovered"));
            assertThat(supervisor.output()).contains("QUARANTINE_STATE");
            try (var kept = Files.walk(folder.resolve("data/quarantine"))) {
                assertThat(kept.anyMatch(path -> path.endsWith("holdfast.mv.db"))).isTrue();
            }
            long last = node(supervisor);
            assertThat(supervisor.stop(SOON)).isEqualTo(143);
            assertThat(ProcessHandle.of(last).map(ProcessHandle::isAlive).orElse(false)).isFalse();
        }
    }

    private ChildProcess supervise(KafkaFixture kafka) {
        List<String> arguments = new ArrayList<>(List.of("supervise", "--config", "../../conf", "--roles",
            "persistence,portfolio-manager"));
        for (String setting : List.of("node.dataDir=" + folder.resolve("data"), "http.port=" + ports.get(0),
            "cluster.port=" + ports.get(1), "cluster.members=127.0.0.1:" + ports.get(1),
            "kafka.bootstrapServers=" + kafka.bootstrap())) {
            arguments.addAll(List.of("--set", setting));
        }
        return ChildProcess.jar(JAR, List.of("-Xmx64m"), arguments.toArray(String[]::new));
    }

    private static long node(ChildProcess supervisor) {
        return ProcessHandle.of(supervisor.pid()).orElseThrow().children().findFirst().orElseThrow().pid();
    }

    private static long count(ChildProcess supervisor, String line) {
        return supervisor.output().lines().filter(each -> each.contains(line)).count();
    }

    private Path database() {
        return folder.resolve("data/database/holdfast.mv.db");
    }

    private static void damage(Path file) throws Exception {
        try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] noise = new byte[(int) Math.max(1, damaged.length() - HEADERS)];
            Arrays.fill(noise, (byte) 'x');
            damaged.seek(HEADERS);
            damaged.write(noise);
        }
    }
}

package dev.holdfast.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.persistence.db.DatabaseUrl;
import dev.holdfast.trading.order.DeskEvent;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.h2.Driver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2RecordingIT extends RecordingContract {
    @TempDir
    Path folder;

    @Override
    DatabaseUrl freshDatabase() {
        return TestDatabase.h2(folder);
    }

    @Test
    void catchesUpWithMoreThanItsQueueHolds() throws Exception {
        List<List<DeskEvent>> decisions = Days.decisions(2_000);
        streams.claim("n1");
        streams.decide(decisions);
        long start = System.nanoTime();
        try (TestNode node = new TestNode(streams.kafka.bootstrap(), url).start()) {
            await().atMost(Duration.ofSeconds(40)).until(() -> node.lastReport().startsWith("HEALTHY"));
        }
        assertThat(stored()).isEqualTo(decisions.size());
        System.out.printf("caught up with %,d decisions in %,d ms%n", decisions.size(),
            (System.nanoTime() - start) / 1_000_000);
    }

    @Test
    void namesTheFileThatAnotherProcessHasLocked() throws Exception {
        String jar = Path.of(Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
        Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp", jar, "org.h2.tools.Shell", "-url", url.jdbcUrl(), "-user", url.user(), "-password", "")
            .redirectErrorStream(true).start();
        try (BufferedReader said = other.inputReader(); TestNode node = new TestNode("127.0.0.1:1", url)) {
            said.lines().filter(line -> line.contains("help")).findFirst().orElseThrow();
            assertThatThrownBy(node::start).cause().hasMessage("database file " + url.display()
                + " is in use by another process; stop that process, or set database.url to another file or "
                + "to postgresql://…");
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void refusesADatabaseOfAnotherBroker() throws Exception {
        streams.claim("n1");
        streams.decide(Days.decisions(1));
        runUntilStored(Days.decisions(1).size());
        try (TestStreams other = new TestStreams();
             TestNode node = new TestNode(other.kafka.bootstrap(), url)) {
            assertThatThrownBy(node::start).cause().hasMessageContaining("they do not belong together");
        }
    }
}

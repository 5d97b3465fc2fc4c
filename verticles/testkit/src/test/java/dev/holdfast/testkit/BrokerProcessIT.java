package dev.holdfast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker as its own process, as an operator runs it. Here, because this module has the means to. */
class BrokerProcessIT {
    private static final Path JAR = Path.of("../../kafka/local-broker/target/holdfast-broker.jar");
    private static final List<String> FLAGS =
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m");
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    @BeforeAll
    static void requireTheJar() {
        assertThat(JAR).as("build kafka/local-broker first").exists();
    }

    @Test
    void saysWhenItServesAndStopsOnSigterm() {
        List<Integer> ports = FreePorts.some(2);
        try (ChildProcess broker = start(ports.get(0), ports.get(1))) {
            assertThat(broker.awaitLine("broker ready", START))
                .isEqualTo("broker ready 127.0.0.1:" + ports.get(0));
            assertThat(broker.stop(STOP)).isEqualTo(143);
        }
        try (ChildProcess again = start(ports.get(0), ports.get(1))) {
            again.awaitLine("broker ready", START);
        }
    }

    @Test
    void comesBackAfterACrash() {
        List<Integer> ports = FreePorts.some(2);
        try (ChildProcess broker = start(ports.get(0), ports.get(1))) {
            broker.awaitLine("broker ready", START);
            broker.kill();
        }
        try (ChildProcess again = start(ports.get(0), ports.get(1))) {
            again.awaitLine("broker ready", START);
        }
    }

    @Test
    void saysInOneLineWhyItCannotStart() throws IOException {
        List<Integer> ports = FreePorts.some(2);
        Files.writeString(folder.resolve("letter.txt"), "dear");
        try (ChildProcess broker = start(ports.get(0), ports.get(1))) {
            assertThat(broker.awaitExit(START)).isEqualTo(2);
            assertThat(broker.output().lines()).singleElement().asString()
                .startsWith("holdfast-broker: the data folder ").contains("letter.txt", "--data");
        }
    }

    @Test
    void refusesPortsThatCannotBe() {
        try (ChildProcess broker = start(70_000, 70_001)) {
            assertThat(broker.awaitExit(START)).isEqualTo(2);
            assertThat(broker.output().lines()).singleElement().asString().contains("1..65535");
        }
    }

    private ChildProcess start(int port, int controllerPort) {
        return ChildProcess.jar(JAR, FLAGS, "--port", Integer.toString(port), "--controller-port",
            Integer.toString(controllerPort), "--data", folder.toString());
    }
}

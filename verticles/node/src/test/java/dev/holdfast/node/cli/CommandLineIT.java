package dev.holdfast.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.testkit.ChildProcess;
import dev.holdfast.testkit.FreePorts;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as a process: what an operator does wrong, and what it answers. */
class CommandLineIT {
    static final Path JAR = Path.of("target", "holdfast-node.jar");
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void tellsItsVersionAndItsCommands() {
        assertThat(run(0, "--version")).startsWith("holdfast 0.");
        assertThat(run(0, "--help")).contains("run", "doctor", "status", "config", "audit", "user", "demo",
            "Exit codes:");
    }

    @Test
    void refusesAnUnknownKey() {
        assertThat(run(2, "run", "--config", "../../conf", "--set", "http.prot=1"))
            .isEqualTo("holdfast: the configuration has 1 problem:\n"
                + "  --set: http.prot: unknown key. Fix: did you mean 'http.port'?");
    }

    @Test
    void refusesAWrongTypeAndAMissingFolder() {
        assertThat(run(2, "config", "validate", "--config", "../../conf", "--set", "http.port=eighty"))
            .contains("--set: http.port: found 'eighty'; allowed: a whole number from 0 to 65535."
                + " Fix: default is 8080");
        assertThat(run(2, "config", "validate", "--config", folder.resolve("none").toString()))
            .contains("holdfast: the configuration has 5 problems:")
            .contains("none/holdfast.yaml: no such file. Fix: create it, or name another folder with"
                + " --config DIR");
    }

    @Test
    void showsTheConfigurationWithItsOrigins() {
        assertThat(run(0, "config", "show", "--config", "../../conf", "--set", "http.port=8123"))
            .containsPattern("http\\.port +8123 +--set").containsPattern("venue\\.secret +•+ ")
            .doesNotContain("paper-secret");
    }

    @Test
    void refusesToRunOnAPortInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(run(4, "run", "--config", "../../conf", "--set", "http.port=" + port))
                .isEqualTo("holdfast: port " + port + " on 127.0.0.1 is in use (http.port). Fix: stop the"
                    + " process that listens there, or choose another port");
            assertThat(run(4, "demo", "--config", "../../conf", "--port", port))
                .isEqualTo("holdfast: port " + port + " on 127.0.0.1 is in use (--port). Fix: stop the"
                    + " process that listens there, or choose another port");
        }
    }

    @Test
    void namesAnAbsentBroker() {
        String broker = "127.0.0.1:" + FreePorts.one();

        String said = run(3, "run", "--config", "../../conf", "--set", "http.port=0", "--set",
            "cluster.port=" + FreePorts.one(), "--set", "node.dataDir=" + folder, "--set",
            "kafka.startWait=1s", "--set", "kafka.bootstrapServers=" + broker);

        assertThat(said).contains("holdfast: no Kafka broker answers at " + broker
            + " (kafka.bootstrapServers) within 1 s. Fix: start one with './holdfast broker', or name the"
            + " right address");
    }

    @Test
    void namesAMissingDataFile() {
        assertThat(run(2, "demo", "--config", "../../conf", "--data", "/nowhere/trades.csv"))
            .isEqualTo("holdfast: --data: no such file or folder: /nowhere/trades.csv");
    }

    @Test
    void namesAnAbsentNode() {
        String url = "http://127.0.0.1:" + FreePorts.one();

        assertThat(run(3, "status", "--url", url)).isEqualTo("holdfast: nothing answers at " + url
            + ". Fix: start a node, or name the right address with --url");
    }

    @Test
    void looksAroundEvenIfNothingRuns() {
        assertThat(run(1, "doctor", "--config", "../../conf", "--set", "node.dataDir=" + folder, "--set",
            "kafka.bootstrapServers=127.0.0.1:" + FreePorts.one(), "--set",
            "venue.restUrl=http://127.0.0.1:" + FreePorts.one()))
            .containsPattern("OK +java").containsPattern("OK +configuration")
            .containsPattern("FAIL +broker +none answers at .*Fix: start one with './holdfast broker'")
            .containsPattern("FAIL +venue +nothing answers at .*Fix: start the simulator");
    }

    @Test
    void saysInOneLineThatAnOldJavaIsTooOld() throws IOException {
        Optional<Path> old = oldJava();
        assumeTrue(old.isPresent(), "no Java older than 21 on this machine");
        List<String> command = List.of(old.get().toString(), "-jar", JAR.toString(), "--help");

        try (ChildProcess child = ChildProcess.command("old java", new File("."), command)) {
            assertThat(child.awaitExit(SOON)).isEqualTo(2);
            assertThat(child.output().lines()).singleElement().asString()
                .startsWith("holdfast: needs Java 21 or newer, this is Java ")
                .endsWith("Fix: run ./holdfast, which looks for one, or install a JDK and set JAVA_HOME");
        }
    }

    /** Debian names its folders with the version. */
    private static Optional<Path> oldJava() throws IOException {
        Path all = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(all)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(all)) {
            return folders.filter(jdk -> jdk.getFileName().toString().matches("java-(8|11|17)-.*"))
                .map(jdk -> jdk.resolve("bin/java")).filter(Files::isExecutable).findFirst();
        }
    }

    private static String run(int expected, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
            "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        try (ChildProcess child = ChildProcess.command("holdfast", new File("."), command)) {
            int code = child.awaitExit(SOON);
            assertThat(code).as(child.output()).isEqualTo(expected);
            return child.output();
        }
    }
}

package dev.holdfast.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildProcessTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void returnsTheReadyLineEvenIfItWasPrintedBefore() {
        try (ChildProcess child = shell("echo starting; echo ready 7; exec sleep 60")) {
            assertThat(child.awaitLine("ready", SOON)).isEqualTo("ready 7");
            assertThat(child.awaitLine("starting", SOON)).isEqualTo("starting");
            assertThat(child.stop(SOON)).isEqualTo(143);
        }
    }

    @Test
    void saysWhatAProcessPrintedThatEndedBeforeItWasReady() {
        try (ChildProcess child = shell("echo no such file >&2; exit 2")) {
            assertThatThrownBy(() -> child.awaitLine("ready", SOON)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("no such file");
            assertThat(child.awaitExit(SOON)).isEqualTo(2);
        }
    }

    @Test
    void givesUpAtTheDeadline() {
        try (ChildProcess child = shell("echo slow; exec sleep 60")) {
            child.awaitLine("slow", SOON);
            assertThatThrownBy(() -> child.awaitLine("ready", Duration.ofMillis(20)))
                .isInstanceOf(AssertionError.class).hasMessageContaining("slow");
        }
    }

    @Test
    void killsAndLeavesNothingBehind() {
        ChildProcess child = shell("trap '' TERM; echo deaf; while true; do sleep 0.1; done");
        child.awaitLine("deaf", SOON);
        child.kill();
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void saysThatAJarIsMissing() {
        assertThatThrownBy(() -> ChildProcess.jar(Path.of("target/none.jar")))
            .hasMessageContaining("none.jar is missing; build its module");
    }

    private static ChildProcess shell(String script) {
        return ChildProcess.command("shell", new File("."), List.of("sh", "-c", script));
    }
}

package dev.holdfast.node.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A child ends when nobody holds the other end of its standard input, and not by a terminal's Ctrl-C. */
class TetherIT {
    private static final long SOON_SECONDS = 30;

    @Test
    void theChildEndsWithItsSupervisor() throws IOException, InterruptedException {
        Process child = child();
        try {
            assertThat(child.waitFor(500, TimeUnit.MILLISECONDS)).isFalse();
            child.getOutputStream().close();
            assertThat(child.waitFor(SOON_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).isEqualTo(143);
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void theChildOutlivesCtrlC() throws IOException, InterruptedException {
        Process child = child();
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(child.pid())).start().waitFor();
            assertThat(child.waitFor(1, TimeUnit.SECONDS)).isFalse();
        } finally {
            child.destroyForcibly();
        }
    }

    private static Process child() throws IOException {
        String classes = Path.of("target", "classes") + File.pathSeparator
            + Path.of("target", "test-classes");
        Process child = new ProcessBuilder(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classes,
            Tether.class.getName(), EndlessProgram.class.getName(), "started"))
            .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        BufferedReader out = new BufferedReader(
            new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        assertThat(out.readLine()).isEqualTo("started");
        return child;
    }
}

package dev.holdfast.node.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes with real trouble under the supervisor. */
class ChildIT {
    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    private Path folder;
    private final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> out = new ConcurrentLinkedQueue<>();
    private Child child;

    @AfterEach
    void stop() {
        child.stop();
        child.awaitStop();
    }

    @Test
    void restartsAtOnceWhatRanOutOfMemory() throws IOException {
        start(true, "hungry");
        await().atMost(SOON).until(() -> child.restarts() >= 1);
        assertThat(told.peek()).isEqualTo(
            "it ran out of memory (exit code 3); starting it again in 0 ms");
    }

    @Test
    void restartsAtOnceWhatWasKilled() throws IOException {
        start(true, "pulses");
        await().atMost(SOON).until(() -> out.size() == 1);
        long killed = System.nanoTime();
        ProcessHandle.of(child.pid()).orElseThrow().destroyForcibly();
        await().atMost(SOON).until(() -> out.size() == 2);
        System.out.println("killed, ready again after ms: "
            + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed));
        assertThat(child.restarts()).isEqualTo(1);
        assertThat(told.peek()).contains("was ended by signal 9").contains("in 0 ms");
    }

    @Test
    void killsAndRestartsWhatIsFrozen() throws IOException, InterruptedException {
        start(true, "pulses");
        await().atMost(SOON).until(() -> out.size() == 1);
        long frozen = System.nanoTime();
        assertThat(new ProcessBuilder("kill", "-STOP", "" + child.pid()).start().waitFor()).isZero();
        await().atMost(SOON).until(() -> out.size() == 2);
        long tookMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - frozen);
        System.out.println("frozen, ready again after ms: " + tookMillis);
        assertThat(tookMillis).isGreaterThan(10_000);
        assertThat(told).first().asString().contains("no sign of life for 10 s");
    }

    @Test
    void restartsWhatWakesUpWhileItIsEndedAndStillTalks() throws IOException, InterruptedException {
        start(true, "talks");
        await().atMost(SOON).until(() -> out.size() == 1);
        String pid = "" + child.pid();
        assertThat(new ProcessBuilder("kill", "-STOP", pid).start().waitFor()).isZero();
        await().atMost(SOON).until(() -> !told.isEmpty());
        assertThat(new ProcessBuilder("kill", "-CONT", pid).start().waitFor()).isZero();
        await().atMost(SOON).until(() -> child.restarts() == 1);
        assertThat(out).contains("still here");
        assertThat(child.gaveUp()).isNull();
    }

    @Test
    void doesNotWatchTheLifeOfWhatNeverShowedAny() throws IOException {
        start(true, "stubborn");
        await().atMost(SOON).until(() -> out.size() == 1);
        await().during(Duration.ofSeconds(12)).atMost(SOON).until(told::isEmpty);
    }

    @Test
    void startsNothingAgainThatWouldEndTheSameWay() throws IOException {
        start(true, "never-ready", "2");
        await().atMost(SOON).until(() -> child.over().isDone());
        assertThat(child.over().join()).isEqualTo(2);
        assertThat(child.restarts()).isZero();
        assertThat(child.gaveUp()).contains("exit code 2");
    }

    @Test
    void triesAgainLaterWhatFoundSomethingAbsentUnlessToldNotToInsist() throws IOException {
        start(false, "never-ready", "3");
        await().atMost(SOON).until(() -> child.gaveUp() != null);
        child.stop();
        told.clear();
        start(true, "never-ready", "3");
        await().atMost(SOON).until(() -> child.restarts() == 1);
        int millis = Integer.parseInt(told.peek().replaceAll(".*in ([0-9]+) ms", "$1"));
        assertThat(millis).isBetween(2_500, 5_000);
    }

    @Test
    void endsWithWhatEndedWell() throws IOException {
        start(true, "ends", "0");
        await().atMost(SOON).until(() -> child.over().isDone());
        assertThat(child.over().join()).isZero();
        assertThat(child.gaveUp()).isNull();
    }

    @Test
    void restartsAtOnceWhatAsksForIt() throws IOException {
        start(true, "ends", "75");
        await().atMost(SOON).until(() -> child.restarts() == 1);
        assertThat(told.peek()).contains("asks for a restart (exit code 75)").contains("in 0 ms");
    }

    private void start(boolean insists, String... trouble) throws IOException {
        String classes = Path.of("target", "classes") + File.pathSeparator
            + Path.of("target", "test-classes");
        List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx32m", "-Xshare:auto",
            "-XX:+UseSerialGC"));
        command.addAll(ChildJvm.EXIT_WHEN_OUT_OF_MEMORY);
        command.addAll(List.of("-cp", classes, TroubledProgram.class.getName()));
        command.addAll(List.of(trouble));
        child = Child.start(new Child.Spec("it", command, Map.of(), "ready", folder.resolve("log"),
            new Child.Patience(told::add, out::add, insists)));
    }
}

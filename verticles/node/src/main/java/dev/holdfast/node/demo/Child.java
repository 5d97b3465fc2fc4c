package dev.holdfast.node.demo;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A process under supervision: watched, started again when it dies, stopped in the end. What it writes to
 * standard error goes to a file beside the run's data. A thread of its own follows it.
 */
final class Child {
    /** A node stops within 10 s; the first time the JVM also writes the class archive for later starts. */
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final int TOLD_LINES = 8;

    private final Spec spec;
    private final RestartGuard guard = new RestartGuard();
    private final RandomGenerator chance = RandomGenerator.getDefault();
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicInteger restarts = new AtomicInteger();
    private volatile Process process;
    private volatile String gaveUp;
    private Thread follower;

    /**
     * What to run.
     *
     * @param readyPrefix begins the line on standard output that says it serves
     * @param log         takes its standard error
     * @param tell        hears about deaths and restarts, one line each
     */
    record Spec(String name, List<String> command, String readyPrefix, Path log, Consumer<String> tell) {
    }

    private Child(Spec spec) {
        this.spec = spec;
    }

    static Child start(Spec spec) throws IOException {
        Child child = new Child(spec);
        child.process = child.launch();
        child.follower = new Thread(child::follow, "follow-" + spec.name());
        child.follower.setDaemon(true);
        child.follower.start();
        return child;
    }

    /** The first ready line, or why there will be none. */
    CompletableFuture<String> ready() {
        return ready;
    }

    int restarts() {
        return restarts.get();
    }

    /** Null while it runs or is being restarted; else why it will not be restarted any more. */
    String gaveUp() {
        return gaveUp;
    }

    String name() {
        return spec.name();
    }

    long pid() {
        return process.pid();
    }

    /** Orders it to stop; {@link #awaitStop} sees to it that it obeys. */
    void stop() {
        stopping.countDown();
        process.destroy();
    }

    void awaitStop() {
        try {
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(spec.command());
        builder.redirectError(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        return builder.start();
    }

    private void follow() {
        try {
            while (true) {
                readOutput();
                int code = process.waitFor();
                if (stopping.getCount() == 0) {
                    return;
                }
                if (!ready.isDone()) {
                    giveUp(code, "before it was ready");
                    return;
                }
                Optional<Duration> wait = guard.died(System.nanoTime(), chance.nextDouble());
                if (wait.isEmpty()) {
                    giveUp(code, RestartGuard.MAX_DEATHS + " times within a minute");
                    return;
                }
                spec.tell().accept(spec.name() + " died (exit code " + code + "); starting it again in "
                    + wait.get().toMillis() + " ms");
                if (stopping.await(wait.get().toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                restart();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            giveUp(-1, "and cannot be started: " + e.getMessage());
        }
    }

    /** A stop that was ordered while the new process came up must reach it too. */
    private void restart() throws IOException {
        process = launch();
        restarts.incrementAndGet();
        if (stopping.getCount() == 0) {
            process.destroy();
        }
    }

    private void readOutput() throws IOException {
        try (BufferedReader out = new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(spec.readyPrefix())) {
                    ready.complete(line);
                }
            }
        }
    }

    private void giveUp(int code, String when) {
        gaveUp = spec.name() + " died " + when + " (exit code " + code + "): " + lastWords();
        spec.tell().accept(gaveUp);
        ready.completeExceptionally(new IllegalStateException(gaveUp));
    }

    private String lastWords() {
        File log = spec.log().toFile();
        try {
            List<String> lines = Files.readAllLines(log.toPath());
            return String.join(System.lineSeparator() + "  ",
                lines.subList(Math.max(0, lines.size() - TOLD_LINES), lines.size()));
        } catch (IOException e) {
            return "see " + log;
        }
    }
}

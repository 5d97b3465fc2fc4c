package dev.holdfast.node.supervise;

import dev.holdfast.node.cli.ExitCode;
import dev.holdfast.resilience.recovery.Fault;
import dev.holdfast.resilience.recovery.RecoveryTerms;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A process under supervision: watched, started again when it ends, stopped in the end. A thread of its own
 * follows it.
 */
public final class Child {
    /** A node stops within 10 s; the first time the JVM also writes the class archive for later starts. */
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final int TOLD_LINES = 8;

    private final Spec spec;
    private final RestartGuard guard = new RestartGuard(RecoveryTerms.STANDARD);
    private final RandomGenerator chance = RandomGenerator.getDefault();
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final CompletableFuture<Integer> over = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicInteger restarts = new AtomicInteger();
    private volatile Process process;
    private volatile long readyNanos;
    private volatile String gaveUp;

    /**
     * What to run.
     *
     * @param environment added to this process's own
     * @param readyPrefix begins the line on standard output that says it serves
     * @param log         takes its standard error; null for this process's own
     * @param patience    how it is dealt with
     */
    public record Spec(String name, List<String> command, Map<String, String> environment, String readyPrefix,
                       Path log, Patience patience) {
    }

    /**
     * How a child is dealt with.
     *
     * @param tell    hears about ends and restarts, one line each
     * @param out     hears what it writes to standard output, but for its pulse
     * @param insists start it again also if it ends before it was ever ready
     */
    public record Patience(Consumer<String> tell, Consumer<String> out, boolean insists) {
    }

    private Child(Spec spec) {
        this.spec = spec;
    }

    public static Child start(Spec spec) throws IOException {
        Child child = new Child(spec);
        child.process = child.launch();
        Thread follower = new Thread(child::follow, "follow-" + spec.name());
        follower.setDaemon(true);
        follower.start();
        return child;
    }

    /** The first ready line, or why there will be none. */
    public CompletableFuture<String> ready() {
        return ready;
    }

    /** Its last exit code, once it is not started again any more. */
    public CompletableFuture<Integer> over() {
        return over;
    }

    public int restarts() {
        return restarts.get();
    }

    /** Null while it runs or is being restarted; else why it will not be restarted any more. */
    public String gaveUp() {
        return gaveUp;
    }

    public String name() {
        return spec.name();
    }

    public long pid() {
        return process.pid();
    }

    /** Orders it to stop; {@link #awaitStop} sees to it that it obeys. */
    public void stop() {
        stopping.countDown();
        askToEnd(process);
    }

    /** Waits for its end in good order, and kills it if that takes too long. */
    public void awaitStop() {
        try {
            endWithin(STOP);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void endWithin(Duration atMost) throws InterruptedException {
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(spec.command());
        builder.environment().putAll(spec.environment());
        builder.redirectError(spec.log() == null ? Redirect.INHERIT
            : Redirect.appendTo(spec.log().toFile()));
        readyNanos = 0;
        return builder.start();
    }

    private void follow() {
        try {
            boolean again = true;
            while (again) {
                readOutput();
                again = onEnd(process.waitFor());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            giveUp(ExitCode.FAULT, "cannot be started: " + e.getMessage());
        }
    }

    /** True if it was started again. */
    private boolean onEnd(int code) throws InterruptedException, IOException {
        boolean served = readyNanos != 0;
        if (stopping.getCount() == 0 || code == ExitCode.OK) {
            over.complete(code);
            return false;
        }
        if (code == ExitCode.BAD_INPUT || !ready.isDone() && !spec.patience().insists()) {
            giveUp(code, "ended before it was ready");
            return false;
        }
        boolean lacks = !served && (code == ExitCode.DEPENDENCY_ABSENT || code == ExitCode.TAKEN);
        Duration lived = served ? Duration.ofNanos(System.nanoTime() - readyNanos) : Duration.ZERO;
        Optional<Duration> wait = guard.ended(lacks ? Fault.EXTERNAL : Fault.OWN, Instant.now(), lived,
            chance.nextDouble());
        if (wait.isEmpty()) {
            RecoveryTerms terms = RecoveryTerms.STANDARD;
            giveUp(code, "ended " + (terms.maxRestarts() + 1) + " times within "
                + terms.guardTime().toMinutes() + " minutes: a person must look");
            return false;
        }
        tell(spec.name() + " " + ExitText.of(code, served) + "; starting it again in " + wait.get().toMillis()
            + " ms");
        if (stopping.await(wait.get().toMillis(), TimeUnit.MILLISECONDS)) {
            over.complete(code);
            return false;
        }
        restart();
        return true;
    }

    /** A stop that was ordered while the new process came up must reach it too. */
    private void restart() throws IOException {
        process = launch();
        restarts.incrementAndGet();
        if (stopping.getCount() == 0) {
            askToEnd(process);
        }
    }

    private void readOutput() {
        Process followed = process;
        try (BufferedReader out = followed.inputReader(); Pulse.Watch watch = Pulse.watch(silence -> {
            tell(spec.name() + " has shown no sign of life for " + silence.toSeconds() + " s; ending it");
            end(followed);
        })) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                hear(line, watch);
            }
        } catch (IOException e) {
            // Its output says nothing more; that it ends, and how, is waited for in any case.
            tell("the output of " + spec.name() + " cannot be read any more: " + e.getMessage());
        }
    }

    private void hear(String line, Pulse.Watch watch) {
        if (line.equals(Pulse.LINE)) {
            watch.heard();
            return;
        }
        if (line.startsWith(spec.readyPrefix())) {
            readyNanos = System.nanoTime();
            ready.complete(line);
        }
        spec.patience().out().accept(line);
    }

    /** By its handle: the process itself would close its output at once, and it has something left to say. */
    private static void askToEnd(Process running) {
        running.toHandle().destroy();
    }

    /** A process that hangs may still obey a signal; one that is frozen does not. */
    private static void end(Process hung) {
        askToEnd(hung);
        try {
            if (!hung.waitFor(Pulse.LAST_CHANCE.toMillis(), TimeUnit.MILLISECONDS)) {
                hung.destroyForcibly();
            }
        } catch (InterruptedException e) {
            hung.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void giveUp(int code, String why) {
        gaveUp = spec.name() + " " + why + " (exit code " + code + ")" + lastWords();
        tell(gaveUp);
        ready.completeExceptionally(new IllegalStateException(gaveUp));
        over.complete(code);
    }

    private void tell(String line) {
        spec.patience().tell().accept(line);
    }

    private String lastWords() {
        if (spec.log() == null) {
            return "";
        }
        File log = spec.log().toFile();
        try {
            List<String> lines = Files.readAllLines(log.toPath());
            return ": " + String.join(System.lineSeparator() + "  ",
                lines.subList(Math.max(0, lines.size() - TOLD_LINES), lines.size()));
        } catch (IOException e) {
            return ": see " + log;
        }
    }
}

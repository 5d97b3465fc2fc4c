package dev.holdfast.testkit;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * A real process of ours under test: started from its jar, waited for by its ready line, stopped as an
 * operator stops it. Its output is kept, at most {@value #MAX_LINES} lines. What a test forgets to close ends
 * with the test's JVM.
 */
public final class ChildProcess implements AutoCloseable {
    private static final int MAX_LINES = 20_000;
    private static final Duration STOP = Duration.ofSeconds(10);

    private final String name;
    private final Process process;
    private final Deque<String> lines = new ArrayDeque<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final Thread reader;
    private boolean ended;

    private record Waiting(Predicate<String> wanted, CompletableFuture<String> line) {
    }

    private ChildProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.reader = new Thread(this::readOutput, "output-of-" + name);
        this.reader.setDaemon(true);
    }

    /** Starts {@code java -jar} with the JVM that runs the test, in the test's own folder. */
    public static ChildProcess jar(Path jar, String... arguments) {
        return jar(jar, List.of(), arguments);
    }

    /**
     * Starts {@code java -jar}.
     *
     * @param jvmFlags such as {@code -Xmx256m}
     */
    public static ChildProcess jar(Path jar, List<String> jvmFlags, String... arguments) {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar.toAbsolutePath().normalize()
                + " is missing; build its module");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmFlags);
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(List.of(arguments));
        return command(jar.getFileName().toString(), new File("."), command);
    }

    /** Starts any program in a folder. */
    public static ChildProcess command(String name, File folder, List<String> command) {
        try {
            Process process = new ProcessBuilder(command).directory(folder).redirectErrorStream(true).start();
            ChildProcess child = new ChildProcess(name, process);
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            child.reader.start();
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits for a line of its output, also one already printed, and returns it.
     *
     * @throws AssertionError with the whole output, if the process ends or the time is up before
     */
    public String awaitLine(String part, Duration atMost) {
        CompletableFuture<String> found = awaited(line -> line.contains(part));
        try {
            return found.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(name + " did not print '" + part + "' in " + atMost + ":\n"
                + output(), e);
        } catch (ExecutionException e) {
            throw new AssertionError(name + " ended before it printed '" + part + "':\n" + output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Puts a line on its standard input. */
    public void type(String line) {
        try {
            OutputStream in = process.getOutputStream();
            in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for its end and returns its exit code. */
    public int awaitExit(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(name + " still runs after " + atMost + ":\n" + output());
            }
            reader.join(STOP.toMillis());
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks it to stop (SIGTERM) and returns its exit code; 143 is Java's for a clean stop by signal. */
    public int stop(Duration atMost) {
        process.destroy();
        return awaitExit(atMost);
    }

    /** Ends it as a crash does (SIGKILL). */
    public void kill() {
        process.destroyForcibly();
        awaitExit(STOP);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Standard output and standard error so far, in the order they came. */
    public String output() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    /** Stops it if it runs: asked first, killed if it does not obey in time. */
    @Override
    public void close() {
        if (!process.isAlive()) {
            return;
        }
        try {
            stop(STOP);
        } catch (AssertionError e) {
            kill();
        }
    }

    private CompletableFuture<String> awaited(Predicate<String> wanted) {
        CompletableFuture<String> found = new CompletableFuture<>();
        synchronized (lines) {
            lines.stream().filter(wanted).findFirst().ifPresentOrElse(found::complete,
                () -> waiting.add(new Waiting(wanted, found)));
            if (ended) {
                found.completeExceptionally(new IllegalStateException("its output had ended"));
            }
        }
        return found;
    }

    private void readOutput() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(process.getInputStream(),
            StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                keep(line);
            }
        } catch (IOException e) {
            keep("(output lost: " + e.getMessage() + ")");
        }
        synchronized (lines) {
            ended = true;
            waiting.forEach(one -> one.line.completeExceptionally(new IllegalStateException("output ended")));
        }
    }

    private void keep(String line) {
        synchronized (lines) {
            if (lines.size() == MAX_LINES) {
                lines.removeFirst();
            }
            lines.add(line);
            waiting.removeIf(one -> one.wanted.test(line) && one.line.complete(line));
        }
    }
}

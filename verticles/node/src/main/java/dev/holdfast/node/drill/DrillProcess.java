package dev.holdfast.node.drill;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process that the drill may kill, freeze and start again, by its own id. Never by two threads at once. */
final class DrillProcess {
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final int TOLD_LINES = 12;

    private final Spec spec;
    private Process process;
    private CompletableFuture<String> ready;
    private volatile long readyMillis;
    private boolean frozen;

    /**
     * What to run.
     *
     * @param readyPrefix begins the line on standard output that says it serves
     * @param log         takes its standard error, of all its lives
     */
    record Spec(String name, List<String> command, String readyPrefix, Path log) {
    }

    /** It did not come up; without it the drill cannot go on as it was meant. */
    static final class NotReady extends IllegalStateException {
        private static final long serialVersionUID = 1;

        private NotReady(String why) {
            super(why);
        }
    }

    DrillProcess(Spec spec) {
        this.spec = spec;
    }

    String name() {
        return spec.name();
    }

    /** Begins a life, when the one before has ended; {@link #awaitReady} says when it serves. */
    void start() throws IOException {
        if (process != null) {
            process.onExit().join();
        }
        frozen = false;
        process = new ProcessBuilder(spec.command()).redirectError(Redirect.appendTo(spec.log().toFile()))
            .start();
        ready = new CompletableFuture<>();
        ready.thenRun(() -> readyMillis = System.currentTimeMillis());
        Thread reader = new Thread(new Output(process, spec.readyPrefix(), ready), "out-" + spec.name());
        reader.setDaemon(true);
        reader.start();
    }

    void awaitReady(Duration atMost) throws InterruptedException {
        try {
            ready.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new NotReady(spec.name() + " ended before it was ready: " + lastWords());
        } catch (TimeoutException e) {
            throw new NotReady(spec.name() + " was not ready within " + atMost.toSeconds() + " s: "
                + lastWords());
        }
    }

    /** When the newest life said that it serves. */
    long readyMillis() {
        return readyMillis;
    }

    boolean isReady() {
        return process.isAlive() && ready.isDone() && !ready.isCompletedExceptionally();
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /**
     * SIGKILL. From here on it runs nothing more; its sockets and memory may last some tenths of a second,
     * which is part of what the others must cope with.
     */
    void kill() {
        process.destroyForcibly();
    }

    /** SIGSTOP: it keeps its sockets and its memory, and does nothing. */
    void freeze() throws IOException, InterruptedException {
        frozen = true;
        Commands.run(List.of("kill", "-STOP", "" + process.pid()));
    }

    void thaw() throws IOException, InterruptedException {
        Commands.run(List.of("kill", "-CONT", "" + process.pid()));
        frozen = false;
    }

    /** What it wrote to standard error so far. */
    List<String> log() throws IOException {
        return Files.exists(spec.log()) ? Files.readAllLines(spec.log()) : List.of();
    }

    /** Asks it to stop, and ends it if it does not; returns when it is gone. */
    void stop() {
        if (process == null) {
            return;
        }
        if (frozen) {
            process.destroyForcibly();
        }
        process.destroy();
        try {
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String lastWords() {
        try {
            List<String> lines = log();
            return String.join(System.lineSeparator() + "  ",
                lines.subList(Math.max(0, lines.size() - TOLD_LINES), lines.size()));
        } catch (IOException e) {
            return "see " + spec.log();
        }
    }

    private record Output(Process process, String prefix, CompletableFuture<String> ready)
        implements Runnable {
        @Override
        public void run() {
            try (BufferedReader out = process.inputReader()) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    if (line.startsWith(prefix)) {
                        ready.complete(line);
                    }
                }
                ready.completeExceptionally(new IOException("it ended"));
            } catch (IOException e) {
                ready.completeExceptionally(e);
            }
        }
    }
}

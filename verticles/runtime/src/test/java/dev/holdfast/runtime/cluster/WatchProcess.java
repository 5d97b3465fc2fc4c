package dev.holdfast.runtime.cluster;

import dev.holdfast.testkit.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A node in a process of its own, to be killed and frozen as the operating system does it. */
final class WatchProcess implements AutoCloseable {
    private static final Duration SIGNAL = Duration.ofSeconds(5);
    private final String name;
    private final ChildProcess process;

    /** What the node said of one thing, and when by the machine's clock. */
    record Said(long atMillis, String what) {
    }

    WatchProcess(String name, String bootstrap, int port, List<Integer> ports) {
        this.name = name;
        String all = String.join(",", ports.stream().map(String::valueOf).toList());
        this.process = ChildProcess.command(name, new File("."), List.of(
            System.getProperty("java.home") + "/bin/java", "-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp",
            System.getProperty("java.class.path"), WatchProgram.class.getName(), name, bootstrap,
            String.valueOf(port), all));
    }

    String name() {
        return name;
    }

    /** Everything that it said about a node, its duty or its right to act, in order. */
    List<Said> said(String about) {
        return process.output().lines().filter(line -> line.matches("\\d+ " + about + " .*"))
            .map(line -> new Said(Long.parseLong(line.substring(0, line.indexOf(' '))),
                line.substring(line.indexOf(' ') + about.length() + 2).strip())).toList();
    }

    /** When it first said so at or after a time; -1 if not yet. */
    long when(String about, long fromMillis, Predicate<String> what) {
        return said(about).stream().filter(said -> said.atMillis() >= fromMillis && what.test(said.what()))
            .mapToLong(Said::atMillis).findFirst().orElse(-1);
    }

    /** Its newest word; empty if it said nothing yet. */
    String newest(String about) {
        List<Said> all = said(about);
        return all.isEmpty() ? "" : all.getLast().what();
    }

    void kill() {
        process.kill();
    }

    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    /** Its order path's event loop does nothing else for so long. */
    void hang(Duration time) {
        process.type("" + time.toMillis());
    }

    private void signal(String signal) {
        try {
            Process sent = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start();
            if (!sent.waitFor(SIGNAL.toSeconds(), TimeUnit.SECONDS) || sent.exitValue() != 0) {
                throw new AssertionError("kill -" + signal + " failed");
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    String output() {
        return process.output();
    }

    @Override
    public void close() {
        process.kill();
    }
}

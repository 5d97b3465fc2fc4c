package dev.holdfast.failsafe;

import dev.holdfast.testkit.ChildProcess;
import java.io.File;
import java.util.List;
import java.util.function.Predicate;

/** A node of the failsafe layer in a process of its own, as a test sees it. */
final class FailsafeProcess implements AutoCloseable {
    private final String name;
    private final ChildProcess process;

    FailsafeProcess(String name, String bootstrap, int port, List<Integer> ports) {
        this.name = name;
        String all = String.join(",", ports.stream().map(String::valueOf).toList());
        this.process = ChildProcess.command(name, new File("."), List.of(
            System.getProperty("java.home") + "/bin/java", "-Xmx192m", "-XX:TieredStopAtLevel=1",
            "--add-opens=java.base/java.lang=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.management/sun.management=ALL-UNNAMED",
            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED", "-cp",
            System.getProperty("java.class.path"), FailsafeProgram.class.getName(), name, bootstrap,
            String.valueOf(port), all));
    }

    String name() {
        return name;
    }

    /** The name under which its service stands in everybody's view. */
    String service() {
        return ObedientService.NAME + "@" + name;
    }

    void tell(String order) {
        process.type(order);
    }

    /** The rest of the newest line about something; empty if there is none. */
    String newest(String about) {
        return process.output().lines().filter(line -> line.matches("\\d+ \\Q" + about + "\\E .*"))
            .reduce((one, next) -> next)
            .map(line -> line.substring(line.indexOf(about) + about.length() + 1)).orElse("");
    }

    /** When it first said so at or after a time; -1 if not yet. */
    long when(String about, long fromMillis, Predicate<String> what) {
        return process.output().lines().filter(line -> line.matches("\\d+ \\Q" + about + "\\E .*"))
            .filter(line -> what.test(line.substring(line.indexOf(about) + about.length() + 1)))
            .mapToLong(line -> Long.parseLong(line.substring(0, line.indexOf(' '))))
            .filter(millis -> millis >= fromMillis).findFirst().orElse(-1);
    }

    /** How often it heard such an event at or after a time. */
    long count(String about, long fromMillis, String beginning) {
        return process.output().lines().filter(line -> line.matches("\\d+ \\Q" + about + "\\E .*"))
            .filter(line -> Long.parseLong(line.substring(0, line.indexOf(' '))) >= fromMillis)
            .filter(line -> line.substring(line.indexOf(about) + about.length() + 1).startsWith(beginning))
            .count();
    }

    void kill() {
        process.kill();
    }

    String output() {
        return process.output();
    }

    @Override
    public void close() {
        process.kill();
    }
}

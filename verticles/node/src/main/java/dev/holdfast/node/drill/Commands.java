package dev.holdfast.node.drill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Small programs of the operating system, run to their end. */
final class Commands {
    private static final long LONGEST_SECONDS = 10;

    private Commands() {
    }

    /** Runs it; fails with what it said if it did not end well. */
    static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " did not end");
        }
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }

    /** True if it is there and ends well. */
    static boolean works(String... command) throws InterruptedException {
        try {
            run(List.of(command));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

package dev.holdfast.venuesim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** ccxt on Node, changed in nothing but its addresses: markets, book, trades, orders, cancel, user data. */
class CcxtIT {

    private static final Path SOURCE = Path.of("src/test/clients");
    private static final Path WORK = Path.of("target/clients");
    private static final long PATIENCE_SECONDS = 120;

    @Test
    void doesItsWholeTourAgainstTheVenue() throws Exception {
        requireNode();
        Files.createDirectories(WORK);
        for (var file : List.of("package.json", "package-lock.json", "ccxt-check.js")) {
            Files.write(WORK.resolve(file), Files.readAllBytes(SOURCE.resolve(file)));
        }
        run("npm", "ci", "--no-audit", "--no-fund");
        try (var venue = TestVenue.start()) {
            var output = run("node", "ccxt-check.js", venue.base(), venue.socketBase(), venue.adminBase());

            var result = new JsonObject(output.lines().filter(line -> line.startsWith("{")).findFirst()
                .orElseThrow());
            assertThat(result.getBoolean("ok")).isTrue();
            assertThat(venue.ledger("/ledger/fills")).isNotEmpty();
        }
    }

    /** A machine without Node may skip this; the check of a change may not. */
    private static void requireNode() throws InterruptedException {
        try {
            assertThat(new ProcessBuilder("node", "--version").start().waitFor()).isZero();
        } catch (IOException e) {
            if (System.getenv("CI") != null) {
                fail("node is not installed, and CI is set: install Node 20 or later");
            }
            assumeTrue(false, "skipped: node is not installed, so ccxt was not tried");
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        var log = Files.createTempFile(WORK.toAbsolutePath(), "client", ".log");
        var process = new ProcessBuilder(command).directory(WORK.toFile()).redirectErrorStream(true)
            .redirectOutput(log.toFile()).start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            fail(command[0] + " did not end in time: " + Files.readString(log));
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return Files.readString(log);
    }
}

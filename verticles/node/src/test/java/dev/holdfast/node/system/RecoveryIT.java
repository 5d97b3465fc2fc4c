package dev.holdfast.node.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real node whose signal service breaks and then hangs, by a user's strategy. */
class RecoveryIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Pattern RECOVERED =
        Pattern.compile("signal is recovered after ([0-9]+) ms by REDEPLOY");

    @TempDir
    private Path dir;

    @Test
    void recoversAServiceThatThrowsAndOneWhoseEventLoopHangs() throws IOException {
        Path conf = withTroubledStrategy();
        try (RunningSystem system = new RunningSystem(dir)) {
            system.killNode();
            system.startNodeWithTestClasses(conf);
            await().atMost(SOON).until(() -> recoveries(system).size() == 2);

            List<Long> took = recoveries(system);
            System.out.println("signal threw, recovered after ms: " + took.get(0)
                + "; its event loop hung, recovered after ms: " + took.get(1));
            assertThat(took.get(0)).isLessThan(2_000);
            // So soon after a recovery the loop's watch and the host itself notice it at about the same time.
            assertThat(system.nodeOutput()).contains("a user's bug")
                .containsPattern("signal failed: .*its event loop (has not turned|does not turn) for")
                .contains("signal did not stop in time: abandoned behind its fence");
        }
    }

    private static List<Long> recoveries(RunningSystem system) {
        Matcher found = RECOVERED.matcher(system.nodeOutput());
        return Stream.iterate(found, Matcher::find, each -> each).map(each -> Long.valueOf(each.group(1)))
            .toList();
    }

    private Path withTroubledStrategy() throws IOException {
        Path conf = Files.createDirectories(dir.resolve("conf"));
        try (Stream<Path> files = Files.walk(Path.of("../../conf"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = conf.resolve(Path.of("../../conf").relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Files.writeString(conf.resolve("strategies.yaml"), """

              - name: troubled
                kind: dev.holdfast.node.system.TroubledStrategy
                instruments: ["*"]
                enabled: true
                parameters: {interval: SECOND}
            """, StandardOpenOption.APPEND);
        return conf;
    }
}

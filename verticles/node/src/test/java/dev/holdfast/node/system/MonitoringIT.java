package dev.holdfast.node.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.ChildProcess;
import dev.holdfast.testkit.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rules, dashboard and image ask a node for is what a real node answers. */
class MonitoringIT {
    private static final Path MONITORING = Path.of("../../conf/monitoring");
    private static final Pattern METRIC = Pattern.compile("\\b(?:holdfast|jvm|process|vertx)_[a-z0-9_]+");
    private static final Duration WAIT = Duration.ofSeconds(40);
    private static RunningSystem system;

    @BeforeAll
    static void start(@TempDir Path dir) {
        system = new RunningSystem(dir);
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void everyMetricOfRulesAndDashboardExists() throws IOException {
        Set<String> wanted = new TreeSet<>();
        for (String file : List.of("rules.yml", "grafana/dashboards/holdfast.json")) {
            Matcher matcher = METRIC.matcher(Files.readString(MONITORING.resolve(file)));
            while (matcher.find()) {
                wanted.add(matcher.group());
            }
        }
        assertThat(wanted).hasSizeGreaterThan(15);
        if (system.gateway().get("/api/v1/failsafe").path("services").isEmpty()) {
            wanted.remove("holdfast_check_seconds"); // there only where checks are made
        }
        Awaitility.await().atMost(WAIT).untilAsserted(() -> {
            Set<String> there = new TreeSet<>();
            scrape().lines().filter(line -> !line.startsWith("#"))
                .forEach(line -> there.add(line.split("[{ ]")[0]));
            assertThat(there).containsAll(wanted);
        });
    }

    @Test
    void theImagesHealthCheckPassesOnlyWhereANodeIsReady() {
        int port = URI.create(system.url()).getPort();
        assertThat(healthy(port, "/health/ready")).isZero();
        assertThat(healthy(port, "/api/v1/status")).as("401").isNotZero();
        assertThat(healthy(FreePorts.one(), "/health/ready")).as("nobody listens").isNotZero();
    }

    private static String scrape() {
        return system.gateway().text("/metrics");
    }

    private static int healthy(int port, String path) {
        Path script = Path.of("../../conf/container/healthy").toAbsolutePath();
        try (ChildProcess check = ChildProcess.command("healthy", new java.io.File("."),
                List.of("bash", script.toString(), "" + port, path))) {
            return check.awaitExit(WAIT);
        }
    }
}

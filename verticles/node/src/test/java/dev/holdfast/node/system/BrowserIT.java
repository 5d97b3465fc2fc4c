package dev.holdfast.node.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.ChildProcess;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The dashboard of a real node in a real browser, over a crash of the node, and of another one. The steps
 * are in {@code web-ui/test/node.browser.mjs} and {@code cluster.browser.mjs}, which say when they want a
 * node killed and started again.
 */
class BrowserIT {
    private static final Path WEB_UI = Path.of("../../web-ui");
    private static final Duration STEP = Duration.ofSeconds(90);
    /** Three nodes on a small machine start slowly, and what is proven once a minute ends an incident. */
    private static final Duration CLUSTER_STEP = Duration.ofSeconds(240);

    @TempDir
    private Path dir;

    @Test
    void showsTheMarketTheFillsAndACrashOfItsNode() {
        requireChromium();
        try (RunningSystem system = new RunningSystem(dir);
             ChildProcess browser = ChildProcess.command("browser", new File(WEB_UI.toString()),
                 List.of("node", "test/node.browser.mjs", system.url(), RunningSystem.USER,
                     RunningSystem.PASSWORD))) {
            browser.awaitLine("please kill the node", STEP);
            system.killNode();
            browser.awaitLine("please start the node", STEP);
            system.startNode();
            assertThat(browser.awaitExit(STEP)).as(browser.output()).isZero();
            assertThat(browser.output()).contains("all steps passed");
        }
    }

    @Test
    void showsAKilledNodeItsIncidentAndItsRecoveryWithTheirDurationsWithoutAReload() {
        requireChromium();
        try (RunningCluster cluster = new RunningCluster(dir);
             ChildProcess browser = ChildProcess.command("browser", new File(WEB_UI.toString()),
                 List.of("node", "test/cluster.browser.mjs", cluster.url(1), RunningCluster.USER,
                     RunningCluster.PASSWORD))) {
            browser.awaitLine("please kill node-3", CLUSTER_STEP);
            cluster.kill(3);
            browser.awaitLine("please start node-3", CLUSTER_STEP);
            cluster.start(3);
            assertThat(browser.awaitExit(CLUSTER_STEP)).as(browser.output()).isZero();
            assertThat(browser.output()).contains("all steps passed");
        }
    }

    private static void requireChromium() {
        boolean there = Files.isExecutable(Path.of(System.getenv().getOrDefault("CHROMIUM",
            "/usr/bin/chromium")));
        if (System.getenv("CI") == null) {
            Assumptions.assumeTrue(there, "no Chromium here: the browser test is skipped");
        }
        assertThat(there).as("Chromium is needed where CI is set").isTrue();
    }
}

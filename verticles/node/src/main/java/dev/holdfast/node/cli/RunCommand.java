package dev.holdfast.node.cli;

import dev.holdfast.node.Node;
import dev.holdfast.node.StartRefused;
import dev.holdfast.runtime.config.LoadedConfig;
import dev.holdfast.runtime.config.NodeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs one node until it is told to stop. */
@Command(name = "run", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
    description = "Run a node (the default command). Prints one line, 'node ready …', once all its services"
        + " are up, and stops cleanly on SIGTERM.")
final class RunCommand implements Callable<Integer> {
    private static final String MEMORY_EVENTS = "io.netty.jfr.enabled";

    @Mixin
    private RunOptions options;

    @Override
    public Integer call() {
        return run(options);
    }

    static int run(RunOptions options) {
        long startedNanos = System.nanoTime();
        LoadedConfig loaded = options.load();
        NodeConfig config = loaded.node();
        if (config.node().roles().contains("portfolio-manager")) {
            Ports.requireFree(config.http().host(), config.http().port(), "http.port");
        }
        Ports.requireFree(config.cluster().host(), config.cluster().port(), "cluster.port");
        logTo(config.node().dataDir());
        leaveMemoryUnrecorded();
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            Node node = Node.start(loaded, Cli.Version.number());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                node.stop();
                stopped.countDown();
            }, "stop-node"));
            System.out.println(node.readyLine(System.nanoTime() - startedNanos));
            stopped.await();
            return ExitCode.OK;
        } catch (StartRefused e) {
            throw new Refused(exitCode(e.reason()), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.OK;
        }
    }

    private static int exitCode(StartRefused.Reason reason) {
        return switch (reason) {
            case ABSENT -> ExitCode.DEPENDENCY_ABSENT;
            case TAKEN -> ExitCode.TAKEN;
            case BAD_CONFIG -> ExitCode.BAD_INPUT;
        };
    }

    /**
     * Netty tells the flight recorder of each piece of memory that it takes. To load what that needs takes
     * the first event loop that wants memory two seconds on a busy machine, and all others wait for it.
     */
    private static void leaveMemoryUnrecorded() {
        if (System.getProperty(MEMORY_EVENTS) == null) {
            System.setProperty(MEMORY_EVENTS, "false");
        }
    }

    /** Tells logback where; must happen before the first logger is made. */
    private static void logTo(Path dataDir) {
        Path folder = dataDir.resolve("log");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new Refused(ExitCode.BAD_INPUT, "cannot write to " + folder + " (node.dataDir): "
                + e.getMessage() + ". Fix: make it writable, or choose another folder");
        }
        System.setProperty("node.log.dir", folder.toString());
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "logback-node.xml");
        }
    }
}

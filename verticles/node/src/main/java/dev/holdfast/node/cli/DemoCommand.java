package dev.holdfast.node.cli;

import dev.holdfast.node.demo.DemoRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts everything on this machine: broker, venue simulator, nodes. */
@Command(name = "demo", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
    description = "Run the whole system on this machine with real recorded trades: a Kafka broker, a venue"
        + " simulator and one node or more, each its own process. Paper money only. Exit code 0 only if, at"
        + " the end, the replayed journal equals the live state and the venue's own ledger.")
final class DemoCommand implements Callable<Integer> {
    private static final int MAX_NODES = 7;

    @Mixin
    private ConfigOptions config;

    @Option(names = "--nodes", paramLabel = "N", defaultValue = "1",
        description = "number of nodes, 1 to 7 (default 1); from 3 on one may die without a pause in trading")
    private int nodes;

    @Option(names = "--data", paramLabel = "DIR|FILE",
        description = "market data to replay (default: 100,000 Bitstamp trades of November 2013)")
    private Path data;

    @Option(names = "--speed", paramLabel = "X",
        description = "times faster than it was (default: what suits the data)")
    private Double speed;

    @Option(names = "--seconds", paramLabel = "N",
        description = "stop after N seconds, counted from the start (default: run until stopped)")
    private Integer seconds;

    @Option(names = "--port", paramLabel = "P",
        description = "port of the dashboard (default 8080, or a free one if that is taken)")
    private Integer port;

    @Option(names = "--dir", paramLabel = "DIR",
        description = "folder for this run's data (default var/demo-<process id>)")
    private Path dir;

    @Option(names = "--keep", description = "keep that folder even if all went well")
    private boolean keep;

    @Option(names = "--json",
        description = "the summary as one JSON object on standard output, everything else on standard error")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        require(nodes >= 1 && nodes <= MAX_NODES, "--nodes must be 1 to " + MAX_NODES + ", was " + nodes);
        require(data == null || Files.exists(data), "--data: no such file or folder: " + data);
        require(speed == null || speed > 0, "--speed must be above 0, was " + speed);
        require(seconds == null || seconds > 0, "--seconds must be above 0, was " + seconds);
        require(port == null || port >= 1 && port <= 65_535, "--port must be 1 to 65535, was " + port);
        return DemoRun.of(config, new DemoRun.Choices(nodes, data, speed, seconds, port))
            .run(dir, keep, json);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Refused(ExitCode.BAD_INPUT, otherwise);
        }
    }
}

package dev.holdfast.venuesim;

import dev.holdfast.venuesim.market.DataFiles;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Command line of the venue process. Says one line on stdout when it is ready; everything else goes to
 * stderr.
 */
@Command(name = "holdfast-venue", mixinStandardHelpOptions = true, versionProvider = VenueMain.Version.class,
    description = "A simulated exchange speaking Binance Spot over replayed real markets. Paper only.")
public final class VenueMain implements Callable<Integer> {

    /** Exit code for anything the operator can put right. */
    static final int REFUSED = 2;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "address of the public port "
        + "(default ${DEFAULT-VALUE}); the admin port is always on 127.0.0.1")
    private String host;
    @Option(names = "--port", defaultValue = "9750", description = "REST, streams and WebSocket API "
        + "(default ${DEFAULT-VALUE}; 0 takes a free one)")
    private int port;
    @Option(names = "--admin-port", defaultValue = "9751", description = "ledger, status, pause, faults "
        + "(default ${DEFAULT-VALUE}; 0 takes a free one)")
    private int adminPort;
    @Option(names = "--config", description = "yaml with instruments, accounts, fees, latency and limits "
        + "(default: venue-default.yaml in the jar)")
    private Path config;
    @Option(names = "--data", description = "csv of trades, recording of Binance frames, or a folder of them "
        + "(default: real Bitstamp trades of November 2013)")
    private Path data;
    @Option(names = "--speed",
        description = "times the data's own pace (default 120 for trades, 1 for recordings)")
    private Double speed;
    @Option(names = "--loop", negatable = true, defaultValue = "true", fallbackValue = "true",
        description = "start again at the end of the data (default ${DEFAULT-VALUE})")
    private boolean loop;
    @Option(names = "--ledger",
        description = "append the ledger to this file (JSON lines) as well as to memory")
    private Path ledger;

    /** Starts the venue; returns only when it was refused, else runs until the process is ended. */
    public static void main(String[] args) {
        var code = run(args);
        if (code != CommandLine.ExitCode.OK) {
            System.exit(code);
        }
    }

    static int run(String... args) {
        return new CommandLine(new VenueMain())
            .setParameterExceptionHandler((wrong, arguments) -> refused(wrong.getMessage()))
            .setExecutionExceptionHandler((failure, command, result) -> {
                if (failure instanceof VenueRefusal) {
                    return refused(failure.getMessage());
                }
                throw failure;
            })
            .execute(args);
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (speed != null && (speed <= 0 || speed > 100_000)) {
            throw new VenueRefusal("--speed must be above 0 and at most 100000, was " + speed);
        }
        var settings = config == null ? VenueConfigFile.readDefault() : VenueConfigFile.read(config);
        var files = new DataFiles(settings.instruments());
        var loaded = data == null ? files.loadDefault() : files.load(data);
        System.err.println("venue data: " + loaded.source().description());
        var options = new VenueOptions(host, port, adminPort, ledger,
            new VenueOptions.Playback(data, speed, loop), settings);
        var verticle = new VenueVerticle(options, loaded.source(), speed == null ? loaded.defaultSpeed()
            : speed);
        deploy(verticle);
        System.out.println("venue ready http://" + host + ":" + verticle.port()
            + " admin http://127.0.0.1:" + verticle.adminPort());
        return CommandLine.ExitCode.OK;
    }

    private static void deploy(VenueVerticle verticle) throws InterruptedException {
        // No file is served, so no cache folder is wanted, nor its removal at exit.
        var vertx = Vertx.vertx(new VertxOptions().setFileSystemOptions(
            new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        try {
            vertx.deployVerticle(verticle).toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException e) {
            vertx.close();
            if (e.getCause() instanceof IOException io) {
                throw new VenueRefusal("ledger file cannot be opened: " + io.getMessage()
                    + "; check --ledger");
            }
            throw e.getCause() instanceof RuntimeException cause ? cause
                : new IllegalStateException(e.getCause());
        }
    }

    private static int refused(String message) {
        System.err.println("venue: " + message.replace('\n', ' '));
        return REFUSED;
    }

    /** Reads the version from the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = VenueMain.class.getPackage().getImplementationVersion();
            return new String[] {"holdfast-venue " + (version == null ? "(development)" : version)};
        }
    }
}

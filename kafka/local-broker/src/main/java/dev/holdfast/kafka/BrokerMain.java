package dev.holdfast.kafka;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/** Runs the local broker as a process of its own. */
@Command(name = "holdfast-broker", mixinStandardHelpOptions = true,
    versionProvider = BrokerMain.Version.class,
    description = "One Kafka broker on this machine, for development and tests. Prints one line,"
        + " 'broker ready HOST:PORT', when it serves, and stops cleanly on SIGTERM.",
    exitCodeOnInvalidInput = BrokerMain.NOT_STARTED,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"2:could not start; standard error says why", "143:stopped by SIGTERM, all on disk"})
public final class BrokerMain implements Callable<Integer> {
    static final int NOT_STARTED = 2;
    /** Beyond this a stop is reported as stuck; a clean one takes well under a second. */
    private static final long STOP_MILLIS = 10_000;

    @Option(names = "--host", paramLabel = "ADDRESS", defaultValue = "127.0.0.1",
        description = "loopback address to listen on (default ${DEFAULT-VALUE})")
    private String host;

    @Option(names = "--own-network",
        description = "the address may be another than loopback, because its network ends on this machine;"
            + " there is no login")
    private boolean ownNetwork;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "9092",
        description = "port for clients (default ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--controller-port", paramLabel = "PORT",
        description = "port the broker uses for itself (default: the port above plus one)")
    private Integer controllerPort;

    @Option(names = "--data", paramLabel = "DIR", defaultValue = "var/broker",
        description = "folder for the records, kept across restarts (default ${DEFAULT-VALUE})")
    private Path data;

    private BrokerMain() {
    }

    public static void main(String[] args) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "logback-broker.xml");
        }
        System.exit(new CommandLine(new BrokerMain()).execute(args));
    }

    @Override
    public Integer call() {
        int own = controllerPort == null ? port + 1 : controllerPort;
        if (port < 1 || port > 65_535 || own < 1 || own > 65_535 || own == port) {
            System.err.println("holdfast-broker: ports must differ and lie in 1..65535, were " + port
                + " and " + own + "; set --port and --controller-port");
            return NOT_STARTED;
        }
        try {
            LocalBroker broker = LocalBroker.start(new BrokerSettings(data, host, port, own,
                ownNetwork));
            Thread stop = new Thread(() -> stop(broker), "stop-broker");
            Runtime.getRuntime().addShutdownHook(stop);
            System.out.println("broker ready " + broker.bootstrap());
            broker.awaitClosed();
            return 0;
        } catch (BrokerNotStarted e) {
            System.err.println("holdfast-broker: " + e.getMessage());
            return NOT_STARTED;
        }
    }

    private static void stop(LocalBroker broker) {
        Thread closing = new Thread(broker::close, "close-broker");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (closing.isAlive()) {
            System.err.println("holdfast-broker: still not stopped after " + STOP_MILLIS + " ms; leaving");
            Runtime.getRuntime().halt(1);
        }
    }

    /** The version stands in the jar's manifest, so that it is written in one place: the pom. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = BrokerMain.class.getPackage().getImplementationVersion();
            return new String[] {"holdfast-broker " + (version == null ? "(from classes)" : version)};
        }
    }
}

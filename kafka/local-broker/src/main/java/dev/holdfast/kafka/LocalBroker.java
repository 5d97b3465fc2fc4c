package dev.holdfast.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * One Kafka broker with its controller in this JVM, over a folder that keeps its records across restarts. The
 * real broker, not a stand-in, yet with one copy of everything: it is not durable against power loss.
 */
public final class LocalBroker implements AutoCloseable {
    private final BrokerSettings settings;
    private final KafkaRaftServer server;

    private LocalBroker(BrokerSettings settings, KafkaRaftServer server) {
        this.settings = settings;
        this.server = server;
    }

    /** Starts on 127.0.0.1 with the controller on a free port; returns when it serves. */
    public static LocalBroker start(Path dataDir, int port) throws BrokerNotStarted {
        return start(new BrokerSettings(dataDir, "127.0.0.1", port, freePort()));
    }

    /**
     * Starts; returns when it serves, about two seconds later.
     *
     * @throws BrokerNotStarted if the folder or a port cannot be used; nothing is left running
     */
    public static LocalBroker start(BrokerSettings settings) throws BrokerNotStarted {
        checkPort(settings, settings.port(), "--port");
        checkPort(settings, settings.controllerPort(), "--controller-port");
        new DataDir(settings).prepare();
        KafkaRaftServer server = null;
        try {
            server = new KafkaRaftServer(new KafkaConfig(settings.kafka(), false), Time.SYSTEM);
            server.startup();
            return new LocalBroker(settings, server);
        } catch (RuntimeException e) {
            if (server != null) {
                server.shutdown();
            }
            throw new BrokerNotStarted("the broker did not start on " + settings.bootstrap()
                + " with data in " + settings.dataDir() + ": " + e.getMessage(), e);
        }
    }

    /** What clients put into {@code bootstrap.servers}. */
    public String bootstrap() {
        return settings.bootstrap();
    }

    /** Returns when the broker has stopped, whoever stopped it. */
    public void awaitClosed() {
        server.awaitShutdown();
    }

    /** Stops cleanly: all is on disk afterwards, and a start with the same folder goes on from there. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** Kafka would report a taken port only after it had written to the folder, and in many lines. */
    private static void checkPort(BrokerSettings settings, int port, String option) throws BrokerNotStarted {
        String host = settings.host();
        try (ServerSocket probe = new ServerSocket()) {
            InetAddress address = InetAddress.getByName(host);
            if (!address.isLoopbackAddress() && !settings.ownNetwork()) {
                throw new BrokerNotStarted(host + " is not a loopback address, and this broker asks"
                    + " for no login; use 127.0.0.1", null);
            }
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
        } catch (UnknownHostException e) {
            throw new BrokerNotStarted("unknown host " + host + "; use 127.0.0.1", e);
        } catch (IOException e) {
            throw new BrokerNotStarted(host + ":" + port + " is already in use; stop what listens there, or"
                + " choose another port with " + option, e);
        }
    }

    private static int freePort() throws BrokerNotStarted {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new BrokerNotStarted("no free port on 127.0.0.1", e);
        }
    }
}

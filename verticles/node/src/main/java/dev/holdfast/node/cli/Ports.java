package dev.holdfast.node.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.concurrent.ThreadLocalRandom;

/** Looks at TCP ports of this machine. What it says holds for that moment only: binding has the last word. */
public final class Ports {
    private static final int CONNECT_MILLIS = 1_000;
    private static final String LOOPBACK = "127.0.0.1";
    private static final int LOWEST = 20_000;
    private static final int FIRST_OUTGOING = 32_768;
    private static final int MOST_TRIES = 1_000;

    private Ports() {
    }

    /**
     * A port of loopback that nobody uses now, and none of those that the kernel gives to outgoing
     * connections (Linux from 32768, others from 49152): a node's own clients could take it before the node
     * listens there.
     */
    public static int free() {
        for (int tried = 0; tried < MOST_TRIES; tried++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, FIRST_OUTGOING);
            if (isFree(LOOPBACK, port)) {
                return port;
            }
        }
        throw new Refused(ExitCode.TAKEN, "no port of " + LOOPBACK + " from " + LOWEST + " to "
            + (FIRST_OUTGOING - 1) + " is free. Fix: stop what listens there");
    }

    /** True if a server could listen there. */
    public static boolean isFree(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            socket.bind(new InetSocketAddress(host, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Refuses with the setting's name and the way out. */
    public static void requireFree(String host, int port, String setting) {
        if (!isFree(host, port)) {
            throw new Refused(ExitCode.TAKEN, "port " + port + " on " + host + " is in use (" + setting
                + "). Fix: stop the process that listens there, or choose another port");
        }
    }

    /** True if somebody accepts connections there. */
    public static boolean answers(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

package dev.holdfast.node.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;

/** Looks at TCP ports of this machine. What it says holds for that moment only: binding has the last word. */
public final class Ports {
    private static final int CONNECT_MILLIS = 1_000;

    private Ports() {
    }

    /** A port that nobody uses now. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

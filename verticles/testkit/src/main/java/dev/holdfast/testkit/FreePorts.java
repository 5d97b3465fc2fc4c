package dev.holdfast.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports on loopback that nobody listens on. A child process that cannot report its own port needs one
 * beforehand; where port 0 is possible, prefer that: another process may take a free port first.
 * None is of those that the kernel gives to outgoing connections (Linux from 32768, others from 49152): such
 * a one can be lost between the choice and the moment its process listens, or while that process is down.
 */
public final class FreePorts {
    private static final int LOWEST = 20_000;
    private static final int FIRST_OUTGOING = 32_768;
    private static final int MOST_TRIES = 1_000;

    private FreePorts() {
    }

    public static int one() {
        return some(1).getFirst();
    }

    /** Different from each other: all are held until the last is found. */
    public static List<Integer> some(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            while (held.size() < count) {
                held.add(hold());
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            held.forEach(FreePorts::release);
        }
    }

    private static ServerSocket hold() {
        IOException last = null;
        for (int tried = 0; tried < MOST_TRIES; tried++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, FIRST_OUTGOING);
            try {
                return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                last = e;
            }
        }
        throw new UncheckedIOException("no free port on loopback", last);
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

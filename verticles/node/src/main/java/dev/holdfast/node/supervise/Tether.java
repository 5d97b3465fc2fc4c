package dev.holdfast.node.supervise;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Ends a child process when its supervisor is gone, however it went: the supervisor holds the other end of
 * the child's standard input and writes nothing; when it dies, even by SIGKILL, the kernel closes the pipe.
 * Ctrl-C of a terminal reaches every process at once; a child ignores it, because the supervisor still wants
 * to ask it how things ended. Runs a program's own main, so that broker, venue and node need not know it.
 */
public final class Tether {
    /** From the loss of the supervisor until the child leaves without finishing its own stop. */
    private static final long GRACE_MILLIS = 5_000;
    /** The code of a stop by signal: for a child the loss of its supervisor is the order to stop. */
    private static final int STOPPED = 143;

    private Tether() {
    }

    /** First argument: the class whose main to run; the others go to it. */
    public static void main(String[] args) throws Throwable {
        ignoreInterrupt();
        Thread watch = new Thread(Tether::watch, "tether");
        watch.setDaemon(true);
        watch.start();
        try {
            Class.forName(args[0]).getMethod("main", String[].class)
                .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** By reflection: the class is there on every JDK, but the compiler will not hear of it. */
    private static void ignoreInterrupt() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object interrupt = signal.getConstructor(String.class).newInstance("INT");
            signal.getMethod("handle", signal, handler)
                .invoke(null, interrupt, handler.getField("SIG_IGN").get(null));
        } catch (ReflectiveOperationException e) {
            System.err.println("tether: Ctrl-C will stop this process too: " + e);
        }
    }

    private static void watch() {
        try {
            int read = System.in.read();
            while (read >= 0) {
                read = System.in.read();
            }
        } catch (IOException e) {
            System.err.println("tether: the supervisor is gone: " + e.getMessage());
        }
        Thread force = new Thread(Tether::haltLater, "tether-force");
        force.setDaemon(true);
        force.start();
        System.exit(STOPPED);
    }

    private static void haltLater() {
        try {
            Thread.sleep(GRACE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(STOPPED);
    }
}

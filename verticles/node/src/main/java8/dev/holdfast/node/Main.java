package dev.holdfast.node;

import java.lang.reflect.InvocationTargetException;

/**
 * The jar's entry. Compiled for Java 8 and using nothing newer, so that an older Java can load it and say
 * what is wrong instead of printing an UnsupportedClassVersionError.
 */
public final class Main {
    private static final int OLDEST = 21;
    /** Bad input; the same code as in the command line's own list. */
    private static final int BAD_INPUT = 2;

    private Main() {
    }

    public static void main(String[] args) throws Throwable {
        String version = System.getProperty("java.specification.version");
        if (major(version) < OLDEST) {
            System.err.println("holdfast: needs Java " + OLDEST + " or newer, this is Java " + version
                + " at " + System.getProperty("java.home")
                + ". Fix: run ./holdfast, which looks for one, or install a JDK and set JAVA_HOME");
            System.exit(BAD_INPUT);
        }
        try {
            Class.forName("dev.holdfast.node.cli.Cli").getMethod("main", String[].class)
                .invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** '1.8' is Java 8; '17' is Java 17. */
    private static int major(String version) {
        return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
    }
}

package dev.holdfast.node.demo;

import dev.holdfast.node.cli.ExitCode;
import dev.holdfast.node.cli.Refused;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's folder, where the jars of broker, venue and node lie. */
public final class Home {
    private Home() {
    }

    /** Named by HOLDFAST_HOME, else three above this jar's own. */
    public static Path folder() {
        String named = System.getenv("HOLDFAST_HOME");
        if (named != null && !named.isBlank()) {
            return Path.of(named).toAbsolutePath();
        }
        try {
            Path jar = Path.of(Home.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return jar.resolve("../../../..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Refuses to go on without a jar that {@code command} of the launcher would have built. */
    public static void requireJar(Path jar, String command) {
        if (!Files.isRegularFile(jar)) {
            throw new Refused(ExitCode.DEPENDENCY_ABSENT, "missing " + jar + ". Fix: run ./holdfast "
                + command + ", which builds it, or set HOLDFAST_HOME to the project's folder");
        }
    }
}

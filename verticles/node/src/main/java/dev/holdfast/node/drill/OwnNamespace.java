package dev.holdfast.node.drill;

import dev.holdfast.node.supervise.ChildJvm;
import dev.holdfast.node.supervise.ChildJvm.Archive;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the drill a second time inside a network namespace of its own, where it may lay and cut cables without
 * touching the machine's network. The kernel removes the namespace when the last process in it is gone.
 */
public final class OwnNamespace {
    /** Set for the second run; its value is how the first one got the namespace. */
    public static final String MARK = "DRILL_NAMESPACE";
    private static final String MOUNT = "--mount";

    private OwnNamespace() {
    }

    /** True if this process is the one inside. */
    static boolean isInside() {
        return System.getenv(MARK) != null;
    }

    /** True if this process has mounts of its own too: what it mounts is seen, and outlived, by nobody. */
    static boolean hasOwnMounts() {
        return isInside() && System.getenv(MARK).contains(MOUNT);
    }

    /** How to get a namespace here, with own mounts if that can be; empty if this user cannot have one. */
    static Optional<List<String>> means() throws InterruptedException {
        for (List<String> way : List.of(List.of("unshare", "--net", MOUNT), List.of("unshare", "--net"),
            List.of("unshare", "--user", "--map-root-user", "--net", MOUNT),
            List.of("unshare", "--user", "--map-root-user", "--net"))) {
            List<String> trial = new ArrayList<>(way);
            trial.addAll(List.of("sh", "-c", "ip link add drill0 type bridge && nsenter --version"));
            if (Commands.works(trial.toArray(String[]::new))) {
                return Optional.of(way);
            }
        }
        return Optional.empty();
    }

    /** Runs this jar with the same words inside, tethered to this process; returns its exit code. */
    static int run(List<String> way, Path jar, Path tether, List<String> words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(way);
        command.addAll(ChildJvm.command(Archive.READ, jar, tether,
            List.of("-XX:TieredStopAtLevel=1", "-Xmx2g", "-Xlog:disable")));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT);
        builder.environment().put(MARK, String.join(" ", way));
        Process inside = builder.start();
        Thread stop = new Thread(() -> stop(inside), "stop-drill");
        Runtime.getRuntime().addShutdownHook(stop);
        int code = inside.waitFor();
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException e) {
            // The shutdown that stopped the inner drill is under way already.
            return code;
        }
        return code;
    }

    private static void stop(Process inside) {
        inside.destroy();
        try {
            inside.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

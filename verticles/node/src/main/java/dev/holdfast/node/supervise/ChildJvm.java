package dev.holdfast.node.supervise;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * The command that runs one of our jars tethered: what its manifest asks of the JVM is given as options, as
 * {@code java -jar} would. The class archive beside each jar is made by the JVM at the end of the first run
 * and cuts the next start to about a third.
 */
public final class ChildJvm {
    /** From this release on the JVM warns about libraries that use sun.misc.Unsafe; ours cannot help it. */
    private static final int WARNS_OF_UNSAFE = 23;

    /** A JVM that ran out of memory once is good for nothing: it ends, and its supervisor starts another. */
    public static final List<String> EXIT_WHEN_OUT_OF_MEMORY = List.of("-XX:+ExitOnOutOfMemoryError");

    private ChildJvm() {
    }

    public static List<String> command(Path jar, Path tether, List<String> flags) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xlog:disable", "-Xlog:all=error:stderr",
            "-Xlog:cds=off"));
        if (Files.isWritable(jar.getParent())) {
            command.add("-XX:+AutoCreateSharedArchive");
            command.add("-XX:SharedArchiveFile=" + jar.toString().replaceAll("\\.jar$", ".jsa"));
        }
        if (Runtime.version().feature() >= WARNS_OF_UNSAFE) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(flags);
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes manifest = file.getManifest().getMainAttributes();
            String opens = manifest.getValue("Add-Opens");
            if (opens != null) {
                for (String each : opens.strip().split("\\s+")) {
                    command.add("--add-opens=" + each + "=ALL-UNNAMED");
                }
            }
            if (manifest.getValue("Enable-Native-Access") != null) {
                command.add("--enable-native-access=ALL-UNNAMED");
            }
            command.addAll(List.of("-cp", jar + File.pathSeparator + tether, Tether.class.getName(),
                manifest.getValue(Attributes.Name.MAIN_CLASS)));
        }
        return command;
    }
}

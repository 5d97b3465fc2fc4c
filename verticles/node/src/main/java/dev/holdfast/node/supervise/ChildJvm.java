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
 * that may, and cuts the next start to about a third.
 */
public final class ChildJvm {
    /** From this release on the JVM warns about libraries that use sun.misc.Unsafe; ours cannot help it. */
    private static final int WARNS_OF_UNSAFE = 23;
    /** Before it the pauseless collector treats young and old objects alike unless it is told not to. */
    private static final int GENERATIONS_BY_DEFAULT = 23;

    /** A JVM that ran out of memory once is good for nothing: it ends, and its supervisor starts another. */
    public static final List<String> EXIT_WHEN_OUT_OF_MEMORY = List.of("-XX:+ExitOnOutOfMemoryError");

    /** What the process has to do with the archive of its jar's classes. */
    public enum Archive {
        /** It is read, and made at the process's end if there is none: for what is not waited for then. */
        MADE,
        /** It is only read: making it takes seconds, and on a busy machine most of a minute. */
        READ
    }

    private ChildJvm() {
    }

    /**
     * The words of the command.
     *
     * @param flags for the JVM; if they name no collector it is the serial one, which suits small programs
     */
    public static List<String> command(Archive archive, Path jar, Path tether, List<String> flags)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (!nameACollector(flags)) {
            command.add("-XX:+UseSerialGC");
        }
        command.addAll(List.of("-Xlog:disable", "-Xlog:all=error:stderr", "-Xlog:cds*=off:stderr"));
        if (archive == Archive.MADE && Files.isWritable(jar.getParent())) {
            command.add("-XX:+AutoCreateSharedArchive");
            command.add("-XX:SharedArchiveFile=" + archive(jar));
        } else if (hasArchive(jar)) {
            command.add("-XX:SharedArchiveFile=" + archive(jar));
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

    /** For what trades: pauses far below a millisecond, for more memory and processor. */
    public static List<String> pauseless() {
        return Runtime.version().feature() < GENERATIONS_BY_DEFAULT
            ? List.of("-XX:+UseZGC", "-XX:+ZGenerational") : List.of("-XX:+UseZGC");
    }

    /** True if one of the flags chooses a collector; the JVM refuses two of them. */
    public static boolean nameACollector(List<String> flags) {
        return flags.stream().anyMatch(flag -> flag.matches("-XX:\\+Use\\w+GC"));
    }

    /** True if the JVM can read an archive of this very jar. */
    public static boolean hasArchive(Path jar) throws IOException {
        Path archive = beside(jar);
        return Files.exists(archive)
            && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) >= 0;
    }

    /** The JVM does not use the archive of a jar that was rebuilt, and does not make it anew either. */
    private static Path archive(Path jar) throws IOException {
        if (!hasArchive(jar)) {
            Files.deleteIfExists(beside(jar));
        }
        return beside(jar);
    }

    private static Path beside(Path jar) {
        return Path.of(jar.toString().replaceAll("\\.jar$", ".jsa"));
    }
}

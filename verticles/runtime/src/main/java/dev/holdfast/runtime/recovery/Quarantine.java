package dev.holdfast.runtime.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Where local state goes that cannot be trusted any more: {@code quarantine/<time>/} under the node's data
 * folder. It is moved, never deleted: a person may want to look, and only a person removes it.
 */
public final class Quarantine {
    /** The folder's name under the node's data folder. */
    public static final String FOLDER = "quarantine";
    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String WHY = "WHY.txt";

    private Quarantine() {
    }

    /**
     * Moves files or folders aside under their names, with a note that says why. What does not exist is left
     * out. A move within one file system is a rename: it needs no space and cannot half happen.
     *
     * @param dataDir the node's data folder
     * @return the folder that they are in now
     */
    public static Path moveAside(Path dataDir, List<Path> state, Instant now, String why)
            throws IOException {
        Path folder = dataDir.resolve(FOLDER).resolve(TIME.format(now));
        for (int more = 2; Files.exists(folder); more++) {
            folder = folder.resolveSibling(TIME.format(now) + "-" + more);
        }
        Files.createDirectories(folder);
        List<String> lines = new ArrayList<>(List.of(why));
        for (Path each : state) {
            if (Files.exists(each)) {
                Files.move(each, folder.resolve(each.getFileName()));
                lines.add("was " + each.toAbsolutePath());
            }
        }
        Files.write(folder.resolve(WHY), lines);
        return folder;
    }
}

package dev.holdfast.node.demo;

import dev.holdfast.node.cli.ExitCode;
import dev.holdfast.node.cli.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder of one demo or drill: its own from the beginning, and gone after a run that went well. */
public final class RunFolder {
    private RunFolder() {
    }

    /** Nothing that is there already may be mistaken for this run's, or be deleted with it. */
    public static void refuseUsed(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new Refused(ExitCode.TAKEN, "the folder " + folder
                        + " is not empty (--dir). Fix: remove it, or choose another");
                }
            }
        }
    }

    /** Deletes it with all that is in it. */
    public static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

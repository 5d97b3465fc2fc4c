package dev.holdfast.runtime.checkpoint;

import dev.holdfast.resilience.checkpoint.CheckpointName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Checkpoints in a folder of this machine. A file is written under another name, forced to the disk and then
 * renamed: a crash at any point leaves the whole checkpoint or none.
 */
public final class FolderStore implements CheckpointStore {
    private static final String PART = ".part";
    private static final String QUARANTINE = "quarantine";
    /** What a crash left behind; no checkpoint takes so long to write. */
    private static final Duration LEFT_BEHIND = Duration.ofHours(1);

    private final Path folder;

    public FolderStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "folder " + folder;
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public SortedMap<CheckpointName, Long> list() throws IOException {
        SortedMap<CheckpointName, Long> kept = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + CheckpointFile.ENDING)) {
            for (Path file : files) {
                CheckpointName name = CheckpointFile.name(file.getFileName().toString());
                if (name != null) {
                    kept.put(name, Files.size(file));
                }
            }
            return kept;
        } catch (NoSuchFileException e) {
            return kept;
        }
    }

    @Override
    public void write(CheckpointName name, Path file) throws IOException {
        Files.createDirectories(folder);
        removeLeftBehind();
        Path part = folder.resolve(name.text() + "." + UUID.randomUUID() + PART);
        try {
            Files.copy(file, part);
            force(part, StandardOpenOption.WRITE);
            Files.move(part, file(name), StandardCopyOption.ATOMIC_MOVE);
            force(folder, StandardOpenOption.READ);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    @Override
    public Path read(CheckpointName name, Path scratch) throws IOException {
        Path file = file(name);
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return file;
    }

    @Override
    public void quarantine(CheckpointName name) throws IOException {
        Path aside = Files.createDirectories(folder.resolve(QUARANTINE));
        Path free = aside.resolve(name.text() + CheckpointFile.ENDING);
        for (int number = 2; Files.exists(free); number++) {
            free = aside.resolve(name.text() + CheckpointFile.ENDING + "." + number);
        }
        Files.move(file(name), free);
        force(folder, StandardOpenOption.READ);
    }

    @Override
    public void remove(CheckpointName name) throws IOException {
        Files.deleteIfExists(file(name));
    }

    private Path file(CheckpointName name) {
        return folder.resolve(name.text() + CheckpointFile.ENDING);
    }

    private void removeLeftBehind() throws IOException {
        Instant limit = Instant.now().minus(LEFT_BEHIND);
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*" + PART)) {
            for (Path part : parts) {
                if (Files.getLastModifiedTime(part).toInstant().isBefore(limit)) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    /** A rename is on the disk only once its folder is. */
    private static void force(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }
}

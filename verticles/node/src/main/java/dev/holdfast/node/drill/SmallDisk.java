package dev.holdfast.node.drill;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A node's data folder as a small disk of its own, in memory, that can be filled up. Only inside a mount
 * namespace of the drill's own: the kernel unmounts it with the last process in there.
 */
final class SmallDisk implements AutoCloseable {
    /** More than a node writes in three hours of a drill: 10 MB a minute, most of it its database. */
    private static final int MEGABYTES = 2_048;
    private static final long PAGE_BYTES = 4_096;
    private static final int ATTEMPTS = 20;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts it over a folder that nobody uses yet. */
    static SmallDisk over(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Commands.run(List.of("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs",
            folder.toString()));
        return new SmallDisk(folder);
    }

    /** Leaves no byte to anybody, at once: to write that much takes a busy machine longer than the fault. */
    void fill() throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            FileStore store = Files.getFileStore(folder);
            try {
                resize(Math.max(PAGE_BYTES, store.getTotalSpace() - store.getUsableSpace()));
                return;
            } catch (IOException e) {
                // Somebody wrote meanwhile: a disk cannot be smaller than what is on it.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    void free() throws IOException, InterruptedException {
        resize((long) MEGABYTES << 20);
    }

    private void resize(long bytes) throws IOException, InterruptedException {
        Commands.run(List.of("mount", "-o", "remount,size=" + bytes, folder.toString()));
    }

    /** Unmounts it; the logs of what ran there are left beside it. */
    @Override
    public void close() throws IOException {
        if (Files.isDirectory(folder.resolve("log"))) {
            keepLogs();
        }
        try {
            Commands.run(List.of("umount", folder.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepLogs() throws IOException {
        Path logs = Files.createDirectories(folder.resolveSibling(folder.getFileName() + "-log"));
        try (Stream<Path> files = Files.walk(folder.resolve("log"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, logs.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}

package dev.holdfast.node.drill;

import java.io.IOException;
import java.io.OutputStream;
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
    private static final int CHUNK_BYTES = 1 << 16;

    private final Path folder;
    private final Path ballast;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.ballast = folder.resolve("ballast");
    }

    /** Mounts it over a folder that nobody uses yet. */
    static SmallDisk over(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Commands.run(List.of("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs",
            folder.toString()));
        return new SmallDisk(folder);
    }

    /** Leaves no byte to anybody else. */
    void fill() throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (long written = 0; written < (long) MEGABYTES << 20; written += chunk.length) {
                out.write(chunk);
            }
        } catch (IOException e) {
            if (Files.getFileStore(ballast).getUsableSpace() >= chunk.length) {
                throw e;
            }
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(ballast);
    }

    /** Unmounts it; the logs of what ran there are left beside it. */
    @Override
    public void close() throws IOException {
        free();
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

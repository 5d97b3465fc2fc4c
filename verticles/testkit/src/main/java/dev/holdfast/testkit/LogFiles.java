package dev.holdfast.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A stopped broker's files of a partition, as Kafka keeps them. */
final class LogFiles {
    /** Offset of the batch, and the length of what follows these twelve bytes. */
    private static final int BATCH_HEADER = 12;

    private LogFiles() {
    }

    /** Leaves the first batches of the partition's only segment, and removes what was derived from it. */
    static void cut(Path dataDir, String partition, int keepBatches) {
        try (Stream<Path> found = Files.walk(dataDir)) {
            Path folder = found.filter(path -> path.getFileName().toString().equals(partition)).findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + partition + " in " + dataDir));
            List<Path> files;
            try (Stream<Path> inside = Files.list(folder)) {
                files = inside.toList();
            }
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.endsWith(".log")) {
                    cut(file, keepBatches);
                } else if (name.endsWith("index") || name.endsWith(".snapshot")) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void cut(Path log, int keepBatches) throws IOException {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long at = 0;
            for (int batch = 0; batch < keepBatches; batch++) {
                ByteBuffer header = ByteBuffer.allocate(BATCH_HEADER);
                if (channel.read(header, at) < BATCH_HEADER) {
                    throw new IllegalStateException(log + " has no more than " + batch + " batches");
                }
                at += BATCH_HEADER + header.getInt(Long.BYTES);
            }
            channel.truncate(at);
        }
    }
}

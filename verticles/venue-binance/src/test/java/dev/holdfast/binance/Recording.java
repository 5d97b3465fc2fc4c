package dev.holdfast.binance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Raw frames as somebody received them, {@code <receive ns> <frame>} a line, outside of this project's tree.
 * Tests use them where they are present and generated data where not.
 */
public final class Recording {
    private static final String FOLDER = "shared/data";
    private static final long NANOS = 1_000_000_000L;

    private Recording() {
    }

    /**
     * One line.
     *
     * @param text a combined frame, or a bare REST snapshot
     */
    public record Line(Instant received, String text) {
        /** True for the REST answer among the frames. */
        public boolean isSnapshot() {
            return text.startsWith("{\"lastUpdateId\"");
        }
    }

    /** The file of that name below the data folder, wherever above us that is. */
    public static Optional<Path> find(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolve(FOLDER).resolve(name);
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        System.out.println("skipped: no recorded data " + name);
        return Optional.empty();
    }

    public static List<Line> lines(Path file) {
        return text(file).lines().map(Recording::line).toList();
    }

    public static String text(Path file) {
        try (var reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            var text = new StringBuilder();
            var buffer = new char[1 << 16];
            for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
                text.append(buffer, 0, n);
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(String line) {
        int space = line.indexOf(' ');
        long nanos = Long.parseLong(line.substring(0, space));
        return new Line(Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS), line.substring(space + 1));
    }
}

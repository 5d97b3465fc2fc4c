package dev.holdfast.runtime.checkpoint;

import dev.holdfast.resilience.checkpoint.CheckpointManifest;
import dev.holdfast.resilience.checkpoint.CheckpointManifest.Part;
import dev.holdfast.resilience.checkpoint.CheckpointName;
import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.checkpoint.ShardSnapshot;
import dev.holdfast.wire.journal.LogIdentity;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the file of a checkpoint from what was captured. A part whose capture failed is taken over from the
 * checkpoint before, and marked so (requirement A3.5): an old part is behind, never wrong, as each part
 * carries the offset it stands at.
 */
public final class CheckpointWriter {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointWriter.class);

    private final Taker taker;
    private final Path previous;
    private final List<Part> parts = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    /**
     * A writer of one file.
     *
     * @param previous file of the newest verified checkpoint; null if there is none
     */
    CheckpointWriter(Taker taker, Path previous) {
        this.taker = taker;
        this.previous = previous;
    }

    /** Writes the file and answers with what it holds. Hashes and serialises: not for an event loop. */
    CheckpointManifest write(Path file, CheckpointName name, List<Capture> captures) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
             ZipOutputStream zip = new ZipOutputStream(out)) {
            // The disk and the wire are slower than this, and a part is written while trading goes on.
            zip.setLevel(Deflater.BEST_SPEED);
            for (Capture capture : captures) {
                add(zip, capture);
            }
            CheckpointManifest manifest = new CheckpointManifest(name.text(), name.at(), taker.node(),
                taker.log().topicId(), taker.log().partitions(), DeskState.FOLD_VERSION, parts, missing);
            byte[] bytes = Json.bytes(manifest);
            put(zip, CheckpointFile.MANIFEST, bytes);
            put(zip, CheckpointFile.MANIFEST_HASH, Hashes.sha256(bytes).getBytes(StandardCharsets.US_ASCII));
            return manifest;
        }
    }

    /** Who takes it, of which log. */
    public record Taker(String node, LogIdentity log) {
    }

    private void add(ZipOutputStream zip, Capture capture) throws IOException {
        String failure = capture.failure();
        if (failure == null) {
            try {
                byte[] bytes = Json.bytes(capture.body());
                parts.add(part(capture, bytes));
                put(zip, capture.part() + CheckpointFile.JSON, bytes);
                return;
            } catch (IllegalArgumentException e) {
                failure = e.getMessage();
            }
        }
        takeOver(zip, capture, failure);
    }

    /** Null if there is none of this log and fold: of another log the offsets mean nothing. */
    private Part before(String part) throws IOException {
        CheckpointManifest old = previous == null ? null : CheckpointFile.manifest(previous);
        boolean fits = old != null && old.topicId().equals(taker.log().topicId())
            && old.foldVersion() == DeskState.FOLD_VERSION;
        return fits ? old.part(part) : null;
    }

    private static Part part(Capture capture, byte[] bytes) {
        ShardSnapshot shard = capture.shard();
        return new Part(capture.part(), shard == null ? null : shard.shard(),
            shard == null ? null : shard.nextOffset(), shard == null ? null : shard.desk().hash(),
            bytes.length, Hashes.sha256(bytes), capture.asOf(), capture.at(), null);
    }

    private void takeOver(ZipOutputStream zip, Capture capture, String failure) throws IOException {
        Part old = before(capture.part());
        if (old != null) {
            LOG.warn("{} could not be captured and is taken over as of {}: {}", capture.part(),
                old.capturedAt(), failure);
            parts.add(old.takenOver(failure));
            put(zip, capture.part() + CheckpointFile.JSON, CheckpointFile.part(previous, capture.part()));
        } else if (capture.required()) {
            throw new IOException(capture.part() + " could not be captured, nor was it ever before: "
                + failure);
        } else {
            missing.add(capture.part() + ": " + failure);
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        // Equal contents make equal files, whenever they are written.
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}

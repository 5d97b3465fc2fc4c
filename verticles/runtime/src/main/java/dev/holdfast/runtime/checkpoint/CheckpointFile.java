package dev.holdfast.runtime.checkpoint;

import dev.holdfast.resilience.checkpoint.CheckpointManifest;
import dev.holdfast.resilience.checkpoint.CheckpointManifest.Part;
import dev.holdfast.resilience.checkpoint.CheckpointName;
import dev.holdfast.resilience.checkpoint.VerificationRule;
import dev.holdfast.resilience.checkpoint.VerificationRule.Found;
import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.MalformedMessage;
import dev.holdfast.wire.checkpoint.ShardSnapshot;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A checkpoint as one file: a zip of its parts as JSON, its manifest, and the manifest's own hash. One file,
 * because then it is renamed, uploaded, moved aside and removed as one.
 */
public final class CheckpointFile {
    /** How such a file's name ends. */
    public static final String ENDING = ".zip";
    static final String JSON = ".json";
    static final String MANIFEST = "manifest" + JSON;
    static final String MANIFEST_HASH = "manifest.sha256";

    private CheckpointFile() {
    }

    /**
     * What a file turned out to hold.
     *
     * @param manifest null if it cannot be read
     * @param shards   by number; only those that are as they were written
     * @param others   JSON of the other services' parts, by name
     * @param problems why it must not be used; empty if it is verified
     * @param corrupt  it is not as it was written
     */
    public record Contents(CheckpointManifest manifest, Map<Integer, ShardSnapshot> shards,
                           Map<String, byte[]> others, List<String> problems, boolean corrupt) {
        /** One that cannot be used, and of which nothing else is known. */
        static Contents unusable(CheckpointManifest manifest, String why, boolean corrupt) {
            return new Contents(manifest, Map.of(), Map.of(), List.of(why), corrupt);
        }

        public boolean isVerified() {
            return problems.isEmpty();
        }
    }

    /** The name of a checkpoint's file; null if the file bears none. */
    public static CheckpointName name(String fileName) {
        return fileName.endsWith(ENDING)
            ? CheckpointName.of(fileName.substring(0, fileName.length() - ENDING.length())) : null;
    }

    /**
     * Reads all of it again and restores every shard into a fresh fold, whose hash must be that of the
     * capture. Only an unreadable disk throws: a file that is not a checkpoint has problems.
     */
    public static Contents verify(CheckpointName name, Path file, Map<InstrumentId, Instrument> instruments)
            throws IOException {
        return verify(name, file, instruments, true);
    }

    /**
     * The same, and what it holds is let go of once it was looked at: a whole state in memory once more is
     * more than a busy node has room for.
     */
    static Contents check(CheckpointName name, Path file, Map<InstrumentId, Instrument> instruments)
            throws IOException {
        return verify(name, file, instruments, false);
    }

    private static Contents verify(CheckpointName name, Path file, Map<InstrumentId, Instrument> instruments,
                                   boolean keep) throws IOException {
        Map<Integer, ShardSnapshot> shards = new TreeMap<>();
        Map<String, byte[]> others = new HashMap<>();
        CheckpointManifest manifest = null;
        List<String> problems = new ArrayList<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            manifest = manifest(zip);
            if (manifest.foldVersion() != DeskState.FOLD_VERSION) {
                return Contents.unusable(manifest, "it was folded by version " + manifest.foldVersion()
                    + " of the core, this one is " + DeskState.FOLD_VERSION, false);
            }
            Map<String, Found> found = new HashMap<>();
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                String entry = entries.nextElement().getName();
                if (entry.endsWith(JSON) && !entry.equals(MANIFEST)) {
                    String part = entry.substring(0, entry.length() - JSON.length());
                    found.put(part,
                        found(manifest.part(part), bytes(zip, entry), instruments, shards, others));
                    if (!keep) {
                        shards.clear();
                        others.clear();
                    }
                }
            }
            problems.addAll(VerificationRule.problems(name, manifest, found));
        } catch (ZipException | EOFException | MalformedMessage e) {
            problems.add("it cannot be read: " + e);
        } catch (RuntimeException e) {
            problems.add("it cannot be restored: " + e);
        }
        return new Contents(manifest, shards, others, problems, !problems.isEmpty());
    }

    /** The manifest alone; for a list. */
    public static CheckpointManifest manifest(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return manifest(zip);
        } catch (MalformedMessage e) {
            throw new ZipException(e.getMessage());
        }
    }

    /** One part's bytes, as they are. */
    static byte[] part(Path file, String part) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return bytes(zip, part + JSON);
        }
    }

    private static Found found(Part said, byte[] bytes, Map<InstrumentId, Instrument> instruments,
                               Map<Integer, ShardSnapshot> shards, Map<String, byte[]> others) {
        String hash = null;
        String sha256 = Hashes.sha256(bytes);
        if (said != null && said.shard() == null) {
            others.put(said.part(), bytes);
        } else if (said != null && said.sha256().equals(sha256)) {
            ShardSnapshot snapshot = Json.read(bytes, ShardSnapshot.class);
            hash = DeskState.restore(instruments, snapshot.desk()).stateHash();
            if (hash.equals(said.stateHash())) {
                shards.put(snapshot.shard(), snapshot);
            }
        }
        return new Found(bytes.length, sha256, hash);
    }

    private static CheckpointManifest manifest(ZipFile zip) throws IOException {
        byte[] manifest = bytes(zip, MANIFEST);
        String hash = new String(bytes(zip, MANIFEST_HASH), StandardCharsets.US_ASCII);
        if (!hash.equals(Hashes.sha256(manifest))) {
            throw new ZipException("its manifest has other bytes than were written");
        }
        return Json.read(manifest, CheckpointManifest.class);
    }

    private static byte[] bytes(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new ZipException(name + " is missing");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        } catch (EOFException e) {
            throw new ZipException(name + " ends too early");
        }
    }
}

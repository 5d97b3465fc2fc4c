package dev.holdfast.runtime.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.resilience.checkpoint.CheckpointName;
import dev.holdfast.resilience.checkpoint.RetentionRule;
import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.wire.checkpoint.ShardSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    private static final RetentionRule KEEP_ALL = new RetentionRule(100, 0, 0);
    private static final CheckpointWriter.Taker TAKER = new CheckpointWriter.Taker("node-1", Snapshots.LOG);
    private static final ShardSnapshot SHARD = Snapshots.after(25);

    @TempDir
    private Path folder;
    private Path near;
    private Path far;
    private Checkpoints checkpoints;

    @BeforeEach
    void open() {
        near = folder.resolve("near");
        far = folder.resolve("far");
        checkpoints = checkpoints(KEEP_ALL, new FolderStore(near), new FolderStore(far));
    }

    @Test
    void bringsBackWhatWasCaptured() throws IOException {
        Checkpoints.Taken taken = take(0, Capture.of(SHARD, Snapshots.NOW));
        assertThat(taken.problems()).isEmpty();
        assertThat(taken.stores()).hasSize(2);
        Checkpoints.Found found = checkpoints.newest();
        ShardSnapshot back = found.contents().shards().get(SHARD.shard());
        assertThat(back).isEqualTo(SHARD);
        assertThat(DeskState.restore(Snapshots.INSTRUMENTS, back.desk()).stateHash())
            .isEqualTo(SHARD.desk().hash());
        assertThat(found.contents().manifest()).isEqualTo(taken.manifest());
    }

    @Test
    void takesTheNextOlderAndMovesACorruptOneAside() throws IOException {
        take(0, Capture.of(Snapshots.after(1), Snapshots.NOW));
        take(1, Capture.of(SHARD, Snapshots.NOW));
        corrupt(near, 1);
        corrupt(far, 1);
        assertThat(checkpoints.newest().name()).isEqualTo(name(0));
        assertThat(near.resolve("quarantine").resolve(name(1).text() + ".zip")).exists();
        assertThat(near.resolve(name(1).text() + ".zip")).doesNotExist();
    }

    @Test
    void leavesACorruptOneWhereItIsForWhoOnlyLooks() throws IOException {
        take(0, Capture.of(SHARD, Snapshots.NOW));
        take(1, Capture.of(SHARD, Snapshots.NOW));
        corrupt(near, 1);
        corrupt(far, 1);
        assertThat(checkpoints.peek().name()).isEqualTo(name(0));
        assertThat(checkpoints.newestBefore(name(5).at()).name()).isEqualTo(name(0));
        assertThat(near.resolve(name(1).text() + ".zip")).exists();
        assertThat(checkpoints.movedAside()).isEmpty();
        checkpoints.newest();
        assertThat(checkpoints.movedAside()).hasSize(2).allMatch(said -> said.contains(name(1).text()));
        assertThat(checkpoints.movedAside()).isEmpty();
    }

    @Test
    void readsFromTheNextStoreWhatIsCorruptInTheFirst() throws IOException {
        take(0, Capture.of(SHARD, Snapshots.NOW));
        corrupt(near, 0);
        Checkpoints.Found found = checkpoints.newest();
        assertThat(found.store().name()).contains("far");
        assertThat(found.contents().shards().get(SHARD.shard())).isEqualTo(SHARD);
    }

    @Test
    void findsItselfWithoutAnyWhenNothingIsWhole() throws IOException {
        assertThat(checkpoints.newest()).isNull();
        take(0, Capture.of(SHARD, Snapshots.NOW));
        corrupt(near, 0);
        Files.write(far.resolve(name(0).text() + ".zip"), new byte[0]);
        assertThat(checkpoints.newest()).isNull();
    }

    @Test
    void neverTakesAnotherStateForTheCaptured() throws IOException {
        take(0, Capture.of(SHARD, Snapshots.NOW));
        Path file = near.resolve(name(0).text() + ".zip");
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(7);
        int found = 0;
        for (int round = 0; round < 400; round++) {
            byte[] flipped = whole.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, flipped);
            CheckpointFile.Contents contents = CheckpointFile.verify(name(0), file, Snapshots.INSTRUMENTS);
            if (contents.isVerified()) {
                assertThat(contents.shards()).hasSize(1).containsValue(SHARD);
            } else {
                found++;
            }
        }
        assertThat(found).isGreaterThan(300);
    }

    @Test
    void refusesAFileThatEndsTooEarlyWhereverThatIs() throws IOException {
        take(0, Capture.of(SHARD, Snapshots.NOW));
        Path file = near.resolve(name(0).text() + ".zip");
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 97) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(CheckpointFile.verify(name(0), file, Snapshots.INSTRUMENTS).isVerified()).isFalse();
        }
    }

    @Test
    void leavesOneOfAnotherFoldVersionWhereItIsAndTakesNoneOfIt() throws IOException {
        take(0, Capture.of(SHARD, Snapshots.NOW));
        Path file = near.resolve(name(0).text() + ".zip");
        rewriteManifest(file, "\"foldVersion\":" + DeskState.FOLD_VERSION, "\"foldVersion\":0");
        Files.delete(far.resolve(name(0).text() + ".zip"));
        assertThat(checkpoints.newest()).isNull();
        assertThat(file).exists();
        assertThat(checkpoints.each(name(0)).getFirst().contents().problems()).singleElement().asString()
            .contains("version 0");
    }

    @Test
    void refusesAFileUnderTheNameOfAnother() throws IOException {
        take(0, Capture.of(SHARD, Snapshots.NOW));
        Files.move(near.resolve(name(0).text() + ".zip"), near.resolve(name(1).text() + ".zip"));
        assertThat(checkpoints.each(name(1)).getFirst().contents().problems())
            .containsExactly("it says that it is " + name(0));
    }

    @Test
    void takesAFailedPartOverFromTheOneBeforeAndMarksIt() throws IOException {
        take(0, Capture.of(SHARD, Snapshots.NOW),
            Capture.of("risk", List.of(1), Snapshots.NOW, Snapshots.NOW));
        Capture failed = Capture.failed(ShardSnapshot.part(SHARD.shard()), true, name(1).at(), "it broke");
        take(1, failed);
        Checkpoints.Taken third = take(2, failed, Capture.failed("risk", false, name(2).at(), "no answer"));
        assertThat(third.isVerified()).isTrue();
        assertThat(third.manifest().part(ShardSnapshot.part(SHARD.shard()))).satisfies(part -> {
            assertThat(part.cached()).isEqualTo("it broke");
            assertThat(part.capturedAt()).isEqualTo(Snapshots.NOW);
        });
        assertThat(third.manifest().missing()).containsExactly("risk: no answer");
        assertThat(checkpoints.newest().contents().shards().get(SHARD.shard())).isEqualTo(SHARD);
    }

    @Test
    void isNotTakenWhenAShardCouldNeverBeCaptured() {
        assertThatThrownBy(() -> take(0, Capture.failed("execution-00", true, Snapshots.NOW, "it broke")))
            .isInstanceOf(IOException.class).hasMessageContaining("it broke");
        assertThat(checkpoints.newest()).isNull();
    }

    @Test
    void isVerifiedIfOneStoreHasItAndSaysWhichHaveNot() throws IOException {
        Files.writeString(folder.resolve("file"), "no folder");
        checkpoints = checkpoints(KEEP_ALL, new FolderStore(folder.resolve("file")), new FolderStore(far));
        Checkpoints.Taken taken = take(0, Capture.of(SHARD, Snapshots.NOW));
        assertThat(taken.isVerified()).isTrue();
        assertThat(taken.stores()).singleElement().asString().contains("far");
        assertThat(taken.problems()).singleElement().asString().contains("file");
    }

    @Test
    void leavesNothingUnderTheNameWhenTheDiskFails() throws IOException {
        Files.createDirectories(near);
        assertThatThrownBy(() -> new FolderStore(near).write(name(0), folder.resolve("absent")))
            .isInstanceOf(IOException.class);
        assertThat(near).isEmptyDirectory();
    }

    @Test
    void writesToSharedStoresOnlyForWhoeverMay() throws IOException {
        checkpoints = checkpoints(KEEP_ALL, new FolderStore(near), new Shared(new FolderStore(far)));
        checkpoints.take(name(0), TAKER, List.of(Capture.of(SHARD, Snapshots.NOW)), false);
        assertThat(far).doesNotExist();
        checkpoints.take(name(1), TAKER, List.of(Capture.of(SHARD, Snapshots.NOW)), true);
        assertThat(far.resolve(name(1).text() + ".zip")).exists();
    }

    @Test
    void removesOldOnesByRuleOnceANewOneIsVerified() throws IOException {
        checkpoints = checkpoints(new RetentionRule(2, 0, 0), new FolderStore(near));
        for (int minute = 0; minute < 4; minute++) {
            take(minute, Capture.of(SHARD, Snapshots.NOW));
        }
        assertThat(new FolderStore(near).list().keySet()).containsExactly(name(2), name(3));
    }

    @Test
    void findsTheNearestBeforeATime() throws IOException {
        take(0, Capture.of(SHARD, Snapshots.NOW));
        take(5, Capture.of(SHARD, Snapshots.NOW));
        assertThat(checkpoints.newestBefore(name(5).at()).name()).isEqualTo(name(5));
        assertThat(checkpoints.newestBefore(name(5).at().minusMillis(1)).name()).isEqualTo(name(0));
        assertThat(checkpoints.newestBefore(name(0).at().minusMillis(1))).isNull();
    }

    private Checkpoints.Taken take(int minute, Capture... captures) throws IOException {
        return checkpoints.take(name(minute), TAKER, List.of(captures), true);
    }

    private static Checkpoints checkpoints(RetentionRule keep, CheckpointStore... stores) {
        return new Checkpoints(List.of(stores), Snapshots.INSTRUMENTS, keep);
    }

    private static CheckpointName name(int minute) {
        return new CheckpointName(Snapshots.NOW.plusSeconds(60L * minute));
    }

    private static void rewriteManifest(Path file, String from, String to) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (var all = zip.entries(); all.hasMoreElements();) {
                ZipEntry entry = all.nextElement();
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        byte[] manifest = new String(entries.get(CheckpointFile.MANIFEST), StandardCharsets.UTF_8)
            .replace(from, to).getBytes(StandardCharsets.UTF_8);
        assertThat(manifest).isNotEqualTo(entries.put(CheckpointFile.MANIFEST, manifest));
        entries.put(CheckpointFile.MANIFEST_HASH,
            Hashes.sha256(manifest).getBytes(StandardCharsets.US_ASCII));
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
    }

    private static void corrupt(Path store, int minute) throws IOException {
        Path file = store.resolve(name(minute).text() + ".zip");
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 100; at < 140; at++) {
            bytes[at] ^= 0x55;
        }
        Files.write(file, bytes);
    }

    private record Shared(CheckpointStore store) implements CheckpointStore {
        @Override
        public String name() {
            return "shared " + store.name();
        }

        @Override
        public boolean isShared() {
            return true;
        }

        @Override
        public SortedMap<CheckpointName, Long> list() throws IOException {
            return store.list();
        }

        @Override
        public void write(CheckpointName name, Path file) throws IOException {
            store.write(name, file);
        }

        @Override
        public Path read(CheckpointName name, Path scratch) throws IOException {
            return store.read(name, scratch);
        }

        @Override
        public void quarantine(CheckpointName name) throws IOException {
            store.quarantine(name);
        }

        @Override
        public void remove(CheckpointName name) throws IOException {
            store.remove(name);
        }
    }
}

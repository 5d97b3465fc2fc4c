package dev.holdfast.checkpoint.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.resilience.checkpoint.CheckpointName;
import dev.holdfast.runtime.checkpoint.CheckpointStore;
import dev.holdfast.runtime.config.CheckpointConfig;
import dev.holdfast.testkit.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3StoreIT {
    private static final CheckpointName FIRST = name("2024-08-08T10:00:00Z");
    private static final CheckpointName SECOND = name("2024-08-08T10:05:00Z");

    @TempDir
    private Path folder;
    private S3Server server;
    private CheckpointStore store;

    @BeforeEach
    void start() {
        server = new S3Server(folder.resolve("s3"));
        store = store(S3Server.SECRET);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void bringsBackEveryByteOfALargeFile() throws IOException {
        byte[] bytes = new byte[9_000_001];
        new Random(1).nextBytes(bytes);
        Path file = Files.write(folder.resolve("file"), bytes);
        store.write(FIRST, file);
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        assertThat(store.read(FIRST, scratch)).hasBinaryContent(bytes);
        assertThat(store.list()).containsOnlyKeys(FIRST).containsValue((long) bytes.length);
    }

    @Test
    void listsTheOldestFirstAndNothingElse() throws IOException {
        write(SECOND);
        write(FIRST);
        Files.createDirectories(server.bucket().resolve("holdfast/test"));
        Files.writeString(server.bucket().resolve("holdfast/test/notes.txt"), "not a checkpoint");
        assertThat(store.list().keySet()).containsExactly(FIRST, SECOND);
    }

    @Test
    void movesAsideWhatIsNotToBeTakenForACheckpoint() throws IOException {
        write(FIRST);
        store.quarantine(FIRST);
        assertThat(store.list()).isEmpty();
        assertThat(server.bucket().resolve("holdfast/test/quarantine/" + FIRST.text() + ".zip")).exists();
    }

    @Test
    void removes() throws IOException {
        write(FIRST);
        store.remove(FIRST);
        assertThat(store.list()).isEmpty();
        assertThatThrownBy(() -> store.read(FIRST, folder)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void saysThatItMayNotWithAWrongSecret() {
        assertThatThrownBy(() -> store("wrong").list()).isInstanceOf(IOException.class);
    }

    @Test
    void saysThatNobodyAnswersOnceTheServerIsGone() {
        server.close();
        long begun = System.nanoTime();
        assertThatThrownBy(() -> store.list()).isInstanceOf(IOException.class);
        assertThat(System.nanoTime() - begun).isLessThan(20_000_000_000L);
    }

    private CheckpointStore store(String secret) {
        return new S3StoreMaker().open(new CheckpointConfig.S3(S3Server.BUCKET, "holdfast/test",
            server.endpoint(), "us-east-1", S3Server.ACCESS_KEY, secret));
    }

    private void write(CheckpointName name) throws IOException {
        store.write(name, Files.writeString(folder.resolve("file"), name.text()));
    }

    private static CheckpointName name(String at) {
        return new CheckpointName(Instant.parse(at));
    }
}

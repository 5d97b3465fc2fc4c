package dev.holdfast.runtime.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.checkpoint.CheckpointName;
import dev.holdfast.resilience.checkpoint.RetentionRule;
import dev.holdfast.runtime.checkpoint.CheckpointFile.Contents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedVerificationTest {
    private static final CheckpointName NAME = new CheckpointName(Snapshots.NOW);
    private final SharedVerification shared = new SharedVerification();

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void takeOne() throws IOException {
        new Checkpoints(List.of(new FolderStore(folder)), Snapshots.INSTRUMENTS, new RetentionRule(9, 0, 0))
            .take(NAME, new CheckpointWriter.Taker("node-1", Snapshots.LOG),
                List.of(Capture.of(Snapshots.after(25), Snapshots.NOW)), true);
        file = folder.resolve(NAME.text() + CheckpointFile.ENDING);
    }

    @Test
    void readsOnceWhatSeveralBeginFrom() throws IOException {
        Contents first = shared.verify(NAME, file, Snapshots.INSTRUMENTS);
        assertThat(first.isVerified()).isTrue();
        assertThat(shared.verify(NAME, file, Snapshots.INSTRUMENTS)).isSameAs(first);
    }

    @Test
    void doesNotAnswerForBytesThatAreNoMoreThere() throws IOException {
        shared.verify(NAME, file, Snapshots.INSTRUMENTS);
        byte[] bytes = Files.readAllBytes(file);
        bytes[100] ^= 0x55;
        Files.write(file, bytes);
        assertThat(shared.verify(NAME, file, Snapshots.INSTRUMENTS).isVerified()).isFalse();
    }

    @Test
    void doesNotAnswerForAnotherName() throws IOException {
        shared.verify(NAME, file, Snapshots.INSTRUMENTS);
        CheckpointName later = new CheckpointName(Snapshots.NOW.plusSeconds(60));
        assertThat(shared.verify(later, file, Snapshots.INSTRUMENTS).isVerified()).isFalse();
    }
}

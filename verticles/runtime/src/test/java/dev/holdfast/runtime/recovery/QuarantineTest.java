package dev.holdfast.runtime.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00.123Z");

    @TempDir
    private Path data;

    @Test
    void movesFilesAndFoldersAsideWithANoteAndLosesNothing() throws IOException {
        Path file = Files.writeString(data.resolve("holdfast.mv.db"), "broken");
        Path folder = Files.createDirectories(data.resolve("checkpoints"));
        Files.writeString(folder.resolve("one"), "also broken");

        Path aside = Quarantine.moveAside(data, List.of(file, folder, data.resolve("absent")), NOW,
            "cannot be read");

        assertThat(aside).isEqualTo(data.resolve("quarantine/20260105T100000.123Z"));
        assertThat(file).doesNotExist();
        assertThat(folder).doesNotExist();
        assertThat(aside.resolve("holdfast.mv.db")).hasContent("broken");
        assertThat(aside.resolve("checkpoints/one")).hasContent("also broken");
        assertThat(Files.readString(aside.resolve("WHY.txt")))
            .startsWith("cannot be read").contains("was " + file).doesNotContain("absent");
    }

    @Test
    void keepsTwoOfTheSameMomentApart() throws IOException {
        Path file = data.resolve("state");
        Files.writeString(file, "first");
        Path first = Quarantine.moveAside(data, List.of(file), NOW, "broken");
        Files.writeString(file, "second");
        Path second = Quarantine.moveAside(data, List.of(file), NOW, "broken again");

        assertThat(second).isNotEqualTo(first);
        assertThat(first.resolve("state")).hasContent("first");
        assertThat(second.resolve("state")).hasContent("second");
    }
}

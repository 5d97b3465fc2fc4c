package dev.holdfast.resilience.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunbooksTest {
    private static final Path FOLDER = Path.of("../../docs/runbooks");

    @ParameterizedTest
    @EnumSource(Cause.class)
    void haveAPageForEachCause(Cause cause) throws IOException {
        assertThat(Files.readString(FOLDER.resolve(cause.word() + ".md")))
            .startsWith("# " + cause.word() + "\n")
            .contains("## What the system does by itself", "## What you do");
    }

    @Test
    void haveNoPageWithoutACause() throws IOException {
        try (Stream<Path> pages = Files.list(FOLDER)) {
            assertThat(pages.map(page -> page.getFileName().toString())
                .filter(name -> !name.equals("README.md")))
                .containsExactlyInAnyOrderElementsOf(
                    Arrays.stream(Cause.values()).map(cause -> cause.word() + ".md").toList());
        }
    }

    @Test
    void stateTheBuiltInSeveritiesAndHolds() throws IOException {
        List<String> rows = Arrays.stream(Cause.values()).map(cause -> "|[" + cause.word() + "]("
            + cause.word() + ".md)|"
            + cause.of().name().toLowerCase(Locale.ROOT) + "|" + cause.severity() + "|"
            + cause.hold().toSeconds() + " s|").toList();

        assertThat(rows("|[")).isEqualTo(rows);
    }

    @Test
    void stateWhatExplainsWhat() throws IOException {
        List<String> rows = CauseTable.rows().stream().map(row -> "|" + row.cause().word() + "|"
            + row.consequence().word() + "|" + row.reach().name().toLowerCase(Locale.ROOT).replace('_', ' ')
            + "|").toList();

        assertThat(rows("|").stream().filter(row -> row.matches("\\|[a-z-]{2,}\\|[a-z-]{2,}\\|[a-z ]+\\|")))
            .isEqualTo(rows);
    }

    private static List<String> rows(String start) throws IOException {
        return Files.readAllLines(FOLDER.resolve("README.md")).stream().filter(line -> line.startsWith(start))
            .toList();
    }
}

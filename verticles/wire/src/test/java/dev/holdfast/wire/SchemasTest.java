package dev.holdfast.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemasTest {
    private static final Path FOLDER = Path.of("../../kafka/schemas");
    private static final String REGENERATE =
        "mvn -q -f verticles/wire/pom.xml test -Dtest=SchemasTest -Dholdfast.schemas=write";
    private static final Schemas SCHEMAS = new Schemas();

    static List<Topic<?>> topics() {
        return Topics.all();
    }

    @BeforeAll
    static void writeWhenAsked() throws IOException {
        if ("write".equals(System.getProperty("holdfast.schemas"))) {
            Files.createDirectories(FOLDER);
            for (Topic<?> topic : Topics.all()) {
                Files.writeString(FOLDER.resolve(file(topic)), text(topic));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void areWhatTheRecordsAre(Topic<?> topic) {
        assertThat(FOLDER.resolve(file(topic))).as("not there; run: " + REGENERATE).exists();
        assertThat(FOLDER.resolve(file(topic))).as("the record changed. If readers elsewhere can bear that,"
            + " run: " + REGENERATE + "; else make a new topic version").hasContent(text(topic));
    }

    @Test
    void areThereForTopicsOnly() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(Topics.all().stream().map(SchemasTest::file).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void admitWhatTheCodecWrites(Topic<?> topic) {
        SchemaCheck check = new SchemaCheck(SCHEMAS.of(topic));
        Samples.members(topic.type()).forEach(record -> {
            assertThat(check.faults(Json.mapper().valueToTree(Samples.full(record)))).isEmpty();
            assertThat(check.faults(Json.mapper().valueToTree(Samples.sparse(record)))).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("topics")
    void refuseWhatTheCodecRefuses(Topic<?> topic) {
        SchemaCheck check = new SchemaCheck(SCHEMAS.of(topic));
        Samples.members(topic.type()).forEach(record -> {
            ObjectNode whole = Json.mapper().valueToTree(Samples.full(record));
            assertThat(check.faults(whole.deepCopy().put("surprise", 1))).isNotEmpty();
            for (var component : record.getRecordComponents()) {
                if (RequiredFields.isRequired(record, component.getName())) {
                    ObjectNode lacking = whole.deepCopy();
                    lacking.remove(component.getName());
                    assertThat(check.faults(lacking)).as(component.toString()).isNotEmpty();
                }
            }
        });
    }

    private static String file(Topic<?> topic) {
        return topic.type().getSimpleName() + ".json";
    }

    private static String text(Topic<?> topic) {
        return SCHEMAS.of(topic).toPrettyString().replace("\r\n", "\n") + "\n";
    }
}

package dev.holdfast.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VerifyCommandTest {
    private static final String CLAIM = "{\"offset\":0,\"node\":\"node-1\",\"incarnation\":\"a\"}";
    private static final String CLEAN = """
        {"shard":6,"offset":0,"record":{"@type":"ShardClaimed","node":"node-1","incarnation":"a",\
        "log":{"topicId":"t","partitions":16},"at":"2024-08-08T00:00:00Z"}}
        {"shard":6,"offset":1,"record":{"@type":"DecisionMade","claim":%s,"seq":0,"events":[\
        {"@type":"AccountOpened","account":"trend","cash":"1000","currency":"USDT",\
        "at":"2024-08-08T00:00:01Z"}]}}
        """.formatted(CLAIM);
    private static final String FOREIGN = "{\"seq\":0,\"time\":1723075200123,\"kind\":\"ACCEPTED\","
        + "\"symbol\":\"BTCUSDT\",\"orderId\":42,\"clientOrderId\":\"web_1\",\"side\":\"BUY\","
        + "\"price\":\"900.5\",\"quantity\":\"0.25\"}\n";

    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();

    @Test
    void provesACleanJournal() throws IOException {
        assertThat(run(ExitCode.OK, "--file", journal(CLEAN)))
            .contains(" 0  holds ").contains("15  holds ").contains("17  not here ")
            .contains("no ledger was given").contains("lost 0   duplicated 0   unresolved 0");
    }

    @Test
    void saysWhatTheVenueHasAndTheJournalHasNot() throws IOException {
        Path ledger = Files.writeString(folder.resolve("ledger"), FOREIGN);

        String said = run(ExitCode.CHECK_FAILED, "--file", journal(CLEAN), "--ledger", ledger.toString());

        assertThat(said).contains(" 7  BROKEN ")
            .contains("ledger, web_1: venue order BTCUSDT 42 has no intent").contains("lost 1 ");
    }

    @Test
    void answersWithOneJsonObject() throws IOException {
        JsonNode report = Json.mapper().readTree(run(ExitCode.OK, "--json", "--file", journal(CLEAN)));

        assertThat(report.path("verdicts")).hasSize(23);
        assertThat(report.path("totals").path("records").asInt()).isEqualTo(2);
    }

    @Test
    void findsAHoleInTheJournal() throws IOException {
        String hole = CLEAN.replace("\"offset\":1,\"record\"", "\"offset\":2,\"record\"");

        assertThat(run(ExitCode.CHECK_FAILED, "--file", journal(hole)))
            .contains("shard 6, offset 2, offset 1: missing: a hole in the journal");
    }

    @Test
    void refusesWhatIsNoJournalAndBadOptions() throws IOException {
        run(ExitCode.BAD_INPUT, "--file", journal("{\"shard\":6}\n"));
        assertThat(err.toString()).contains("line 1 of ");
        run(ExitCode.BAD_INPUT, "--file", folder.resolve("none").toString());
        assertThat(err.toString()).contains("no such file");
        run(ExitCode.BAD_INPUT, "--ledger", "a", "--venue-admin", "b");
    }

    @Test
    void saysThatNoBrokerAnswers() {
        run(ExitCode.DEPENDENCY_ABSENT, "--set", "kafka.bootstrapServers=127.0.0.1:1");
        assertThat(err.toString()).contains("no Kafka broker answers at 127.0.0.1:1");
    }

    private String journal(String lines) throws IOException {
        return Files.writeString(folder.resolve("journal.jsonl"), lines).toString();
    }

    private String run(int exitCode, String... options) {
        List<String> all = new ArrayList<>(List.of("verify", "--config", "../../conf"));
        all.addAll(List.of(options));
        CommandLine line = Cli.commandLine();
        line.setErr(new PrintWriter(err, true));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThat(line.execute(all.toArray(String[]::new))).as(err.toString()).isEqualTo(exitCode);
        } finally {
            System.setOut(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}

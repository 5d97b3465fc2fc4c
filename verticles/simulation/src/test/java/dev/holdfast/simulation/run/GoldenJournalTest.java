package dev.holdfast.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.simulation.venue.Market;
import dev.holdfast.simulation.world.Fault;
import dev.holdfast.simulation.world.Plan;
import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.journal.JournalFilter;
import dev.holdfast.wire.journal.JournalRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A journal that was written long ago leads to the state that it led to then. If it does not, all checkpoints
 * of before are wrong, and {@link DeskState#FOLD_VERSION} has to say so.
 */
class GoldenJournalTest {
    private static final Path JOURNAL = Path.of("src/test/resources/golden/journal.jsonl");
    private static final Path STATE = Path.of("src/test/resources/golden/state.json");
    private static final String REGENERATE = "mvn -q -f verticles/simulation/pom.xml test"
        + " -Dtest=GoldenJournalTest -Dholdfast.golden=write";
    private static final Plan PLAN = new Plan(2_024, Fault.drawn(), 120_000, 8);

    /** Which fold led to which state, in how many records. */
    record Golden(int foldVersion, int records, String stateHash) {
    }

    @BeforeAll
    static void writeWhenAsked() throws IOException {
        if (!"write".equals(System.getProperty("holdfast.golden"))) {
            return;
        }
        List<JournalRecord> longest = IntStream.range(0, ShardId.COUNT)
            .mapToObj(shard -> SeedRun.journal(PLAN, new ShardId(shard)))
            .max(Comparator.comparingInt(List::size)).orElseThrow();
        Files.createDirectories(JOURNAL.getParent());
        Files.writeString(JOURNAL, longest.stream().map(GoldenJournalTest::text)
            .collect(Collectors.joining("\n", "", "\n")));
        Files.writeString(STATE, text(golden()) + "\n");
    }

    @Test
    void leadsToTheStateOfItsTime() throws IOException {
        Golden then = Json.read(Files.readAllBytes(STATE), Golden.class);
        assertThat(golden()).as("the same journal leads to another state now. Is that a bug? Else raise"
            + " DeskState.FOLD_VERSION, and run: " + REGENERATE).isEqualTo(then);
    }

    @Test
    void knowsMostOfWhatCanHappen() throws IOException {
        TreeSet<String> kinds = new TreeSet<>();
        JournalFilter filter = new JournalFilter();
        List<JournalRecord> records = records();
        for (int offset = 0; offset < records.size(); offset++) {
            filter.take(offset, records.get(offset)).forEach(event ->
                kinds.add(event.getClass().getSimpleName()));
        }
        assertThat(kinds).hasSizeGreaterThan(15).contains("OrderCreated", "SendAttempted", "OrderFilled",
            "OutcomeUnknown", "CancelRequested", "TradingStateChanged");
    }

    private static Golden golden() throws IOException {
        DeskState state = new DeskState(Map.of(Market.BTC.id(), Market.BTC));
        JournalFilter filter = new JournalFilter();
        List<JournalRecord> records = records();
        for (int offset = 0; offset < records.size(); offset++) {
            for (DeskEvent event : filter.take(offset, records.get(offset))) {
                state.apply(event);
            }
        }
        return new Golden(DeskState.FOLD_VERSION, records.size(), state.stateHash());
    }

    private static List<JournalRecord> records() throws IOException {
        return Files.readAllLines(JOURNAL).stream().map(line ->
            Json.read(line.getBytes(StandardCharsets.UTF_8), JournalRecord.class)).toList();
    }

    private static String text(Object value) {
        return new String(Json.bytes(value), StandardCharsets.UTF_8);
    }
}

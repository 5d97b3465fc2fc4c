package dev.holdfast.venuesim.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.venuesim.VenueConfigFile;
import dev.holdfast.venuesim.VenueRefusal;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFilesTest {

    private static final String SNAPSHOT =
        "{\"lastUpdateId\":10,\"bids\":[[\"99.00\",\"1\"]],\"asks\":[[\"101.00\",\"2\"]]}";

    private final DataFiles files = new DataFiles(VenueConfigFile.readDefault().instruments());

    @TempDir
    private Path folder;

    @Test
    void loadsTheTradesInTheJar() {
        var loaded = files.loadDefault();

        assertThat(loaded.defaultSpeed()).isEqualTo(120);
        assertThat(loaded.source().description()).contains("100000 lines as BTCUSDT")
            .doesNotContain("skipped");
        assertThat(loaded.source().lengthMillis()).isGreaterThan(500_000_000L);
    }

    @Test
    void skipsGarbageAndSaysHowMuchAndWhere() throws IOException {
        var file = Files.writeString(folder.resolve("trades.csv"),
            "timestamp,price,amount\n1,100.5,1\nrubbish\n2,-5,1\n2,101,0.5\n1,101,0.5\n");

        var source = files.load(file).source();

        assertThat(source.description()).contains("2 lines, skipped 3 bad (first at line 3)");
    }

    @Test
    void spreadsTheTradesOfOneSecondOverIt() throws IOException {
        var file = Files.writeString(folder.resolve("trades.csv"), "5,100,1\n5,101,1\n6,100,1\n");
        var source = files.load(file).source();
        var millis = new ArrayList<Long>();
        for (var moment = source.peek(); moment != null; moment = source.peek()) {
            millis.add(moment.millis());
            source.advance();
        }

        assertThat(millis).containsExactly(0L, 0L, 500L, 1000L);
    }

    @Test
    void beginsARecordingAtItsSnapshotWithTheEventsBufferedForIt() throws IOException {
        recording("a.gz",
            depth(8, 9, "98.00"), depth(9, 11, "97.00"), "1000000 " + SNAPSHOT, "garbage", depth(12, 12,
                "96.00"));

        var source = files.load(folder).source();

        assertThat(source.symbols()).containsExactly("BTCUSDT");
        assertThat(source.description()).contains("4 lines, skipped 1 bad (first at line 4)");
        var opening = source.peek();
        assertThat(opening.events()).hasSize(2);
        assertThat(opening.events().getFirst()).isInstanceOf(MarketEvent.DepthSnapshot.class);
        source.advance();
        assertThat(source.peek().millis()).isEqualTo(1);
    }

    @Test
    void refusesAFolderThatHoldsAnInstrumentTwice() throws IOException {
        recording("a.gz", "1000000 " + SNAPSHOT, depth(12, 12, "96.00"));
        recording("b.gz", "1000000 " + SNAPSHOT, depth(12, 12, "96.00"));

        assertThatThrownBy(() -> files.load(folder)).isInstanceOf(VenueRefusal.class)
            .hasMessageContaining("holds one instrument twice");
    }

    @Test
    void refusesAnEmptyFolder() {
        assertThatThrownBy(() -> files.load(folder)).isInstanceOf(VenueRefusal.class)
            .hasMessageContaining("holds no .gz or .csv file");
    }

    private static String depth(long firstId, long lastId, String bid) {
        return "2000000 {\"stream\":\"btcusdt@depth@100ms\",\"data\":{\"U\":" + firstId + ",\"u\":" + lastId
            + ",\"b\":[[\"" + bid + "\",\"1\"]],\"a\":[]}}";
    }

    private void recording(String name, String... lines) throws IOException {
        try (var file = Files.newOutputStream(folder.resolve(name));
             var out = new OutputStreamWriter(new GZIPOutputStream(file))) {
            for (var line : lines) {
                out.write(line + "\n");
            }
        }
    }
}

package dev.holdfast.venuesim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator is told when the venue cannot start: one line, what, where and the way out. */
class VenueMainIT {

    @TempDir
    private Path folder;

    @Test
    void namesMissingData() {
        assertRefused("data " + folder.resolve("none.csv") + " does not exist", "--data",
            folder.resolve("none.csv").toString());
    }

    @Test
    void refusesDataWithoutAUsableLine() throws Exception {
        var file = Files.writeString(folder.resolve("bad.csv"), "nonsense\nmore,nonsense\n");

        assertRefused("has no usable line (2 read, first bad line 1)", "--data", file.toString());
    }

    @Test
    void namesAnUnknownConfigurationKey() throws Exception {
        var file = Files.writeString(folder.resolve("venue.yaml"),
            "fees: {maker: 0.001, taker: 0.001, gift: 1}\n");

        assertRefused("unknown key fees.gift; known are maker, taker", "--config", file.toString());
    }

    @Test
    void namesAValueOfTheWrongType() throws Exception {
        var standard = Files.readString(Path.of("src/main/resources/venue-default.yaml"));
        var file = Files.writeString(folder.resolve("venue.yaml"),
            standard.replace("maker: \"0.001\"", "maker: cheap"));

        assertRefused("fees.maker must be a number, was 'cheap'", "--config", file.toString());
    }

    @Test
    void namesThePortThatIsInUse() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused("cannot listen on port " + taken.getLocalPort(), "--port",
                Integer.toString(taken.getLocalPort()), "--admin-port", "0");
        }
    }

    @Test
    void namesALedgerThatCannotBeWritten() {
        assertRefused("ledger file cannot be opened", "--port", "0", "--admin-port", "0", "--ledger",
            folder.resolve("no/such/folder/ledger.jsonl").toString());
    }

    @Test
    void refusesASpeedAndAnOptionThatMakeNoSense() {
        assertRefused("--speed must be above 0", "--speed", "0");
        assertRefused("Unknown option: '--sped=1'", "--sped=1");
    }

    private static void assertRefused(String words, String... arguments) {
        var told = new ByteArrayOutputStream();
        var stderr = System.err;
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        int code;
        try {
            code = VenueMain.run(arguments);
        } finally {
            System.setErr(stderr);
        }
        assertThat(code).isEqualTo(2);
        var lines = told.toString(StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("venue: "))
            .toList();
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).contains(words);
    }
}

package dev.holdfast.node.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.checker.Expectations;
import dev.holdfast.checker.JournalChecker;
import dev.holdfast.checker.LedgerEntry;
import dev.holdfast.checker.LedgerEntry.Ended;
import dev.holdfast.checker.LedgerEntry.Executed;
import dev.holdfast.checker.LedgerEntry.OrderAccepted;
import dev.holdfast.node.cli.Refused;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.wire.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerLinesTest {
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    private static final Instant AT = Instant.ofEpochMilli(1_723_075_200_123L);
    private static final String ORDER = "\"account\":\"paper\",\"symbol\":\"BTCUSDT\",\"orderId\":42,"
        + "\"clientOrderId\":\"s07-a\",\"side\":\"BUY\"";
    private static final String ACCEPTED = line(0, "ACCEPTED", "," + ORDER
        + ",\"type\":\"LIMIT\",\"price\":\"900.50000000\",\"quantity\":\"0.25000000\"");
    private static final String STARTED = line(0, "START", ",\"data\":\"trades\"");

    @TempDir
    Path folder;

    @Test
    void areReadAsTheVenueWritesThem() throws JsonProcessingException {
        assertThat(entry(ACCEPTED)).isEqualTo(new OrderAccepted(BTC, "42", "s07-a", Side.BUY,
            new BigDecimal("900.50000000"), new BigDecimal("0.25000000"), AT));
        LedgerEntry fill = entry(line(1, "FILL", "," + ORDER + ",\"tradeId\":7,\"price\":\"900.5\","
            + "\"quantity\":\"0.1\",\"commission\":\"0.0001\",\"commissionAsset\":\"BTC\""));
        assertThat(fill).isEqualTo(new Executed(BTC, "42", "s07-a", "BTCUSDT-7", new BigDecimal("900.5"),
            new BigDecimal("0.1"), new BigDecimal("0.0001"), AT));
        assertThat(entry(line(2, "CANCELED", "," + ORDER + ",\"executedQuantity\":\"0.1\"")))
            .isEqualTo(new Ended(BTC, "42", "s07-a", AT));
        assertThat(entry(STARTED)).isNull();
    }

    @Test
    void goOnAfterTheVenueWasStartedAnew() throws IOException {
        Path file = Files.writeString(folder.resolve("ledger"), String.join("\n", STARTED, ACCEPTED, STARTED,
            ACCEPTED.replace("42", "43").replace("s07-a", "s07-b")) + "\n");
        JournalChecker checker = new JournalChecker(Expectations.of(Map.of()));

        assertThat(LedgerLines.read(file, checker)).isEqualTo(4);
        assertThat(checker.finish().totals().venueOrders()).isEqualTo(2);
    }

    @Test
    void mayEndInTheMiddleOfALineButNowhereElse() throws IOException {
        Path cut = Files.writeString(folder.resolve("cut"), ACCEPTED + "\n" + ACCEPTED.substring(0, 40));
        JournalChecker checker = new JournalChecker(Expectations.of(Map.of()));
        LedgerLines.read(cut, checker);
        assertThat(checker.finish().totals().venueOrders()).isEqualTo(1);

        Path broken = Files.writeString(folder.resolve("broken"),
            ACCEPTED.substring(0, 40) + "\n" + ACCEPTED);
        assertThatThrownBy(() -> LedgerLines.read(broken, checker)).isInstanceOf(Refused.class)
            .hasMessageStartingWith("line 1 of the ledger is not an entry");
    }

    private static LedgerEntry entry(String line) throws JsonProcessingException {
        return LedgerLines.entry(Json.mapper().readTree(line));
    }

    private static String line(int seq, String kind, String more) {
        return "{\"seq\":" + seq + ",\"time\":" + AT.toEpochMilli() + ",\"kind\":\"" + kind + "\""
            + more + "}";
    }
}

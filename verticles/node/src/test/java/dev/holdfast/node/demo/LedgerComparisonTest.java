package dev.holdfast.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.node.demo.JournalReplay.JournalFill;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.wire.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerComparisonTest {
    private static final JournalFill OURS = fill("BTCUSDT-7", "900.5", "0.25");

    @Test
    void agreesWhateverTheNotationAndTheRevision() throws JsonProcessingException {
        assertThat(LedgerComparison.differences(List.of(OURS),
            List.of(entry("s03-abc.2", "7", "900.50000000", "0.25000000")))).isEmpty();
    }

    @Test
    void tellsEveryKindOfDifference() throws JsonProcessingException {
        JsonNode right = entry("s03-abc", "7", "900.5", "0.25");

        assertThat(LedgerComparison.differences(List.of(), List.of(right))).singleElement().asString()
            .startsWith("only the ledger has s03-abc BTCUSDT-7 Execution[price=900.5,");
        assertThat(LedgerComparison.differences(List.of(OURS), List.of())).singleElement().asString()
            .startsWith("only the journal has s03-abc BTCUSDT-7 ");
        assertThat(LedgerComparison.differences(List.of(OURS, OURS), List.of(right)))
            .containsExactly("the journal has s03-abc BTCUSDT-7 twice");
        assertThat(LedgerComparison.differences(List.of(OURS), List.of(entry("s03-abc", "7", "900.6",
            "0.25")))).singleElement().asString().startsWith("ledger s03-abc BTCUSDT-7 ")
            .contains(", journal ");
        assertThat(LedgerComparison.differences(List.of(OURS), List.of(entry("s04-abc", "7", "900.5",
            "0.25")))).hasSize(2);
    }

    /** One execution id, two fills: it happens whenever one strategy sells to another's resting order. */
    @Test
    void takesATradeBetweenTwoOfOurOrdersForTwoFills() throws JsonProcessingException {
        JournalFill twin = new JournalFill("s04-xyz", OURS.fill());
        assertThat(LedgerComparison.differences(List.of(OURS, twin), List.of(
            entry("s03-abc", "7", "900.5", "0.25"), entry("s04-xyz", "7", "900.5", "0.25")))).isEmpty();
        assertThat(LedgerComparison.differences(List.of(OURS), List.of(
            entry("s03-abc", "7", "900.5", "0.25"), entry("s04-xyz", "7", "900.5", "0.25")))).hasSize(1);
    }

    private static JournalFill fill(String execId, String price, String quantity) {
        return new JournalFill("s03-abc", new Fill(execId, "1", Price.of(price), Quantity.of(quantity),
            new BigDecimal("0.0002"), "BTC", false, Instant.EPOCH));
    }

    private static JsonNode entry(String clientOrderId, String tradeId, String price, String quantity)
            throws JsonProcessingException {
        return Json.mapper().readTree("{\"symbol\":\"BTCUSDT\",\"clientOrderId\":\"" + clientOrderId
            + "\",\"tradeId\":" + tradeId + ",\"price\":\"" + price + "\",\"quantity\":\"" + quantity
            + "\",\"commission\":\"0.00020000\"}");
    }
}

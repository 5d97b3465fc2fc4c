package dev.holdfast.node.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.node.demo.JournalReplay.JournalFill;
import dev.holdfast.trading.order.ClOrdId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Lays our journal beside the venue's own ledger, the independent witness: every fill must be in both, once,
 * with the same order, price, quantity and fee.
 */
final class LedgerComparison {
    /** Enough to see what kind of difference it is. */
    private static final int TOLD = 20;

    private LedgerComparison() {
    }

    /** What both sides say about one execution. */
    private record Execution(String clOrdId, BigDecimal price, BigDecimal quantity, BigDecimal fee) {
        Execution {
            price = price.stripTrailingZeros();
            quantity = quantity.stripTrailingZeros();
            fee = fee.stripTrailingZeros();
        }
    }

    /** The differences, one line each, at most {@value #TOLD}; empty if journal and ledger agree. */
    static List<String> differences(Collection<JournalFill> journal, Collection<JsonNode> ledger) {
        List<String> differences = new ArrayList<>();
        Map<String, Execution> ours = new TreeMap<>();
        for (JournalFill each : journal) {
            Execution twin = ours.put(each.fill().execId(), ofJournal(each));
            if (twin != null) {
                differences.add("the journal has execution " + each.fill().execId() + " twice");
            }
        }
        Map<String, Execution> theirs = new TreeMap<>();
        for (JsonNode entry : ledger) {
            String execId = entry.path("symbol").asText() + "-" + entry.path("tradeId").asText();
            theirs.put(execId, ofLedger(entry));
        }
        theirs.forEach((id, execution) -> {
            if (!ours.containsKey(id)) {
                differences.add("only the ledger has " + id + " " + execution);
            } else if (!Objects.equals(ours.get(id), execution)) {
                differences.add("ledger " + id + " " + execution + ", journal " + ours.get(id));
            }
        });
        ours.forEach((id, execution) -> {
            if (!theirs.containsKey(id)) {
                differences.add("only the journal has " + id + " " + execution);
            }
        });
        return differences.size() <= TOLD ? differences : differences.subList(0, TOLD);
    }

    private static Execution ofJournal(JournalFill each) {
        return new Execution(each.clOrdId(), each.fill().price().value(), each.fill().quantity().value(),
            each.fill().fee());
    }

    private static Execution ofLedger(JsonNode entry) {
        String clientOrderId = entry.path("clientOrderId").asText();
        ClOrdId ours = ClOrdId.ofVenueId(clientOrderId);
        return new Execution(ours == null ? clientOrderId : ours.text(),
            decimal(entry, "price"), decimal(entry, "quantity"),
            decimal(entry, "commission"));
    }

    private static BigDecimal decimal(JsonNode entry, String field) {
        return new BigDecimal(entry.path(field).asText());
    }
}

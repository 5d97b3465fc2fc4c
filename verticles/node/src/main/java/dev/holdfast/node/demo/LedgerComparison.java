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
 * with the same order, price, quantity and fee. Where two of our own orders traded with each other, one
 * execution id stands for two fills, one of each order: a fill is named by both.
 */
public final class LedgerComparison {
    /** Enough to see what kind of difference it is. */
    private static final int TOLD = 20;

    private LedgerComparison() {
    }

    /** What both sides say about one execution. */
    private record Execution(BigDecimal price, BigDecimal quantity, BigDecimal fee) {
        Execution {
            price = price.stripTrailingZeros();
            quantity = quantity.stripTrailingZeros();
            fee = fee.stripTrailingZeros();
        }
    }

    /** The differences, one line each, at most {@value #TOLD}; empty if journal and ledger agree. */
    public static List<String> differences(Collection<JournalFill> journal, Collection<JsonNode> ledger) {
        List<String> differences = new ArrayList<>();
        Map<String, Execution> ours = new TreeMap<>();
        for (JournalFill each : journal) {
            String id = each.clOrdId() + " " + each.fill().execId();
            if (ours.put(id, ofJournal(each)) != null) {
                differences.add("the journal has " + id + " twice");
            }
        }
        Map<String, Execution> theirs = new TreeMap<>();
        for (JsonNode entry : ledger) {
            String id = order(entry) + " " + entry.path("symbol").asText() + "-"
                + entry.path("tradeId").asText();
            if (theirs.put(id, ofLedger(entry)) != null) {
                differences.add("the ledger has " + id + " twice");
            }
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
        return new Execution(each.fill().price().value(), each.fill().quantity().value(), each.fill().fee());
    }

    private static Execution ofLedger(JsonNode entry) {
        return new Execution(decimal(entry, "price"), decimal(entry, "quantity"),
            decimal(entry, "commission"));
    }

    private static String order(JsonNode entry) {
        String clientOrderId = entry.path("clientOrderId").asText();
        ClOrdId ours = ClOrdId.ofVenueId(clientOrderId);
        return ours == null ? clientOrderId : ours.text();
    }

    private static BigDecimal decimal(JsonNode entry, String field) {
        return new BigDecimal(entry.path(field).asText());
    }
}

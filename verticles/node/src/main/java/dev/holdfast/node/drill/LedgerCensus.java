package dev.holdfast.node.drill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the venue's own ledger says: the orders it took, by the client's id for them, and the executions. */
final class LedgerCensus {
    private final Map<String, List<Long>> accepted = new TreeMap<>();
    private final Map<String, List<Long>> refused = new TreeMap<>();
    private final List<Long> canceled = new ArrayList<>();
    private final List<JsonNode> fills = new ArrayList<>();
    private long lastChange;

    /** Reads a whole ledger. */
    static LedgerCensus take(Path file) throws IOException {
        LedgerCensus census = new LedgerCensus();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                census.count(Json.mapper().readTree(line));
            }
        }
        return census;
    }

    /** Takes the next entry. */
    void count(JsonNode entry) {
        long at = entry.path("time").asLong();
        String id = entry.path("clientOrderId").asText();
        switch (entry.path("kind").asText()) {
            case "ACCEPTED" -> {
                accepted.computeIfAbsent(id, first -> new ArrayList<>()).add(at);
                lastChange = at;
            }
            case "REJECTED" -> refused.computeIfAbsent(id, first -> new ArrayList<>()).add(at);
            case "FILL" -> {
                fills.add(entry);
                lastChange = at;
            }
            case "CANCELED" -> {
                canceled.add(at);
                lastChange = at;
            }
            case "EXPIRED" -> lastChange = at;
            default -> { }
        }
    }

    /** When the venue took an order of this client id, in its own milliseconds: once, one hopes. */
    Map<String, List<Long>> accepted() {
        return accepted;
    }

    /** When it refused a request of this client id. */
    Map<String, List<Long>> refused() {
        return refused;
    }

    /** When orders were canceled. */
    List<Long> canceled() {
        return canceled;
    }

    /** When any order last began, traded or ended. */
    long lastChange() {
        return lastChange;
    }

    List<JsonNode> fills() {
        return fills;
    }
}

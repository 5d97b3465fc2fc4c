package dev.holdfast.node.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.checker.JournalChecker;
import dev.holdfast.checker.LedgerEntry;
import dev.holdfast.checker.LedgerEntry.Ended;
import dev.holdfast.checker.LedgerEntry.Executed;
import dev.holdfast.checker.LedgerEntry.OrderAccepted;
import dev.holdfast.node.cli.ExitCode;
import dev.holdfast.node.cli.Gateway;
import dev.holdfast.node.cli.Refused;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The ledger of the venue simulator, a JSON object a line. A venue that was started anew goes on in the same
 * file with names that go on as well, so the file counts as one ledger.
 */
public final class LedgerLines {
    private static final int PAGE = 10_000;

    private LedgerLines() {
    }

    /**
     * Takes a whole file. A last line without its end is what a killed venue did not finish: nobody was
     * told of it, and it is left out.
     *
     * @return the number of lines
     */
    public static long read(Path file, JournalChecker checker) {
        checker.expectLedger();
        long number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String line = lines.readLine();
            while (line != null) {
                String next = lines.readLine();
                number++;
                if (next != null || line.endsWith("}")) {
                    take(line, number, checker);
                }
                line = next;
            }
            return number;
        } catch (IOException e) {
            throw new Refused(ExitCode.BAD_INPUT, "the ledger cannot be read: " + e);
        }
    }

    /** Takes what a running venue has in its memory: all since its own start. */
    public static long read(Gateway venue, JournalChecker checker) {
        checker.expectLedger();
        long number = 0;
        List<String> page = page(venue, number);
        while (!page.isEmpty()) {
            for (String line : page) {
                number++;
                take(line, number, checker);
            }
            page = page(venue, number);
        }
        return number;
    }

    private static List<String> page(Gateway venue, long from) {
        return venue.text("/ledger?from=" + from + "&limit=" + PAGE).lines().toList();
    }

    private static void take(String line, long number, JournalChecker checker) {
        try {
            LedgerEntry entry = entry(Json.mapper().readTree(line));
            if (entry != null) {
                checker.takeLedger(entry);
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new Refused(ExitCode.BAD_INPUT, "line " + number
                + " of the ledger is not an entry: " + e.getMessage());
        }
    }

    /** Null for an entry about no venue order: the venue's start, requests, and what it refused. */
    static LedgerEntry entry(JsonNode line) {
        String kind = line.path("kind").asText();
        return switch (kind) {
            case "START", "REQUEST", "REJECTED" -> null;
            case "ACCEPTED" -> new OrderAccepted(instrument(line), text(line, "orderId"), client(line),
                Side.valueOf(text(line, "side")), decimal(line, "price"), decimal(line, "quantity"),
                at(line));
            case "FILL" -> new Executed(instrument(line), text(line, "orderId"), client(line),
                instrument(line) + "-" + text(line, "tradeId"), decimal(line, "price"),
                decimal(line, "quantity"), decimal(line, "commission"), at(line));
            case "CANCELED", "EXPIRED" ->
                new Ended(instrument(line), text(line, "orderId"), client(line), at(line));
            default -> throw new IllegalArgumentException("unknown kind '" + kind + "'");
        };
    }

    private static InstrumentId instrument(JsonNode line) {
        return new InstrumentId(text(line, "symbol"));
    }

    private static String client(JsonNode line) {
        return text(line, "clientOrderId");
    }

    private static Instant at(JsonNode line) {
        return Instant.ofEpochMilli(line.path("time").asLong());
    }

    private static BigDecimal decimal(JsonNode line, String field) {
        return new BigDecimal(text(line, field));
    }

    private static String text(JsonNode line, String field) {
        if (!line.hasNonNull(field)) {
            throw new IllegalArgumentException("'" + field + "' is missing");
        }
        return line.get(field).asText();
    }
}

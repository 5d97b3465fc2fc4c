package dev.holdfast.node.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.node.cli.Gateway;
import dev.holdfast.node.cli.Refused;
import dev.holdfast.node.demo.JournalReplay.JournalFill;
import dev.holdfast.node.demo.Summary.Holding;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.position.Account;
import dev.holdfast.wire.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Proves at the end what the demo promises: the market is held still, orders under way are given time to
 * settle, then the journal is replayed from the broker and laid beside the live state and the venue's ledger.
 */
final class Ending {
    private static final Duration SETTLE = Duration.ofSeconds(15);
    private static final long LOOK_AGAIN_MILLIS = 500;
    private static final Set<OrderStatus> UNDER_WAY = EnumSet.of(OrderStatus.CREATED, OrderStatus.QUEUED,
        OrderStatus.SUBMITTED, OrderStatus.UNKNOWN);

    private final Gateway node;
    private final Gateway venue;
    private final String bootstrapServers;
    private final Map<InstrumentId, Instrument> instruments;
    private final Path ledgerFile;

    /**
     * Where to look.
     *
     * @param ledgerFile used in place of the venue's admin port once the venue was restarted, because its
     *                   memory then begins anew; null otherwise
     */
    Ending(Gateway node, Gateway venue, String bootstrapServers, Map<InstrumentId, Instrument> instruments,
           Path ledgerFile) {
        this.node = node;
        this.venue = venue;
        this.bootstrapServers = bootstrapServers;
        this.instruments = instruments;
        this.ledgerFile = ledgerFile;
    }

    /** What one look at journal, live state and ledger found. */
    record Findings(SortedMap<Integer, Long> offsets, SortedMap<Integer, JournalReplay> replays,
                    List<String> stateDifferences, List<String> ledgerDifferences, JsonNode status) {

        boolean settled() {
            return stateDifferences.isEmpty() && ledgerDifferences.isEmpty() && unsettledOrders() == 0;
        }

        int unsettledOrders() {
            return (int) replays.values().stream().flatMap(replay -> replay.state().book().open().stream())
                .filter(order -> UNDER_WAY.contains(order.status()) || !order.pending().isNone()).count();
        }

        int orders() {
            return replays.values().stream().mapToInt(r -> r.state().book().size()).sum();
        }

        int fills() {
            return replays.values().stream().mapToInt(replay -> replay.fills().size()).sum();
        }

        int partialFills() {
            return replays.values().stream().mapToInt(JournalReplay::partialFills).sum();
        }

        SortedMap<String, Integer> denials() {
            SortedMap<String, Integer> all = new TreeMap<>();
            replays.values().forEach(replay -> replay.denials().forEach((reason, count) ->
                all.merge(reason.name(), count, Integer::sum)));
            return all;
        }

        BigDecimal cash() {
            return accounts().stream().map(account -> account.cash().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        List<Holding> positions() {
            List<Holding> held = new ArrayList<>();
            accounts().forEach(account -> account.positions().forEach((instrument, position) -> {
                if (position.quantity().signum() != 0) {
                    held.add(new Holding(account.id().name(), instrument.symbol(), position.quantity()));
                }
            }));
            return held;
        }

        BigDecimal fromStatus(String field) {
            return status.hasNonNull(field) ? new BigDecimal(status.get(field).asText()) : null;
        }

        private List<Account> accounts() {
            return replays.values().stream().flatMap(replay -> replay.state().accounts().stream()).toList();
        }
    }

    /** Holds the market still and looks until all agrees, at most {@link #SETTLE} long. */
    Findings settle() throws InterruptedException {
        venue.post("/pause");
        long deadline = System.nanoTime() + SETTLE.toNanos();
        Findings findings = look();
        while (!findings.settled() && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
            findings = look();
        }
        return findings;
    }

    private Findings look() {
        SortedMap<Integer, Long> offsets = new TreeMap<>();
        SortedMap<Integer, String> hashes = new TreeMap<>();
        for (JsonNode shard : node.items("/api/v1/shards?hash=true")) {
            offsets.put(shard.path("shard").asInt(), shard.path("nextOffset").asLong());
            hashes.put(shard.path("shard").asInt(), shard.path("stateHash").asText());
        }
        SortedMap<Integer, JournalReplay> replays =
            JournalFile.replay(bootstrapServers, offsets, instruments);
        List<String> stateDifferences = new ArrayList<>();
        if (offsets.isEmpty()) {
            stateDifferences.add("no node says that it owns a shard");
        }
        List<JournalFill> fills = new ArrayList<>();
        replays.forEach((shard, replay) -> {
            fills.addAll(replay.fills());
            if (!replay.state().stateHash().equals(hashes.get(shard))) {
                stateDifferences.add("shard " + shard + " at offset " + offsets.get(shard) + ": live "
                    + hashes.get(shard) + ", replayed " + replay.state().stateHash());
            }
        });
        return new Findings(offsets, replays, stateDifferences,
            LedgerComparison.differences(fills, ledgerFills()), node.get("/api/v1/status"));
    }

    private List<JsonNode> ledgerFills() {
        try {
            List<String> lines = ledgerFile == null ? venue.text("/ledger/fills").lines().toList()
                : Files.readAllLines(ledgerFile);
            List<JsonNode> fills = new ArrayList<>();
            for (String line : lines) {
                JsonNode entry = Json.mapper().readTree(line);
                if ("FILL".equals(entry.path("kind").asText())) {
                    fills.add(entry);
                }
            }
            return fills;
        } catch (JsonProcessingException e) {
            throw new Refused(1, "the venue's ledger has a line that is not JSON: " + e.getMessage());
        } catch (IOException e) {
            throw new Refused(1, "the venue's ledger cannot be read: " + e.getMessage());
        }
    }
}

package dev.holdfast.node.drill;

import dev.holdfast.node.demo.JournalFile;
import dev.holdfast.node.demo.JournalReplay;
import dev.holdfast.node.demo.JournalReplay.JournalFill;
import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.DeskEvent.TradingStateChanged;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent.ExternalOrderAdopted;
import dev.holdfast.trading.order.OrderEvent.OrderCreated;
import dev.holdfast.trading.order.OrderEvent.ProvenAbsent;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderEvent.SendWithheld;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.journal.JournalRecord.ShardClaimed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the whole journal says after a drill: orders, sends, fills, claims, halts. */
final class JournalCensus {
    /** The journal of a full drill is a few hundred megabytes. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Map<Integer, Set<Long>> marks;
    private final Map<Integer, Map<Long, String>> marked = new HashMap<>();
    private final Map<Integer, Long> nextOffsets = new HashMap<>();
    private final SortedMap<Integer, JournalReplay> replays = new TreeMap<>();
    private final SortedMap<Integer, List<Claim>> claims = new TreeMap<>();
    private final Set<ClOrdId> created = new HashSet<>();
    private final Map<String, SendAttempted> sends = new TreeMap<>();
    private final Map<ClOrdId, String> lastSend = new HashMap<>();
    private final SortedMap<String, String> neverSent = new TreeMap<>();
    private final List<String> sendsWhileHalted = new ArrayList<>();
    private final Set<Integer> halted = new HashSet<>();

    /** A claim that counted. */
    record Claim(ClaimId id, long atMillis) {
    }

    /**
     * Of a journal that is still to be read, by {@link #count(int, long, JournalRecord)}.
     *
     * @param marks offsets by shard, at which the state's hash is noted
     */
    JournalCensus(Collection<Integer> shards, Map<InstrumentId, Instrument> instruments,
                  Map<Integer, Set<Long>> marks) {
        this.marks = marks;
        shards.forEach(shard -> {
            replays.put(shard, new JournalReplay(instruments));
            claims.put(shard, new ArrayList<>());
        });
    }

    /** Hears every record too, in the order of its shard. */
    @FunctionalInterface
    interface Listener {
        void onRecord(int shard, long offset, JournalRecord record);
    }

    static JournalCensus take(String bootstrapServers, Map<InstrumentId, Instrument> instruments,
                              Map<Integer, Set<Long>> marks, Listener also) {
        SortedMap<Integer, Long> ends = JournalFile.endOffsets(bootstrapServers);
        JournalCensus census = new JournalCensus(ends.keySet(), instruments, marks);
        JournalFile.read(bootstrapServers, ends, LONGEST, (shard, offset, bytes) -> {
            JournalRecord record = Json.read(bytes, JournalRecord.class);
            also.onRecord(shard, offset, record);
            census.count(shard, offset, record);
        });
        return census;
    }

    /** Takes the next record of a shard. */
    void count(int shard, long offset, JournalRecord record) {
        JournalReplay replay = replays.get(shard);
        if (marks.getOrDefault(shard, Set.of()).contains(offset)) {
            marked.computeIfAbsent(shard, first -> new HashMap<>()).put(offset, replay.state().stateHash());
        }
        nextOffsets.put(shard, offset + 1);
        List<DeskEvent> events = replay.take(offset, record);
        if (record instanceof ShardClaimed claimed && replay.claim() != null
            && replay.claim().offset() == offset) {
            claims.get(shard).add(new Claim(replay.claim(), claimed.at().toEpochMilli()));
        }
        events.forEach(event -> count(shard, event));
    }

    private void count(int shard, DeskEvent event) {
        if (event instanceof OrderCreated e) {
            created.add(e.clOrdId());
        } else if (event instanceof ExternalOrderAdopted e) {
            created.add(e.clOrdId());
        } else if (event instanceof SendAttempted e) {
            sends.put(e.venueClientId(), e);
            lastSend.put(e.clOrdId(), e.venueClientId());
            if (halted.contains(shard)) {
                sendsWhileHalted.add("shard " + shard + " is halted and sends " + e.venueClientId());
            }
        } else if (event instanceof SendWithheld e) {
            neverSent.put(lastSend.get(e.clOrdId()), "withheld");
        } else if (event instanceof ProvenAbsent e) {
            neverSent.put(lastSend.get(e.clOrdId()), "absent");
        } else if (event instanceof TradingStateChanged e && e.account() == null) {
            if (e.state() == TradingState.HALTED) {
                halted.add(shard);
            } else {
                halted.remove(shard);
            }
        }
    }

    /** Every order that ever existed, even those that the fold has dropped by now. */
    Set<ClOrdId> created() {
        return created;
    }

    /** Every send, by the client id that the venue saw. */
    Map<String, SendAttempted> sends() {
        return sends;
    }

    /** Sends that were closed as withheld or absent, by the client id of the venue: it must not have them. */
    SortedMap<String, String> neverSent() {
        return neverSent;
    }

    List<String> sendsWhileHalted() {
        return sendsWhileHalted;
    }

    Set<Integer> haltedShards() {
        return halted;
    }

    List<Claim> claims(int shard) {
        return claims.get(shard);
    }

    int claims() {
        return claims.values().stream().mapToInt(List::size).sum();
    }

    List<JournalFill> fills() {
        return replays.values().stream().flatMap(replay -> replay.fills().stream()).toList();
    }

    /** Orders that have not ended, or whose last request has no answer. */
    List<Order> open() {
        return replays.values().stream().flatMap(replay -> replay.state().book().open().stream()).toList();
    }

    /** Of the fold of all below that offset: one that was marked, or the end; else null. */
    String stateHash(int shard, long nextOffset) {
        return nextOffset == nextOffsets.getOrDefault(shard, 0L) ? replays.get(shard).state().stateHash()
            : marked.getOrDefault(shard, Map.of()).get(nextOffset);
    }
}

package dev.holdfast.node.past;

import dev.holdfast.node.demo.JournalFile;
import dev.holdfast.node.past.PastReport.Proof;
import dev.holdfast.node.past.PastReport.ShardLine;
import dev.holdfast.runtime.checkpoint.Checkpoints;
import dev.holdfast.runtime.checkpoint.ShardPast;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.position.Account;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.checkpoint.ShardSnapshot;
import dev.holdfast.wire.journal.JournalRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reaches the state at a time: nearest checkpoint before it, and the journal up to it. Reads only. */
public final class Past {
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final String bootstrap;
    private final Checkpoints checkpoints;
    private final Map<InstrumentId, Instrument> instruments;
    private final BiConsumer<Long, Long> progress;

    private record Reached(SortedMap<Integer, ShardPast> shards, long records) {
    }

    /**
     * A way into the past.
     *
     * @param progress told of records read and of all that may be read
     */
    public Past(NodeConfig config, Checkpoints checkpoints, BiConsumer<Long, Long> progress) {
        this.bootstrap = config.kafka().bootstrapServers();
        this.checkpoints = checkpoints;
        this.instruments = config.instruments().stream()
            .collect(Collectors.toMap(Instrument::id, Function.identity()));
        this.progress = progress;
    }

    /**
     * The state at a time.
     *
     * @param prove replays the whole journal as well, and compares
     */
    public PastReport at(Instant at, boolean prove) {
        Map<Integer, Long> ends = JournalFile.endOffsets(bootstrap);
        long begun = System.nanoTime();
        Checkpoints.Found nearest = checkpoints.newestBefore(at);
        Map<Integer, ShardSnapshot> snapshots = nearest == null ? Map.of() : nearest.contents().shards();
        Reached reached = reach(at, snapshots, ends);
        long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        begun = System.nanoTime();
        Reached replayed = prove ? reach(at, Map.of(), ends) : null;
        List<ShardLine> lines = lines(reached, snapshots, replayed);
        Proof proof = replayed == null ? null : new Proof(replayed.records(),
            Duration.ofNanos(System.nanoTime() - begun).toMillis(),
            lines.stream().allMatch(line -> line.stateHash().equals(line.replayed())));
        return new PastReport(at, nearest == null ? null : nearest.name().text(),
            nearest == null ? null : nearest.store().name(), reached.records(), millis, lines,
            accounts(reached), proof);
    }

    private Reached reach(Instant at, Map<Integer, ShardSnapshot> from, Map<Integer, Long> ends) {
        SortedMap<Integer, ShardPast> shards = new TreeMap<>();
        Map<Integer, Long> begins = new HashMap<>();
        ends.keySet().forEach(shard -> {
            shards.put(shard, new ShardPast(instruments, from.get(shard), at));
            begins.put(shard, shards.get(shard).nextOffset());
        });
        long all = ends.entrySet().stream().mapToLong(end -> end.getValue() - begins.get(end.getKey())).sum();
        long[] read = new long[1];
        JournalFile.read(bootstrap, begins, ends, LONGEST, (shard, offset, bytes) -> {
            if (!shards.get(shard).isComplete()) {
                shards.get(shard).take(offset, Json.read(bytes, JournalRecord.class));
            }
            progress.accept(++read[0], all);
        });
        return new Reached(shards, read[0]);
    }

    private static List<ShardLine> lines(Reached reached, Map<Integer, ShardSnapshot> from,
                                         Reached replayed) {
        List<ShardLine> lines = new ArrayList<>();
        reached.shards().forEach((shard, past) -> lines.add(new ShardLine(shard,
            from.containsKey(shard) ? from.get(shard).nextOffset() : 0, past.nextOffset(),
            past.state().book().size(), past.state().book().openCount(),
            past.state().stateHash(),
            replayed == null ? null : replayed.shards().get(shard).state().stateHash())));
        return lines;
    }

    private static List<Account> accounts(Reached reached) {
        return reached.shards().values().stream().flatMap(past -> past.state().accounts().stream())
            .toList();
    }
}

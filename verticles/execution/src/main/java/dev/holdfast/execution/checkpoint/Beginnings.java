package dev.holdfast.execution.checkpoint;

import dev.holdfast.execution.shard.Shard;
import dev.holdfast.execution.shard.ShardKeeper;
import dev.holdfast.execution.shard.ShardStart;
import dev.holdfast.resilience.checkpoint.AdmissionRule;
import dev.holdfast.resilience.checkpoint.AdmissionRule.Start;
import dev.holdfast.runtime.checkpoint.Checkpoints;
import dev.holdfast.runtime.journal.LogBounds;
import dev.holdfast.runtime.journal.LogCheck;
import dev.holdfast.runtime.stream.LogCut;
import dev.holdfast.runtime.stream.StreamTail;
import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.wire.checkpoint.ShardSnapshot;
import dev.holdfast.wire.journal.LogIdentity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out how each life of the order path begins: behind the newest verified checkpoint that the log still
 * fits, else at the journal's beginning, and HALTED if the log no longer holds what was once read (ownership
 * rules 23 and 24). Blocks.
 */
public final class Beginnings {
    private static final Logger LOG = LoggerFactory.getLogger(Beginnings.class);

    private final String bootstrap;
    private final Checkpoints checkpoints;
    private final Map<InstrumentId, Instrument> instruments;

    /**
     * What the lives before knew.
     *
     * @param log   the log they read; null before the first
     * @param read  how far, by shard
     * @param cut   why records of a shard are known to be gone, by shard
     * @param doubt a fold broke on a record: what it began from may be wrong too, so the next life takes
     *              nothing but the journal
     */
    public record Memory(LogIdentity log, Map<Integer, Long> read, Map<Integer, String> cut,
                         boolean doubt) {
        /** Nothing lived before. */
        public static final Memory NONE = new Memory(null, Map.of(), Map.of(), false);

        /** What a life that ends knows; {@code cause} is null unless its tail broke. */
        public static Memory of(ShardKeeper keeper, LogIdentity log, Throwable cause) {
            Map<Integer, Long> read = new HashMap<>();
            Map<Integer, String> cut = new HashMap<>();
            for (Shard shard : keeper.shards()) {
                int number = shard.replica().shard().number();
                read.put(number, shard.replica().nextOffset());
                if (shard.replica().lost() != null) {
                    cut.put(number, shard.replica().lost());
                }
            }
            if (cause instanceof LogCut gone) {
                gone.partitions().forEach(number -> cut.put(number, gone.getMessage()));
            }
            return new Memory(log, read, cut, keeper.isBroken());
        }

        public Memory {
            read = Map.copyOf(read);
            cut = Map.copyOf(cut);
        }
    }

    /**
     * A beginning.
     *
     * @param words      for the log, one line
     * @param movedAside checkpoints that were not as they were written, and why
     */
    public record Beginning(LogIdentity log, Map<Integer, ShardStart> starts, String words,
                            List<String> movedAside) {
        /** What is still of use once it was begun from: the states live on elsewhere, and are large. */
        public Begun begun() {
            return new Begun(log, wantsCheckpoint());
        }

        /** Where the journal has to be read from. */
        public Map<Integer, StreamTail.Point> points() {
            Map<Integer, StreamTail.Point> points = new HashMap<>();
            starts.forEach((shard, start) -> {
                if (start.snapshot() != null) {
                    points.put(shard, new StreamTail.Point(start.snapshot().nextOffset(),
                        start.snapshot().leaderEpoch()));
                }
            });
            return points;
        }

        private boolean wantsCheckpoint() {
            return starts.values().stream()
                .anyMatch(start -> start.snapshot() == null || start.lost() != null);
        }
    }

    /**
     * A beginning that was made.
     *
     * @param wantsCheckpoint true if some shard began from no snapshot, or lost records: one is due soon
     */
    public record Begun(LogIdentity log, boolean wantsCheckpoint) {
    }

    public Beginnings(String bootstrap, Checkpoints checkpoints,
                      Map<InstrumentId, Instrument> instruments) {
        this.bootstrap = bootstrap;
        this.checkpoints = checkpoints;
        this.instruments = instruments;
    }

    /**
     * Looks at the log and the stores.
     *
     * @throws IllegalStateException if no broker answers, or a shard cannot begin at all
     */
    public Beginning find(Memory memory) throws InterruptedException {
        LogIdentity log = LogCheck.of(bootstrap).identity();
        AdmissionRule.Log now = LogBounds.of(bootstrap, log);
        Checkpoints.Found newest = memory.doubt() ? null : checkpoints.newest();
        boolean sameLog = memory.log() == null || memory.log().equals(log);
        Map<Integer, String> cut = new HashMap<>(memory.cut());
        if (!sameLog) {
            memory.read().forEach((shard, offset) -> {
                if (offset > 0) {
                    cut.put(shard, "the journal is not the one that was read up to offset " + offset);
                }
            });
        }
        Map<Integer, Start> starts = AdmissionRule.starts(
            newest == null ? null : newest.contents().manifest(), now, sameLog ? memory.read() : Map.of());
        Map<Integer, ShardSnapshot> snapshots = newest == null ? Map.of() : newest.contents().shards();
        Map<Integer, ShardStart> all = new TreeMap<>();
        starts.forEach((shard, start) -> all.put(shard, start(shard, start, snapshots.get(shard),
            cut.get(shard))));
        return new Beginning(log, all, words(newest, all), checkpoints.movedAside());
    }

    private ShardStart start(int shard, Start start, ShardSnapshot snapshot, String cut) {
        return switch (start) {
            case Start.Impossible e -> throw new IllegalStateException("shard " + shard + ": " + e.why());
            case Start.Halted e -> ShardStart.halted(e.why());
            case Start.FromSnapshot e when cut == null -> new ShardStart(snapshot,
                DeskState.restore(instruments, snapshot.desk()), null);
            case Start.FromSnapshot e -> ShardStart.halted(cut);
            case Start.FromBeginning e -> cut == null ? ShardStart.BEGINNING : ShardStart.halted(cut);
        };
    }

    private static String words(Checkpoints.Found newest, Map<Integer, ShardStart> starts) {
        starts.forEach((shard, start) -> {
            if (start.lost() != null) {
                LOG.error("shard {} starts HALTED: {}", shard, start.lost());
            }
        });
        long restored = starts.values().stream().filter(start -> start.snapshot() != null).count();
        return newest == null ? "no checkpoint: the whole journal is read" : restored + " of "
            + starts.size() + " shards begin from " + newest.name() + " of " + newest.store().name();
    }
}

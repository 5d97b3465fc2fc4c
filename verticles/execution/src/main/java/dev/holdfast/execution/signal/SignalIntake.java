package dev.holdfast.execution.signal;

import dev.holdfast.execution.shard.Every;
import dev.holdfast.execution.shard.ShardKeeper;
import dev.holdfast.execution.shard.Tenure;
import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.trading.desk.DeskCommand.ActOnSignal;
import dev.holdfast.trading.desk.DeskCommand.ConsumeSignals;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.signal.Signal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Brings signals to the shards owned here: at once off the bus, and surely off the stream, where a new owner
 * goes on behind what the shard's journal says was consumed (ownership rule 20). A signal that comes both
 * ways makes one order, because its id is made from the signal's.
 */
public final class SignalIntake {
    /**
     * Signals kept for a takeover; they expire within minutes, and this is far more than come in that time.
     */
    private static final int MAX_KEPT = 10_000;
    private static final Duration CONSUME = Duration.ofSeconds(1);

    private final ShardKeeper keeper;
    private final Clock clock;
    private final ArrayDeque<Kept> recent = new ArrayDeque<>();
    private final Map<Integer, Long> next = new HashMap<>();
    private final Map<ShardId, Cursor> cursors = new HashMap<>();
    private final Every consuming = new Every(CONSUME);

    private record Kept(int partition, long offset, Signal signal) {
    }

    /** How far a tenure has come, by partition. */
    private record Cursor(ClaimId claim, Map<Integer, Long> done) {
    }

    public SignalIntake(ShardKeeper keeper, Clock clock) {
        this.keeper = keeper;
        this.clock = clock;
    }

    /** Off the bus. */
    public void onSignal(Signal signal) {
        keeper.live().forEach(tenure -> tenure.handle(new ActOnSignal(signal)));
    }

    /** Off the stream. */
    public void onRecord(int partition, long offset, Signal signal) {
        recent.add(new Kept(partition, offset, signal));
        next.put(partition, offset + 1);
        if (recent.size() > MAX_KEPT) {
            recent.poll();
        }
        keeper.live().forEach(this::bring);
    }

    /** Serves tenures that are new or were refused, and journals how far each has come. */
    public void tick(long nanos) {
        if (!consuming.isDue(nanos)) {
            return;
        }
        recent.removeIf(kept -> !clock.instant().isBefore(kept.signal().expiresAt()));
        for (Tenure tenure : keeper.live()) {
            if (bring(tenure)) {
                next.forEach((partition, offset) -> {
                    if (offset > tenure.replica().state().nextSignalOffset(partition)) {
                        tenure.handle(new ConsumeSignals(partition, offset));
                    }
                });
            }
        }
    }

    /** True if the tenure took every signal that it has not had. */
    private boolean bring(Tenure tenure) {
        Cursor cursor = cursor(tenure);
        for (Kept kept : recent) {
            long from = cursor.done().getOrDefault(kept.partition(),
                tenure.replica().state().nextSignalOffset(kept.partition()));
            if (kept.offset() < from) {
                continue;
            }
            if (tenure.handle(new ActOnSignal(kept.signal())).failed()) {
                return false;
            }
            cursor.done().put(kept.partition(), kept.offset() + 1);
        }
        return true;
    }

    private Cursor cursor(Tenure tenure) {
        ShardId shard = tenure.replica().shard();
        return cursors.compute(shard, (id, known) -> known != null && known.claim().equals(tenure.claim())
            ? known : new Cursor(tenure.claim(), new HashMap<>()));
    }
}

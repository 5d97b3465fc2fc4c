package dev.holdfast.simulation.log;

import dev.holdfast.simulation.world.Scene;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.signal.Signal;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.journal.LogIdentity;
import dev.holdfast.wire.lease.LeaseRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * What the broker holds: the journal of every shard, the lease log, the stream of signals. Records are
 * passed as objects, as the codec has tests of its own. It never lies; what goes wrong goes wrong on the way.
 */
public final class SimLog {
    private static final int KIND_JOURNAL = 1;
    private static final int KIND_LEASE = 2;

    private final Scene scene;
    private final Witness witness;
    private final List<List<JournalRecord>> journal = new ArrayList<>();
    private final List<List<LeaseRecord>> leases = List.of(new ArrayList<>(), new ArrayList<>());
    private final List<Signal> signals = new ArrayList<>();
    private final List<Runnable> journalReaders = new ArrayList<>();
    private final List<Runnable> leaseReaders = new ArrayList<>();
    private final List<Runnable> signalReaders = new ArrayList<>();

    /** Sees every record at the moment at which it is durable. */
    public interface Witness {
        void onJournal(int shard, long offset, JournalRecord record);

        void onLease(LeaseRecord record);
    }

    public SimLog(Scene scene, Witness witness) {
        this.scene = scene;
        this.witness = witness;
        for (int shard = 0; shard < ShardId.COUNT; shard++) {
            journal.add(new ArrayList<>());
        }
    }

    public LogIdentity identity() {
        return new LogIdentity("simulated", ShardId.COUNT);
    }

    void land(int shard, JournalRecord record) {
        List<JournalRecord> partition = journal.get(shard);
        int offset = partition.size();
        partition.add(record);
        scene.trace().step(KIND_JOURNAL + 8 * shard, RecordWords.number(record),
            () -> "journal " + shard + "@" + offset + " " + RecordWords.of(record));
        witness.onJournal(shard, offset, record);
        wake(journalReaders);
    }

    void landLease(int partition, LeaseRecord record) {
        leases.get(partition).add(record);
        scene.trace().step(KIND_LEASE, partition, () -> "lease " + RecordWords.of(record));
        witness.onLease(record);
        wake(leaseReaders);
    }

    /** A signal service publishes. */
    public void landSignal(Signal signal) {
        signals.add(signal);
        wake(signalReaders);
    }

    public List<JournalRecord> journal(int shard) {
        return journal.get(shard);
    }

    public int leaseEnd(int partition) {
        return leases.get(partition).size();
    }

    public List<Signal> signals() {
        return signals;
    }

    /** The journal, to be read from its beginning. */
    public SimTail.Topic<JournalRecord> journalTopic() {
        return new SimTail.Topic<>(journal::get, ShardId.COUNT, journalReaders::add, journalReaders::remove);
    }

    /** Duties and heartbeats. */
    public SimTail.Topic<LeaseRecord> leaseTopic() {
        return new SimTail.Topic<>(leases::get, leases.size(), leaseReaders::add, leaseReaders::remove);
    }

    /** Signals, of one partition. */
    public SimTail.Topic<Signal> signalTopic() {
        return new SimTail.Topic<>(partition -> signals, 1, signalReaders::add, signalReaders::remove);
    }

    private static void wake(List<Runnable> readers) {
        for (int each = 0; each < readers.size(); each++) {
            readers.get(each).run();
        }
    }
}

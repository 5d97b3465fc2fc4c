package dev.holdfast.runtime.checkpoint;

import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.wire.checkpoint.ShardSnapshot;
import dev.holdfast.wire.journal.JournalFilter;
import dev.holdfast.wire.journal.JournalRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One shard as it was at a time: a snapshot from before, or nothing, and the journal behind it up to that
 * time. In a shard's journal time never runs backwards (ownership rule 8), so that is a prefix of it, and the
 * same one from wherever the fold began.
 */
public final class ShardPast {
    private final JournalFilter filter;
    private final DeskState state;
    private final Instant at;
    private long nextOffset;
    private boolean complete;

    /**
     * A fold that has taken nothing of the journal yet.
     *
     * @param from null begins before the first record
     * @param at   the last moment that belongs to it
     */
    public ShardPast(Map<InstrumentId, Instrument> instruments, ShardSnapshot from, Instant at) {
        this.at = at;
        if (from == null) {
            this.filter = new JournalFilter();
            this.state = new DeskState(instruments);
        } else {
            this.filter = new JournalFilter(from.claim(), from.nextSeq());
            this.state = DeskState.restore(instruments, from.desk());
            this.nextOffset = from.nextOffset();
        }
    }

    /** Takes the next record; what is later than the time changes nothing any more. */
    public void take(long offset, JournalRecord record) {
        if (complete || offset < nextOffset) {
            return;
        }
        List<DeskEvent> events = filter.take(offset, record);
        if (events.stream().anyMatch(event -> event.at().isAfter(at))) {
            complete = true;
            return;
        }
        events.forEach(state::apply);
        nextOffset = offset + 1;
    }

    /** First offset that is not in it. */
    public long nextOffset() {
        return nextOffset;
    }

    /** True once a later record was seen: reading on is of no use. */
    public boolean isComplete() {
        return complete;
    }

    public DeskState state() {
        return state;
    }
}

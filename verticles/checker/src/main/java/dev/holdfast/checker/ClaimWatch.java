package dev.holdfast.checker;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.wire.journal.JournalFilter;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import dev.holdfast.wire.journal.JournalRecord.ShardClaimed;
import dev.holdfast.wire.journal.JournalRecord.ShardReleased;
import dev.holdfast.wire.journal.LogIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Says by itself which records of one shard count, holds that against the reader that everybody uses, and
 * checks that the log is whole: from offset 0, without a hole, of one topic, with time never running back.
 */
final class ClaimWatch {
    private final Findings findings;
    private final JournalFilter reader = new JournalFilter();
    private ClaimId current;
    private long nextSeq;
    private boolean released;
    private long nextOffset;
    private LogIdentity log;
    private Instant lastAt = Instant.EPOCH;
    private long records;
    private long voidRecords;
    private long claims;

    ClaimWatch(Findings findings) {
        this.findings = findings;
    }

    /** True if the record counts. */
    boolean take(int shard, long offset, JournalRecord record) {
        Place place = new Place(shard, offset, current);
        checkOffset(place);
        records++;
        boolean valid = switch (record) {
            case ShardClaimed e -> claimed(place, e);
            case DecisionMade e -> inSequence(e.claim(), e.seq());
            case ShardReleased e -> released(e);
        };
        voidRecords += valid ? 0 : 1;
        List<DeskEvent> read = reader.take(offset, record);
        List<DeskEvent> mine = valid && record instanceof DecisionMade e ? e.events() : List.of();
        boolean same = read.equals(mine) && Objects.equals(current, reader.claims().current())
            && released == reader.claims().isReleased();
        if (findings.fails(Invariant.CLAIMS, same)) {
            findings.broken(Invariant.CLAIMS, place, current, "the reader takes this record for "
                + (valid ? "void" : "valid") + ", by the rules it is not");
        }
        return valid;
    }

    /** Time within one shard never runs backwards (ownership rule 8). */
    void at(Place place, Instant at) {
        if (findings.fails(Invariant.CLAIMS, !at.isBefore(lastAt))) {
            findings.broken(Invariant.CLAIMS, place, at, "earlier than the event before it, " + lastAt);
        }
        lastAt = at;
    }

    ClaimId current() {
        return current;
    }

    long nextOffset() {
        return nextOffset;
    }

    long records() {
        return records;
    }

    long voidRecords() {
        return voidRecords;
    }

    /** Valid ones. */
    long claims() {
        return claims;
    }

    private void checkOffset(Place place) {
        if (findings.fails(Invariant.CLAIMS, place.offset() == nextOffset)) {
            findings.broken(Invariant.CLAIMS, place, "offset " + nextOffset, place.offset() < nextOffset
                ? "read again" : nextOffset == 0 ? "the beginning of the journal is missing"
                : "missing: a hole in the journal");
        }
        nextOffset = place.offset() + 1;
    }

    private boolean claimed(Place place, ShardClaimed e) {
        if (!Objects.equals(e.previous(), current)) {
            return false;
        }
        current = new ClaimId(place.offset(), e.node(), e.incarnation());
        nextSeq = 0;
        released = false;
        claims++;
        if (log != null && findings.fails(Invariant.CLAIMS, log.equals(e.log()))) {
            findings.broken(Invariant.CLAIMS, place, e.node(), "claims log " + e.log() + ", the first claim "
                + log);
        }
        log = log == null ? e.log() : log;
        return true;
    }

    private boolean inSequence(ClaimId claim, long seq) {
        boolean valid = current != null && !released && current.equals(claim) && seq == nextSeq;
        nextSeq += valid ? 1 : 0;
        return valid;
    }

    private boolean released(ShardReleased e) {
        boolean valid = inSequence(e.claim(), e.seq());
        released |= valid;
        return valid;
    }
}

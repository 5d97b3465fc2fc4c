package dev.holdfast.simulation.node;

import dev.holdfast.resilience.lease.DutyDesk;
import dev.holdfast.simulation.log.LeasePen;
import dev.holdfast.wire.lease.DutyFilter;
import dev.holdfast.wire.lease.LeaseRecord;
import dev.holdfast.wire.lease.LeaseRecord.DutyClaimed;
import dev.holdfast.wire.lease.LeaseRecord.DutyRenewed;
import java.time.Duration;

/** One process's contest for one duty that only one node may do at a time (ownership rules 21 and 22). */
final class DutyShell {
    static final DutyDesk.Terms DUTY = new DutyDesk.Terms("feed", Duration.ofMillis(1_500), false);

    private final SimNode node;
    private final SimProcess process;
    private final LeasePen pen;
    private final DutyFilter duties = new DutyFilter(0);
    private final DutyDesk desk;
    private boolean caughtUp;

    DutyShell(SimNode node, SimProcess process, LeasePen pen) {
        this.node = node;
        this.process = process;
        this.pen = pen;
        this.desk = new DutyDesk(DUTY, nanos());
    }

    void onCaughtUp() {
        caughtUp = true;
    }

    void onRecord(long offset, LeaseRecord.DutyRecord record) {
        boolean valid = duties.take(offset, record);
        if (valid) {
            boolean mine = record.incarnation().equals(process.incarnation());
            desk.onValid(duties.of(record.duty()), mine, record.count(), nanos());
        }
    }

    void tick(boolean mayAct) {
        switch (desk.tick(new DutyDesk.Look(nanos(), mayAct && caughtUp, false))) {
            case DutyDesk.Step.Wait nothing -> { }
            case DutyDesk.Step.Claim claim -> send(new DutyClaimed(DUTY.duty(), claim.previous(),
                node.name(), process.incarnation(), claim.count(), node.clock().instant()), claim.count());
            case DutyDesk.Step.Renew renew -> send(new DutyRenewed(DUTY.duty(), renew.previous(),
                node.name(), process.incarnation(), renew.count(), node.clock().instant()), renew.count());
        }
    }

    /** True while this process would do the duty. */
    boolean isHeld() {
        return desk.isHeld(nanos());
    }

    private void send(LeaseRecord record, long count) {
        pen.send(LeaseRecord.DUTIES, record, () -> acknowledged(count));
    }

    private void acknowledged(long count) {
        // That the broker has it proves nothing: a claim may stand before it. Only the reading counts.
    }

    private long nanos() {
        return node.clock().nanoTime();
    }
}

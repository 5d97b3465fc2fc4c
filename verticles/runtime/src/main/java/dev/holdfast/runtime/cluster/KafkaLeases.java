package dev.holdfast.runtime.cluster;

import dev.holdfast.resilience.lease.DutyDesk;
import dev.holdfast.resilience.lease.DutyDesk.Step;
import dev.holdfast.resilience.lease.LeaseFold;
import dev.holdfast.runtime.health.LoopWatch;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.wire.lease.DutyFilter;
import dev.holdfast.wire.lease.LeaseRecord;
import dev.holdfast.wire.lease.LeaseRecord.DutyClaimed;
import dev.holdfast.wire.lease.LeaseRecord.DutyRecord;
import dev.holdfast.wire.lease.LeaseRecord.DutyReleased;
import dev.holdfast.wire.lease.LeaseRecord.DutyRenewed;
import io.vertx.core.Context;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The contests for duties over the lease log. It is fed by the log's tail and by the ticks of the cluster
 * watch; every decision is {@link DutyDesk}'s.
 */
final class KafkaLeases implements Leases {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaLeases.class);

    private final NodeIdentity me;
    private final ClusterWatch watch;
    private final LeaseLog log;
    private final LoopWatch loops;
    private final Map<String, Contest> contests = new HashMap<>();
    private DutyFilter duties = new DutyFilter(0);
    private boolean caughtUp;

    KafkaLeases(NodeIdentity me, ClusterWatch watch, LeaseLog log, LoopWatch loops) {
        this.me = me;
        this.watch = watch;
        this.log = log;
        this.loops = loops;
    }

    @Override
    public synchronized Duty contend(DutyDesk.Terms terms, Context context, LeaseHolder holder) {
        if (contests.containsKey(terms.duty())) {
            throw new IllegalStateException("this node contends for " + terms.duty() + " already");
        }
        Contest contest = new Contest(terms, context, holder);
        contests.put(terms.duty(), contest);
        LeaseFold.Tenure tenure = duties.of(terms.duty());
        if (tenure != null) {
            contest.desk.onValid(tenure, false, 0, System.nanoTime());
        }
        return contest;
    }

    /** The log is read anew: what was held is held no more, and what is claimed waits until it is read. */
    synchronized void onBegin(long logStart) {
        duties = new DutyFilter(logStart);
        caughtUp = false;
        contests.values().forEach(Contest::startOver);
    }

    synchronized void onCaughtUp() {
        caughtUp = true;
    }

    synchronized void onRecord(long offset, DutyRecord record) {
        boolean valid = duties.take(offset, record);
        Contest contest = contests.get(record.duty());
        if (valid && contest != null) {
            boolean mine = record.incarnation().equals(me.incarnation()) && record.node().equals(me.name());
            contest.onValid(duties.of(record.duty()), mine, record.count());
        }
    }

    /** Several times in a ttl. */
    synchronized void tick() {
        boolean mayAct = caughtUp && watch.refusalToAct() == null;
        contests.values().forEach(contest ->
            contest.tick(mayAct && !loops.isBlocked(contest.context)));
    }

    private boolean isDead(String node) {
        return watch.nodes().stream().anyMatch(view -> view.node().equals(node) && view.agreedDead());
    }

    private synchronized void end(Contest contest) {
        if (!contests.remove(contest.terms.duty(), contest)) {
            return;
        }
        if (contest.desk.isHeld(System.nanoTime())) {
            send(new DutyReleased(contest.terms.duty(), contest.desk.tenure().last(), me.name(),
                me.incarnation(), contest.desk.nextCount(), now()));
        }
    }

    private void send(DutyRecord record) {
        log.send(LeaseRecord.DUTIES, record.duty(), record);
    }

    private Instant now() {
        return me.clock().instant();
    }

    /** Guarded by the lock of all contests: each step is a few comparisons. */
    private final class Contest implements Duty {
        private final DutyDesk.Terms terms;
        private final Context context;
        private final LeaseHolder listener;
        private DutyDesk desk;
        private Long told;

        Contest(DutyDesk.Terms terms, Context context, LeaseHolder listener) {
            this.terms = terms;
            this.context = context;
            this.listener = listener;
            this.desk = new DutyDesk(terms, System.nanoTime());
        }

        private void startOver() {
            desk = new DutyDesk(terms, System.nanoTime());
            tell();
        }

        private void onValid(LeaseFold.Tenure tenure, boolean own, long count) {
            desk.onValid(tenure, own, count, System.nanoTime());
            tell();
        }

        private void tick(boolean mayAct) {
            tell();
            String holder = desk.holder();
            Step step = desk.tick(new DutyDesk.Look(System.nanoTime(), mayAct,
                terms.fenced() && holder != null && isDead(holder)));
            switch (step) {
                case Step.Wait nothing -> {
                    // Held by another, or renewed a moment ago.
                }
                case Step.Claim claim -> send(new DutyClaimed(terms.duty(), claim.previous(), me.name(),
                    me.incarnation(), claim.count(), now()));
                case Step.Renew renew -> send(new DutyRenewed(terms.duty(), renew.previous(), me.name(),
                    me.incarnation(), renew.count(), now()));
            }
        }

        private void tell() {
            Long held = desk.isHeld(System.nanoTime()) ? desk.tenure().token() : null;
            if (Objects.equals(held, told)) {
                return;
            }
            if (told != null) {
                LOG.info("{} no longer does {}", me.name(), terms.duty());
                context.runOnContext(now -> listener.onLost());
            }
            if (held != null) {
                LOG.info("{} does {} from here on, token {}", me.name(), terms.duty(), held);
                context.runOnContext(now -> listener.onHeld(held));
            }
            told = held;
        }

        @Override
        public boolean isHeld() {
            synchronized (KafkaLeases.this) {
                return desk.isHeld(System.nanoTime());
            }
        }

        @Override
        public String holder() {
            synchronized (KafkaLeases.this) {
                return desk.holder();
            }
        }

        @Override
        public void giveUp() {
            end(this);
        }
    }
}

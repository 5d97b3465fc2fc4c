package dev.holdfast.execution.shard;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.trading.desk.Decision;
import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.OrderDesk;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import dev.holdfast.wire.journal.JournalRecord.ShardClaimed;
import dev.holdfast.wire.journal.JournalRecord.ShardReleased;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One claim's life: decide, apply to the speculative fold, append, and once the record is read back as valid
 * reply and act (ownership rules 2 to 8). It ends with the claim and takes all that was not durable with it;
 * what is durable is in the {@link Replica}. All calls on one context.
 */
public final class Tenure {
    /** Appends that may wait for their read-back; beyond this a client is told to come back. */
    static final int MAX_PENDING = 1_000;
    /** The same for what the venue says, which nobody can be told to say again. */
    static final int MAX_PENDING_REPORTS = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(Tenure.class);

    private final Replica replica;
    private final Surroundings around;
    private final ShardEffects effects;
    private final String incarnation;
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private OrderDesk speculative;
    private ClaimId claim;
    private Phase phase = Phase.CLAIMING;
    private String drainingFor;
    private long drainUntil;
    private String releaseTo;
    private long nextSeq;

    /** Why a tenure ended. */
    public enum End {
        /** Its journal or its own records failed it: claiming again is the way back. */
        BROKEN,
        /** Another claim counts now. */
        DEPOSED,
        /** It gave the shard up. */
        RELEASED
    }

    private enum Phase { CLAIMING, LIVE, DRAINING, RELEASING, OVER }

    private record Pending(DecisionMade decision, Promise<OrderReply> answered, OrderReply reply) {
    }

    Tenure(Replica replica, Surroundings around, ShardEffects effects, String incarnation) {
        this.replica = replica;
        this.around = around;
        this.effects = effects;
        this.incarnation = incarnation;
    }

    /** Appends the claim. The tenure is live when the claim is read back. */
    void begin() {
        write(around.me().name(), new ShardClaimed(replica.claim(), around.me().name(), incarnation,
            around.log(), around.me().clock().instant()));
    }

    /**
     * The record that was read, or in its stead the equal one that was written: both folds then share all
     * that it brings, which halves what a kept order weighs.
     */
    JournalRecord shared(JournalRecord read) {
        Pending next = pending.peek();
        return next != null && next.decision().equals(read) ? next.decision() : read;
    }

    /** Hears what became of a record that the replica has just folded. */
    void onFolded(Replica.Folded folded, JournalRecord record) {
        boolean mine = folded.owner().equals(incarnation);
        if (phase == Phase.OVER) {
            return;
        }
        if (mine && !folded.valid()) {
            end(record instanceof ShardClaimed ? lostTheRace() : End.BROKEN,
                "an own record came back void: " + record.getClass().getSimpleName());
        } else if (mine) {
            onOwn(record);
        } else if (folded.valid() && record instanceof ShardClaimed other && phase != Phase.CLAIMING) {
            end(End.DEPOSED, "node " + other.node() + " claimed the shard");
        }
    }

    /**
     * Decides a command and answers once everything it rests on is durable.
     *
     * @return fails with {@link Refusal}: UNAVAILABLE when nothing was done, OUTCOME_UNKNOWN when it may
     * have been
     */
    public Future<OrderReply> handle(DeskCommand command) {
        String refusal = refusal(command);
        if (refusal != null) {
            return Future.failedFuture(new Refusal(Refusal.Kind.UNAVAILABLE,
                "shard " + replica.shard() + " on " + around.me().name() + ": " + refusal));
        }
        Decision decision;
        try {
            decision = speculative.decide(command, around.world().get());
        } catch (RuntimeException e) {
            // Nothing was changed yet, and one command's trouble is not that of the next.
            LOG.error("shard {} could not decide {}", replica.shard(), command, e);
            return Future.failedFuture(e);
        }
        return decision.events().isEmpty() ? afterAllBefore(decision.reply()) : append(decision);
    }

    /** What the desk would decide now. Nothing is applied, appended or sent. Only while it is live. */
    public Decision rehearse(DeskCommand command) {
        return speculative.decide(command, around.world().get());
    }

    /** True while this node owns the shard by the committed fold and has not ended. */
    public boolean holdsClaim() {
        return claim != null && phase != Phase.OVER && claim.equals(replica.claim());
    }

    public Replica replica() {
        return replica;
    }

    /** The way to the venue and back. */
    public ShardEffects effects() {
        return effects;
    }

    /** The claim that it lives by; null until it is read back. */
    public ClaimId claim() {
        return claim;
    }

    /** True while it takes commands of this node. */
    public boolean isLive() {
        return phase == Phase.LIVE;
    }

    /** True once it ended: nothing may be done in its name. */
    public boolean isOver() {
        return phase == Phase.OVER;
    }

    /** Why it takes no commands right now; null if it does. */
    String notAccepting() {
        return switch (phase) {
            case CLAIMING -> "being claimed";
            case LIVE -> around.cluster().refusalToAct();
            case DRAINING, RELEASING -> "handing over: " + drainingFor;
            case OVER -> "not owned here";
        };
    }

    /** Takes no new commands from here on, and gives the shard up once nothing waits, or at the limit. */
    void drain(String to, String why, long untilNanos) {
        if (phase == Phase.LIVE) {
            phase = Phase.DRAINING;
            drainingFor = why;
            releaseTo = to;
            drainUntil = untilNanos;
        }
    }

    /** Looks whether a drain is done. */
    void tick(long nanos) {
        boolean quiet = pending.isEmpty() && effects.isQuiet();
        if (phase == Phase.DRAINING && (quiet || nanos - drainUntil >= 0)) {
            phase = Phase.RELEASING;
            write(around.me().name(), new ShardReleased(claim, nextSeq++, releaseTo, drainingFor,
                around.me().clock().instant()));
        }
    }

    /** Stops acting at once; every waiting caller learns that its outcome is unknown. */
    void end(End how, String why) {
        if (phase == Phase.OVER) {
            return;
        }
        LOG.info("shard {}: tenure {} ends, {}: {}", replica.shard(), incarnation, how, why);
        phase = Phase.OVER;
        effects.onDown();
        Refusal refusal = new Refusal(Refusal.Kind.OUTCOME_UNKNOWN,
            "outcome unknown, retry with the same id: " + why);
        pending.forEach(waiting -> waiting.answered().tryFail(refusal));
        pending.clear();
        around.watcher().onEnd(this, how, why);
    }

    private String refusal(DeskCommand command) {
        boolean ofTheVenue = isOfTheVenue(command);
        if (phase != Phase.LIVE && !(phase == Phase.DRAINING && ofTheVenue)) {
            return notAccepting();
        }
        if (pending.size() >= (ofTheVenue ? MAX_PENDING_REPORTS : MAX_PENDING)) {
            return pending.size() + " decisions wait for the journal";
        }
        // What the venue said is written whatever we may do ourselves: the claim alone fences the journal.
        return ofTheVenue ? null : around.cluster().refusalToAct();
    }

    private static boolean isOfTheVenue(DeskCommand command) {
        return switch (command) {
            case DeskCommand.TakeReport c -> true;
            case DeskCommand.TakeStatus c -> true;
            case DeskCommand.MarkUnknown c -> true;
            case DeskCommand.MarkWithheld c -> true;
            case DeskCommand.MarkCancelRejected c -> true;
            case DeskCommand other -> false;
        };
    }

    private Future<OrderReply> append(Decision decision) {
        try {
            decision.events().forEach(speculative::apply);
        } catch (RuntimeException e) {
            LOG.error("shard {} decided what it cannot apply: {}", replica.shard(), decision, e);
            end(End.BROKEN, "a decision cannot be applied: " + e.getMessage());
            return Future.failedFuture(e);
        }
        Promise<OrderReply> answered = Promise.promise();
        DecisionMade made = new DecisionMade(claim, nextSeq++, decision.events());
        pending.add(new Pending(made, answered, decision.reply()));
        write(JournalKey.of(decision.events().getFirst(), speculative.state(), replica.shard()), made);
        return answered.future();
    }

    private void write(String key, JournalRecord record) {
        around.writer().append(replica.shard(), key, record)
            .onFailure(e -> end(End.BROKEN, "an append failed or is ambiguous: " + e.getMessage()));
    }

    /** A reply that rests on no record of its own waits for all that was appended before it (rule 7). */
    private Future<OrderReply> afterAllBefore(OrderReply reply) {
        Pending last = pending.peekLast();
        return last == null ? Future.succeededFuture(reply) : last.answered().future().map(done -> reply);
    }

    private End lostTheRace() {
        ClaimId winner = replica.claim();
        return winner != null && !winner.node().equals(around.me().name()) ? End.DEPOSED : End.BROKEN;
    }

    private void onOwn(JournalRecord record) {
        switch (record) {
            case ShardClaimed own -> goLive();
            case DecisionMade own -> answer(own);
            case ShardReleased own -> end(End.RELEASED, own.why());
        }
    }

    /** Live means: claim read back, and everything in flight journalled as unknown before anything new. */
    private void goLive() {
        claim = replica.claim();
        speculative = new OrderDesk(replica.shard(), around.rules(), replica.state().copy());
        phase = Phase.LIVE;
        appendOnTakeover(new DeskCommand.OpenAccounts());
        appendOnTakeover(new DeskCommand.TakeOver()).onSuccess(done -> effects.onLive());
        if (replica.lost() != null) {
            // Rule 23: what is known may be less than what happened, so a person looks first.
            appendOnTakeover(new DeskCommand.SetTradingState(null, TradingState.HALTED, replica.lost(),
                "failsafe")).onSuccess(done -> replica.haltIsJournalled());
        }
        around.watcher().onLive(this);
    }

    /** The first decisions of a tenure rest on the claim alone. */
    private Future<OrderReply> appendOnTakeover(DeskCommand command) {
        Decision decision = speculative.decide(command, around.world().get());
        return decision.events().isEmpty() ? afterAllBefore(null) : append(decision);
    }

    private void answer(DecisionMade decision) {
        Pending waiting = pending.poll();
        if (waiting == null || waiting.decision().seq() != decision.seq()) {
            throw new IllegalStateException("shard " + replica.shard() + " read back seq " + decision.seq()
                + ", waiting was " + waiting);
        }
        waiting.answered().complete(waiting.reply());
        decision.events().forEach(effects::onCommitted);
    }
}

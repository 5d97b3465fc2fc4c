package dev.holdfast.execution.shard;

import dev.holdfast.resilience.lease.ClaimFold;
import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.journal.JournalWriter;
import dev.holdfast.trading.desk.Decision;
import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.DeskContext;
import dev.holdfast.trading.desk.DeskRules;
import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.trading.desk.OrderDesk;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.OrderEvent;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import dev.holdfast.wire.journal.JournalRecord.ShardClaimed;
import dev.holdfast.wire.view.ShardView;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One shard as its owner runs it: decide, apply to the speculative fold, append, and once the record is read
 * back as valid apply it to the committed fold, reply and act. Two folds: only {@code decide} reads the
 * speculative one; everybody else sees what is durable (ownership rules 2 to 8). All calls on one context.
 */
public final class Shard {
    /** Appends that may wait for their read-back; beyond this a client is told to come back. */
    static final int MAX_PENDING = 1_000;
    /** The same for what the venue says, which nobody can be told to say again. */
    static final int MAX_PENDING_REPORTS = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);

    private final ShardId id;
    private final DeskRules rules;
    private final NodeIdentity me;
    private final JournalWriter writer;
    private final Supplier<DeskContext> world;
    private final ShardEffects effects;
    private final BiConsumer<StandDown, String> onStandDown;
    private final ClaimFold claims = new ClaimFold();
    private final OrderDesk committed;
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private OrderDesk speculative;
    private Phase phase = Phase.REPLAYING;
    private long nextOffset;
    private long nextSeq;

    /** Why a shard stopped acting. */
    public enum StandDown {
        /** Its journal or its own records failed it: taking it again is the way back. */
        BROKEN,
        /** Another node holds it now: taking it back would only make the two fight. */
        DEPOSED
    }

    private enum Phase { REPLAYING, CLAIMING, LIVE, DOWN }

    private record Pending(long seq, Promise<OrderReply> answered, OrderReply reply) {
    }

    /** Who runs the shard, and the ways out of it. */
    public record Surroundings(NodeIdentity me, JournalWriter writer, Supplier<DeskContext> world,
                               BiConsumer<StandDown, String> onStandDown) {
    }

    public Shard(ShardId id, DeskRules rules, Surroundings around, ShardEffects effects) {
        this.id = id;
        this.rules = rules;
        this.me = around.me();
        this.writer = around.writer();
        this.world = around.world();
        this.onStandDown = around.onStandDown();
        this.effects = effects;
        this.committed = new OrderDesk(id, rules);
    }

    /** Takes the shard, once its journal is folded to the end. It is live when the claim is read back. */
    public void claim() {
        if (phase != Phase.REPLAYING) {
            return;
        }
        phase = Phase.CLAIMING;
        ShardClaimed claim = new ShardClaimed(claims.current(), me.name(), me.incarnation(),
            me.clock().instant());
        writer.append(id, me.name(), claim).onFailure(e -> standDown(StandDown.BROKEN,
            "the claim was not written: " + e));
    }

    /** Folds the next record of the shard's journal, whoever wrote it. */
    public void onRecord(long offset, JournalRecord record) {
        if (phase == Phase.DOWN) {
            return;
        }
        nextOffset = offset + 1;
        try {
            switch (record) {
                case ShardClaimed claim -> onClaim(offset, claim);
                case DecisionMade decision -> onDecision(decision);
            }
        } catch (RuntimeException e) {
            // A fold that missed an event is wrong money: better no shard than one that goes on.
            LOG.error("shard {} cannot fold the record at offset {}", id, offset, e);
            standDown(StandDown.BROKEN, "the record at offset " + offset + " cannot be folded: "
                + e.getMessage());
        }
    }

    /**
     * Decides a command and answers once everything it rests on is durable.
     *
     * @return fails with {@link Refusal}: UNAVAILABLE when nothing was done, OUTCOME_UNKNOWN when it may
     * have been
     */
    public Future<OrderReply> handle(DeskCommand command) {
        if (phase != Phase.LIVE) {
            return Future.failedFuture(new Refusal(Refusal.Kind.UNAVAILABLE,
                "shard " + id + " is not ready on " + me.name() + ": " + phase));
        }
        if (pending.size() >= (isOfTheVenue(command) ? MAX_PENDING_REPORTS : MAX_PENDING)) {
            return Future.failedFuture(new Refusal(Refusal.Kind.UNAVAILABLE,
                "shard " + id + " has " + pending.size() + " decisions waiting for the journal"));
        }
        Decision decision;
        try {
            decision = speculative.decide(command, world.get());
        } catch (RuntimeException e) {
            // Nothing was changed yet, and one command's trouble is not that of the next.
            LOG.error("shard {} could not decide {}", id, command, e);
            return Future.failedFuture(e);
        }
        return decision.events().isEmpty() ? afterAllBefore(decision.reply()) : append(decision);
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

    /** True while this node owns the shard and may act for it. */
    public boolean isLive() {
        return phase == Phase.LIVE;
    }

    /** The claim under which this node acts, by the committed fold. */
    public boolean holdsClaim() {
        ClaimId current = claims.current();
        return phase == Phase.LIVE && current != null && current.incarnation().equals(me.incarnation());
    }

    public OrderDesk committed() {
        return committed;
    }

    public ShardView view() {
        DeskState state = committed.state();
        return new ShardView(id.number(), nextOffset, claims.current(), claims.nextSeq(), state.stateHash(),
            state.shardState(), state.book().orders().size(), state.book().open().size(),
            claims.voidRecords(), state.parkedReports());
    }

    /** Stops acting at once; every waiting caller learns that its outcome is unknown. */
    private void standDown(StandDown reason, String why) {
        if (phase == Phase.DOWN) {
            return;
        }
        LOG.warn("shard {} stands down: {}", id, why);
        abandon(why);
        onStandDown.accept(reason, "shard " + id + ": " + why);
    }

    /** Stops without a word to the host: it is the host that stops. */
    public void abandon(String why) {
        phase = Phase.DOWN;
        effects.onDown();
        Refusal refusal = new Refusal(Refusal.Kind.OUTCOME_UNKNOWN,
            "outcome unknown, retry with the same id: " + why);
        pending.forEach(waiting -> waiting.answered().tryFail(refusal));
        pending.clear();
    }

    private Future<OrderReply> append(Decision decision) {
        try {
            decision.events().forEach(speculative::apply);
        } catch (RuntimeException e) {
            LOG.error("shard {} decided what it cannot apply: {}", id, decision, e);
            standDown(StandDown.BROKEN, "a decision cannot be applied: " + e.getMessage());
            return Future.failedFuture(e);
        }
        Promise<OrderReply> answered = Promise.promise();
        pending.add(new Pending(nextSeq, answered, decision.reply()));
        DecisionMade record = new DecisionMade(claims.current(), nextSeq++, decision.events());
        writer.append(id, keyOf(decision), record)
            .onFailure(e -> standDown(StandDown.BROKEN,
                "an append failed or is ambiguous: " + e.getMessage()));
        return answered.future();
    }

    /** A reply that rests on no record of its own waits for all that was appended before it (rule 7). */
    private Future<OrderReply> afterAllBefore(OrderReply reply) {
        Pending last = pending.peekLast();
        return last == null ? Future.succeededFuture(reply) : last.answered().future().map(done -> reply);
    }

    private void onClaim(long offset, ShardClaimed claim) {
        boolean mine = claim.incarnation().equals(me.incarnation());
        ClaimId claimed = new ClaimId(offset, claim.node(), claim.incarnation());
        boolean valid = claims.claim(claim.previous(), claimed);
        if (mine && valid) {
            goLive();
        } else if (mine) {
            boolean byUs = claims.current() != null && claims.current().node().equals(me.name());
            standDown(byUs ? StandDown.BROKEN : StandDown.DEPOSED, "another claim came first: "
                + claims.current());
        } else if (valid && phase == Phase.LIVE) {
            standDown(StandDown.DEPOSED, "node " + claim.node() + " claimed at offset " + offset);
        }
    }

    private void goLive() {
        speculative = new OrderDesk(id, rules,
            DeskState.restore(rules.instruments(), committed.state().snapshot()));
        nextSeq = 0;
        phase = Phase.LIVE;
        handle(new DeskCommand.OpenAccounts());
        handle(new DeskCommand.TakeOver()).onSuccess(done -> effects.onLive(committed));
    }

    private void onDecision(DecisionMade decision) {
        boolean valid = claims.record(decision.claim(), decision.seq());
        boolean mine = phase == Phase.LIVE && decision.claim().incarnation().equals(me.incarnation());
        if (!valid) {
            if (mine) {
                standDown(StandDown.BROKEN, "an own record came back void, seq " + decision.seq());
            }
            return;
        }
        for (DeskEvent event : decision.events()) {
            committed.apply(event);
            if (!mine) {
                effects.onReplayed(event);
            }
        }
        if (mine) {
            answer(decision);
        }
    }

    private void answer(DecisionMade decision) {
        Pending waiting = pending.poll();
        if (waiting == null || waiting.seq() != decision.seq()) {
            throw new IllegalStateException("shard " + id + " read back seq " + decision.seq()
                + ", waiting was " + waiting);
        }
        waiting.answered().complete(waiting.reply());
        decision.events().forEach(event -> effects.onCommitted(event, committed));
    }

    private String keyOf(Decision decision) {
        return switch (decision.events().get(0)) {
            case OrderEvent e -> accountOf(e);
            case DeskEvent.AccountOpened e -> e.account().name();
            case DeskEvent.TradingStateChanged e when e.account() != null -> e.account().name();
            case DeskEvent.TradingStateChanged e -> "shard-" + id;
            case DeskEvent.ReportParked e -> "shard-" + id;
        };
    }

    private String accountOf(OrderEvent event) {
        return speculative.state().book().order(event.clOrdId()).terms().account().name();
    }
}

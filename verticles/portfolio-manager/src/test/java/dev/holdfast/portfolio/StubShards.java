package dev.holdfast.portfolio;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.runtime.journal.KafkaJournalWriter;
import dev.holdfast.trading.desk.AccountRules;
import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.DeskContext;
import dev.holdfast.trading.desk.DeskRules;
import dev.holdfast.trading.desk.OrderDesk;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import dev.holdfast.wire.journal.JournalRecord.ShardClaimed;
import dev.holdfast.wire.journal.LogIdentity;
import dev.holdfast.wire.message.Ack;
import dev.holdfast.wire.message.ShardOwned;
import dev.holdfast.wire.message.ShardStates;
import dev.holdfast.wire.view.ShardView;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Owns all shards of an empty journal with the real desk, but without a venue: what the execution module
 * does, as far as the gateway can tell. A test plays the venue with {@link #decide}.
 */
public final class StubShards extends VerticleBase {
    public static final String NODE = "node-1";
    private static final ClaimId CLAIM = new ClaimId(0, NODE, "i-1");
    private static final long TELL_MILLIS = 200;

    private final NodeKit kit;
    private final Map<ShardId, OrderDesk> desks = new HashMap<>();
    private final Map<ShardId, Long> seqs = new HashMap<>();
    private KafkaJournalWriter journal;
    private Context own;
    private volatile Refusal refuseWith;

    public StubShards(NodeKit kit) {
        this.kit = kit;
    }

    /** From now on every command fails so; null: none does. */
    public void refuseWith(Refusal refusal) {
        this.refuseWith = refusal;
    }

    @Override
    public Future<?> start() {
        own = context;
        journal = new KafkaJournalWriter(vertx, kit.config().kafka().bootstrapServers(), kit.identity());
        Map<AccountId, AccountRules> accounts = kit.config().accounts().stream()
            .collect(Collectors.toMap(AccountRules::id, rules -> rules));
        DeskRules rules = new DeskRules(TestDesk.byId(), accounts, Duration.ofSeconds(5),
            Duration.ofSeconds(30), Duration.ofSeconds(5));
        List<Future<?>> opened = new ArrayList<>();
        for (int number = 0; number < ShardId.COUNT; number++) {
            ShardId shard = new ShardId(number);
            desks.put(shard, new OrderDesk(shard, rules));
            seqs.put(shard, 0L);
            opened.add(journal.append(shard, "", new ShardClaimed(null, NODE, "i-1",
                new LogIdentity("t", 16), Instant.now()))
                .compose(claimed -> take(shard, new DeskCommand.OpenAccounts())));
        }
        serve();
        kit.bus().serve(Addresses.shardStates(NODE), ask -> Future.succeededFuture(states(false)));
        kit.bus().serve(Addresses.shardHashes(NODE), ask -> Future.succeededFuture(states(true)));
        vertx.setPeriodic(0, TELL_MILLIS, tick -> desks.keySet().forEach(this::tell));
        return Future.all(opened);
    }

    @Override
    public Future<?> stop() {
        journal.abandon();
        return Future.succeededFuture();
    }

    /** Has the shard decide and journal a command, as if the venue or time had spoken. */
    public Future<OrderReply> decide(ShardId shard, DeskCommand command) {
        Promise<OrderReply> done = Promise.promise();
        own.runOnContext(now -> take(shard, command).onComplete(done));
        return done.future();
    }

    private void serve() {
        kit.bus().serve(Addresses.submitOrder(NODE), this::take);
        kit.bus().serve(Addresses.cancelOrder(NODE), this::take);
        kit.bus().serve(Addresses.replaceOrder(NODE), this::take);
        kit.bus().serve(Addresses.setTradingState(NODE), (shard, command) -> acked(take(shard, command)));
        kit.bus().serve(Addresses.cancelAll(NODE), (shard, command) -> acked(take(shard, command)));
        kit.bus().serve(Addresses.flatten(NODE), (shard, command) -> acked(take(shard, command)));
        kit.bus().serve(Addresses.resolveOrder(NODE), this::take);
    }

    private static Future<Ack> acked(Future<OrderReply> reply) {
        return reply.map(done -> new Ack(done == null ? null : done.problem()));
    }

    private void tell(ShardId shard) {
        Refusal refusal = refuseWith;
        kit.bus().publish(Addresses.SHARD_OWNED, new ShardOwned(shard.number(), CLAIM, refusal == null,
            refusal == null ? null : refusal.getMessage(), Instant.now()));
    }

    private Future<OrderReply> take(ShardId shard, DeskCommand command) {
        if (refuseWith != null) {
            return Future.failedFuture(refuseWith);
        }
        OrderDesk desk = desks.get(shard);
        DeskContext context = new DeskContext(Instant.now(), StubShards::quote, "session-1", Duration.ZERO);
        var decision = desk.decide(command, context);
        if (decision.events().isEmpty()) {
            return Future.succeededFuture(decision.reply());
        }
        decision.events().forEach(desk::apply);
        long seq = seqs.merge(shard, 1L, Long::sum) - 1;
        return journal.append(shard, "", new DecisionMade(CLAIM, seq,
            decision.events())).map(decision.reply());
    }

    private static Quote quote(InstrumentId instrument) {
        return instrument.equals(TestDesk.BTC) ? TestDesk.quote(instrument, "61250", "61250.1", Instant.now())
            : TestDesk.quote(instrument, "2500", "2500.1", Instant.now());
    }

    private ShardStates states(boolean hash) {
        return new ShardStates(NODE,
            desks.keySet().stream().sorted().map(shard -> view(shard, hash)).toList());
    }

    private ShardView view(ShardId shard, boolean hash) {
        return new ShardView(shard.number(), seqs.get(shard) + 1, CLAIM, seqs.get(shard),
            hash ? desks.get(shard).state().stateHash() : null, TradingState.ACTIVE, 0, 0, 0, 0);
    }
}

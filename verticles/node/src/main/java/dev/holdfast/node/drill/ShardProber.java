package dev.holdfast.node.drill;

import dev.holdfast.node.drill.OrderClient.Pace;
import dev.holdfast.node.drill.OrderClient.Request;
import dev.holdfast.trading.desk.DeskCommand.SubmitOrder;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.wire.Addresses;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Sends an order to each watched shard every {@value #EVERY_MILLIS} ms, so that the moment it accepts orders
 * again is seen as exactly.
 */
final class ShardProber {
    static final long EVERY_MILLIS = 50;
    /** What waits for an owner is asked of it as soon as it speaks. */
    private static final int MAX_WAITING = 3;

    private final Member member;
    private final OrderClient client;
    private final DrillAccounts accounts;
    private final Set<Integer> watched = ConcurrentHashMap.newKeySet();
    private final Map<Integer, List<Accepted>> accepted = new ConcurrentHashMap<>();
    private Map<Integer, Integer> waiting = new HashMap<>();
    private volatile long enoughAfterMillis = Long.MAX_VALUE;
    private volatile boolean onlySent;
    private int number;

    /** A probe that was accepted. */
    record Accepted(long sentMillis, long repliedMillis) {
    }

    ShardProber(Member member, OrderClient client, DrillAccounts accounts) {
        this.member = member;
        this.client = client;
        this.accounts = accounts;
        member.context().runOnContext(begun -> member.vertx().setPeriodic(EVERY_MILLIS, beat -> probeAll()));
    }

    /** Forgets what was seen and watches these from now on. */
    void watch(Collection<Integer> shards) {
        watch(shards, false);
    }

    /** The same, and an order that is to wait for a venue does not count as accepted. */
    void watchSending(Collection<Integer> shards) {
        watch(shards, true);
    }

    private void watch(Collection<Integer> shards, boolean sending) {
        onlySent = sending;
        enoughAfterMillis = Long.MAX_VALUE;
        watched.clear();
        accepted.clear();
        watched.addAll(shards);
    }

    /**
     * A shard that accepts what is sent after this moment is watched no more: probes are load as well. What
     * waits for an answer from before takes no new probe's place.
     */
    void enoughAfter(long sentMillis) {
        enoughAfterMillis = sentMillis;
        member.context().runOnContext(anew -> waiting = new HashMap<>());
    }

    /** When the shard answered the first probe sent after a moment; null if it did not yet. */
    Long firstAccepted(int shard, long sentAfterMillis) {
        Long first = null;
        for (Accepted each : accepted.getOrDefault(shard, List.of())) {
            if (each.sentMillis() > sentAfterMillis && (first == null || each.repliedMillis() < first)) {
                first = each.repliedMillis();
            }
        }
        return first;
    }

    private void probeAll() {
        Quote quote = member.quote();
        if (quote != null) {
            watched.stream().filter(shard -> waiting.getOrDefault(shard, 0) < MAX_WAITING)
                .forEach(shard -> probe(shard, quote));
        }
    }

    private void probe(int shard, Quote quote) {
        SubmitOrder order = OrderMix.probe(accounts.probe(shard), "p" + ++number, quote);
        long sentMillis = System.currentTimeMillis();
        Map<Integer, Integer> among = waiting;
        among.merge(shard, 1, Integer::sum);
        client.ask(new Request<>("probe", order.clOrdId(), order, Addresses::submitOrder, Pace.EAGER))
            .onComplete(reply -> {
                among.merge(shard, -1, Integer::sum);
                if (counts(reply.status())) {
                    accepted.computeIfAbsent(shard, first -> new CopyOnWriteArrayList<>())
                        .add(new Accepted(sentMillis, System.currentTimeMillis()));
                    if (sentMillis > enoughAfterMillis) {
                        watched.remove(shard);
                    }
                }
            }, failure -> among.merge(shard, -1, Integer::sum));
    }

    private boolean counts(OrderStatus status) {
        return status != null && status != OrderStatus.DENIED && !(onlySent && status == OrderStatus.QUEUED);
    }
}

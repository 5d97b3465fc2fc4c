package dev.holdfast.trading.desk;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.position.Account;
import dev.holdfast.trading.position.Position;
import dev.holdfast.trading.reconcile.OpenBreak;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A shard's state as it can be stored and compared. Accounts by id, orders by age.
 *
 * @param ended ids of the ended orders, the first to end first
 */
public record DeskSnapshot(List<Account> accounts, List<KeptOrder> orders, List<ClOrdId> ended,
                           TradingState shardState, Instant lastEventAt, long parkedReports,
                           Standing standing) {

    /**
     * An order with its executions, in the order in which they were applied.
     *
     * @param busted ids of executions that the venue took back
     */
    public record KeptOrder(Order order, List<Fill> fills, List<String> busted) {
        public KeptOrder {
            fills = List.copyOf(fills);
            busted = List.copyOf(busted);
        }

        /** An order of which the venue took nothing back. */
        public KeptOrder(Order order, List<Fill> fills) {
            this(order, fills, List.of());
        }
    }

    /** Every signal of {@code partition} below {@code nextOffset} was decided on. */
    public record SignalOffset(int partition, long nextOffset) {
    }

    /**
     * What goes on in the shard beside its accounts and orders.
     *
     * @param flattenings accounts being brought to zero, by account
     * @param signals     how far the signals were decided on, by partition
     * @param breaks      open differences with the venue, the oldest first
     */
    public record Standing(List<Flattening> flattenings, List<SignalOffset> signals,
                           List<OpenBreak> breaks) {
        /** Nothing goes on. */
        public static final Standing NONE = new Standing(List.of(), List.of(), List.of());

        public Standing {
            flattenings = List.copyOf(flattenings);
            signals = List.copyOf(signals);
            breaks = List.copyOf(breaks);
        }
    }

    public DeskSnapshot {
        accounts = List.copyOf(accounts);
        orders = List.copyOf(orders);
        ended = List.copyOf(ended);
    }

    /** A snapshot of a shard in which nothing goes on beside its accounts and orders. */
    public DeskSnapshot(List<Account> accounts, List<KeptOrder> orders, List<ClOrdId> ended,
                        TradingState shardState, Instant lastEventAt, long parkedReports) {
        this(accounts, orders, ended, shardState, lastEventAt, parkedReports, Standing.NONE);
    }

    /**
     * SHA-256 over every field, orders by id: equal states, however they came about, have equal hashes.
     */
    public String hash() {
        StateDigest digest = new StateDigest().add(shardState).add(lastEventAt).add(parkedReports);
        accounts.forEach(account -> addAccount(digest, account));
        orders.stream().sorted(Comparator.comparing(kept -> kept.order().clOrdId()))
            .forEach(kept -> addOrder(digest, kept));
        ended.forEach(digest::add);
        addStanding(digest, standing);
        return digest.hex();
    }

    private static void addStanding(StateDigest digest, Standing standing) {
        for (Flattening one : standing.flattenings()) {
            digest.add("flattening").add(one.account()).add(one.by()).add(one.requestedAt())
                .add(one.attempts());
        }
        for (SignalOffset one : standing.signals()) {
            digest.add("signals").add(one.partition()).add(one.nextOffset());
        }
        for (OpenBreak one : standing.breaks()) {
            digest.add("break").add(one.breakId()).add(one.kind()).add(one.subject()).add(one.ours())
                .add(one.venues()).add(one.foundAt());
        }
    }

    private static void addAccount(StateDigest digest, Account account) {
        digest.add("account").add(account.id()).add(account.openingCash()).add(account.currency())
            .add(account.cash()).add(account.state());
        for (Map.Entry<InstrumentId, Position> held : account.positions().entrySet()) {
            Position position = held.getValue();
            digest.add(held.getKey()).add(position.quantity()).add(position.cost()).add(position.realised())
                .add(position.fees());
        }
    }

    private static void addOrder(StateDigest digest, KeptOrder kept) {
        Order order = kept.order();
        digest.add("order").add(order.status()).add(order.pending().kind()).add(order.pending().unresolved())
            .add(order.pending().quantity()).add(order.pending().limitPrice()).add(order.revision())
            .add(order.venueOrderId()).add(order.cumulative()).add(order.filledNotional())
            .add(order.changedAt()).add(order.askedAt()).add(order.endedUnseen()).add(order.reason());
        addTerms(digest, order.terms());
        kept.busted().forEach(execId -> digest.add("bust").add(execId));
        for (Fill fill : kept.fills()) {
            digest.add(fill.execId()).add(fill.venueOrderId()).add(fill.price()).add(fill.quantity())
                .add(fill.fee()).add(fill.feeAsset()).add(fill.maker()).add(fill.venueTime());
        }
    }

    private static void addTerms(StateDigest digest, OrderTerms terms) {
        Origin origin = terms.origin();
        digest.add(terms.clOrdId()).add(terms.account()).add(terms.instrument()).add(terms.side())
            .add(terms.type()).add(terms.timeInForce()).add(terms.quantity()).add(terms.limitPrice())
            .add(terms.reservePrice()).add(terms.createdAt()).add(origin.source()).add(origin.strategy())
            .add(origin.signalId()).add(origin.by());
    }
}

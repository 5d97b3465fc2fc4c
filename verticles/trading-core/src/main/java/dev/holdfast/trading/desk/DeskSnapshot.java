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
                           TradingState shardState, Instant lastEventAt, long parkedReports) {

    /** An order with its executions, in the order in which they were applied. */
    public record KeptOrder(Order order, List<Fill> fills) {
    }

    public DeskSnapshot {
        accounts = List.copyOf(accounts);
        orders = List.copyOf(orders);
        ended = List.copyOf(ended);
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
        return digest.hex();
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
            .add(order.changedAt()).add(order.reason());
        addTerms(digest, order.terms());
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

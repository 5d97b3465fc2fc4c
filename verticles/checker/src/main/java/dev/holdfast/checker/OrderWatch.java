package dev.holdfast.checker;

import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.OrderEvent;
import dev.holdfast.trading.order.OrderEvent.ExternalOrderAdopted;
import dev.holdfast.trading.order.OrderEvent.OperatorResolved;
import dev.holdfast.trading.order.OrderEvent.OrderCreated;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import dev.holdfast.trading.order.OrderEvent.ProvenAbsent;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderEvent.SendWithheld;
import dev.holdfast.trading.order.OrderEvent.StatusReported;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.trading.order.Origin;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/**
 * Takes each order event into the own table and says what it breaks: invariants 1 to 5, 8, 19 and 21. An
 * event that the table does not have is reported once and left out, so that it breaks nothing else.
 */
final class OrderWatch {
    private final Findings findings;
    private final ShardTable table;
    private final Map<ShardTable.VenueOrder, OrderTrace> venueOrders;
    private final Map<InstrumentId, Instrument> instruments;
    private final Expectations.Synthetic synthetic;
    private final OrderMoves moves;

    /** Over the orders of one shard; the venue's names for orders are those of all shards. */
    OrderWatch(Findings findings, ShardTable table, Map<ShardTable.VenueOrder, OrderTrace> venueOrders,
               Expectations expected) {
        this.findings = findings;
        this.table = table;
        this.venueOrders = venueOrders;
        this.instruments = expected.instruments();
        this.synthetic = expected.synthetic();
        this.moves = new OrderMoves(table, instruments);
    }

    /** The order after the event; null if the event was left out. */
    OrderTrace take(Place place, OrderEvent event) {
        OrderTrace order = table.orders.get(event.clOrdId());
        OrderTerms terms = switch (event) {
            case OrderCreated e -> e.terms();
            case ExternalOrderAdopted e -> e.terms();
            case OrderEvent other -> null;
        };
        if (order == null && terms != null) {
            return begin(place, event, terms);
        }
        return order == null ? unknown(place, event) : move(place, order, event);
    }

    private OrderTrace begin(Place place, OrderEvent event, OrderTerms terms) {
        AccountTrace account = table.account(terms.account());
        Instrument known = instruments.get(terms.instrument());
        OrderTrace order = new OrderTrace(terms, account, known == null ? terms.instrument() : known.id(),
            event.at());
        table.orders.put(order.id, order);
        findings.fails(Invariant.TABLE, true);
        if (findings.fails(Invariant.CLAIMS, order.id.shard().number() == place.shard())) {
            findings.broken(Invariant.CLAIMS, place, order.id, "an order of another shard");
        }
        if (event instanceof ExternalOrderAdopted adopted) {
            order.venueOrder(adopted.venueOrderId());
            order.enter(OrderStatus.WORKING, event.at());
            venueName(place, order);
        }
        checkFence(place, order, terms);
        moves.book(order);
        return order;
    }

    /** A synthetic order is on its own account, where no signal of another strategy makes orders. */
    private void checkFence(Place place, OrderTrace order, OrderTerms terms) {
        if (synthetic == null || terms.origin().source() != Origin.Source.SIGNAL) {
            return;
        }
        boolean made = synthetic.strategies().contains(terms.origin().strategy());
        boolean own = terms.account().equals(synthetic.account());
        if ((made || own) && findings.fails(Invariant.SHADOW, made && own)) {
            findings.broken(Invariant.SHADOW, place, order.id, made ? "a synthetic order on account "
                + terms.account() : "strategy " + terms.origin().strategy() + " trades on the account of"
                + " synthetic orders");
        }
    }

    private OrderTrace unknown(Place place, OrderEvent event) {
        Invariant broken = event instanceof SendAttempted ? Invariant.INTENT : Invariant.TABLE;
        findings.fails(broken, false);
        findings.broken(broken, place, event.clOrdId(), name(event) + " of an order that was never created");
        return null;
    }

    private OrderTrace move(Place place, OrderTrace order, OrderEvent event) {
        if (event instanceof SendAttempted sent && !mayBeSent(place, order, sent)
            || event instanceof OrderFilled filled && isRepeated(place, order, filled)) {
            order.tainted = true;
            return null;
        }
        OrderStatus before = order.status;
        OrderStatus next = TransitionTable.next(order, event);
        if (findings.fails(Invariant.TABLE, next != null)) {
            findings.broken(Invariant.TABLE, place, order.id, name(event) + " while " + before
                + (order.pending.ordinal() == 0 ? "" : " with a pending " + order.pending));
            order.tainted = true;
            order.account.tainted = true;
            return null;
        }
        checkEvidence(place, order, event);
        checkWithholder(place, order, event);
        moves.apply(order, event, next, place);
        venueName(place, order);
        checkQuantity(place, order, event);
        if (event instanceof OrderFilled) {
            checkCause(place, order);
        }
        return order;
    }

    /** What is sent is the revision that is due, once, and exactly what was approved. */
    private boolean mayBeSent(Place place, OrderTrace order, SendAttempted e) {
        boolean due = e.revision() == order.revision && order.send(e.revision()) == null
            && (e.revision() == 1 || order.awaitsSend);
        if (findings.fails(Invariant.INTENT, due)) {
            findings.broken(Invariant.INTENT, place, order.id, order.send(e.revision()) == null
                ? "revision " + e.revision() + " sent, " + order.revision + " was approved"
                : "revision " + e.revision() + " sent a second time");
            return false;
        }
        BigDecimal price = e.limitPrice() == null ? null : e.limitPrice().value();
        boolean same = e.quantity().value().compareTo(order.leaves()) == 0 && equal(price, order.limitPrice)
            && e.venueClientId().equals(order.id.venueId(e.revision()));
        if (findings.fails(Invariant.INTENT, same)) {
            findings.broken(Invariant.INTENT, place, order.id, "sent " + e.quantity() + " at " + price
                + " as " + e.venueClientId() + ", approved " + order.leaves().toPlainString() + " at "
                + order.limitPrice);
        }
        return true;
    }

    private boolean isRepeated(Place place, OrderTrace order, OrderFilled e) {
        boolean repeated = order.hasFill(e.fill().execId());
        if (findings.fails(Invariant.ONCE, !repeated)) {
            findings.broken(Invariant.ONCE, place, order.id, "execution " + e.fill().execId()
                + " applied twice");
            findings.countDuplicate();
            order.account.tainted = true;
        }
        return repeated;
    }

    private void checkEvidence(Place place, OrderTrace order, OrderEvent event) {
        if (order.status != OrderStatus.UNKNOWN) {
            return;
        }
        Set<String> cited = switch (event) {
            case StatusReported e -> Set.of(text(e.evidence()));
            case ProvenAbsent e -> Set.of(text(e.evidence()));
            case OperatorResolved e -> e.by() == null || e.by().isBlank() ? Set.of("")
                : Set.of(text(e.evidence()));
            case OrderEvent other -> Set.of();
        };
        if (!cited.isEmpty() && findings.fails(Invariant.EVIDENCE, !cited.contains(""))) {
            findings.broken(Invariant.EVIDENCE, place, order.id, name(event) + " ends UNKNOWN and cites no"
                + " evidence");
        }
    }

    /** Only the claim that meant to send knows that its bytes never left (ownership rule 10). */
    private void checkWithholder(Place place, OrderTrace order, OrderEvent event) {
        if (event instanceof SendWithheld && order.lastSend() != null && findings.fails(Invariant.SENDS,
            order.lastSend().claim().equals(place.claim()))) {
            findings.broken(Invariant.SENDS, place, order.id, "withheld by claim " + place.claim().offset()
                + ", but meant to be sent by claim " + order.lastSend().claim().offset());
        }
    }

    private void venueName(Place place, OrderTrace order) {
        if (order.venueOrderIds.isEmpty()) {
            return;
        }
        String newest = order.venueOrderIds.get(order.venueOrderIds.size() - 1);
        ShardTable.VenueOrder name = new ShardTable.VenueOrder(order.instrument, newest);
        OrderTrace other = venueOrders.putIfAbsent(name, order);
        int external = order.source == Origin.Source.EXTERNAL ? 1 : 0;
        boolean one = (other == null || other == order)
            && order.venueOrderIds.size() <= order.sends.size() + external;
        if (findings.fails(Invariant.ONE_VENUE_ORDER, one)) {
            findings.broken(Invariant.ONE_VENUE_ORDER, place, order.id, other != null && other != order
                ? "venue order " + newest + " is also that of " + other.id
                : order.venueOrderIds.size() + " venue orders " + order.venueOrderIds + " for "
                    + order.sends.size() + " sends");
            findings.countDuplicate();
        }
    }

    /** An overfill is the venue's doing: that it is booked as a difference is asked at the end. */
    private void checkQuantity(Place place, OrderTrace order, OrderEvent event) {
        boolean whole = order.status != OrderStatus.FILLED || order.wasBusted()
            || order.cumulative.compareTo(order.quantity) >= 0;
        if (findings.fails(Invariant.QUANTITY, whole)) {
            findings.broken(Invariant.QUANTITY, place, order.id, name(event) + " makes it FILLED with "
                + order.cumulative.toPlainString() + " of " + order.quantity.toPlainString());
        }
    }

    private void checkCause(Place place, OrderTrace order) {
        boolean sent = !order.sends.isEmpty()
            || order.source == Origin.Source.EXTERNAL;
        if (findings.fails(Invariant.CAUSE, sent && order.originComplete)) {
            findings.broken(Invariant.CAUSE, place, order.id, sent ? "filled, and its origin " + order.source
                + " does not say which" : "filled, and nothing was ever sent");
        }
    }

    private static boolean equal(BigDecimal one, BigDecimal other) {
        return one == null || other == null ? one == other : one.compareTo(other) == 0;
    }

    private static String text(String evidence) {
        return evidence == null ? "" : evidence.strip();
    }

    private static String name(OrderEvent event) {
        return event.getClass().getSimpleName();
    }
}

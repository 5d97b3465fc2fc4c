package dev.holdfast.checker;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.PendingRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One order in the checker's own table. Kept for every order there ever was, because the ledger may name it
 * at any time: about 600 bytes, and 250 for each execution.
 */
final class OrderTrace {
    final ClOrdId id;
    final AccountTrace account;
    final InstrumentId instrument;
    final Side side;
    final Origin.Source source;
    final boolean market;
    final boolean originComplete;
    final List<Send> sends = new ArrayList<>(1);
    final List<String> venueOrderIds = new ArrayList<>(1);
    private Map<String, Fill> fills = Map.of();
    private List<String> busted = List.of();
    OrderStatus status = OrderStatus.CREATED;
    PendingRequest.Kind pending = PendingRequest.Kind.NONE;
    boolean unresolved;
    int revision = 1;
    /** True after a confirmed replace until its revision is sent. */
    boolean awaitsSend;
    BigDecimal quantity;
    BigDecimal limitPrice;
    BigDecimal reservePrice;
    BigDecimal cumulative = BigDecimal.ZERO;
    Instant changedAt;
    /** Each status it ever had, one bit each: a reply may speak of any of them. */
    int statuses;
    /** The revision that was proven absent or withheld; 0 if none. */
    int unseenRevision;
    /** When a halt found it in flight, our clock; null if none did. */
    Instant haltedInFlightAt;
    boolean sentReduceOnly;
    /** True if it ended without the venue's word, so that it may still show up there. */
    boolean endedUnseen;
    /** True if a cancel was asked after it had ended so. */
    boolean askedAfterEnd;
    boolean tainted;
    BigDecimal reserved = BigDecimal.ZERO;
    BigDecimal reservedCash = BigDecimal.ZERO;
    boolean countedOpen;

    /** One revision that was meant to be sent. */
    record Send(int revision, Instant requestTime, Instant expiresAt, Instant at, ClaimId claim) {
    }

    /**
     * An order as it begins.
     *
     * @param instrument its instrument, one object for all its orders
     */
    OrderTrace(OrderTerms terms, AccountTrace account, InstrumentId instrument, Instant at) {
        this.id = terms.clOrdId();
        this.account = account;
        this.instrument = instrument;
        this.side = terms.side();
        this.source = terms.origin().source();
        this.market = terms.type() == OrderType.MARKET;
        this.originComplete = isComplete(terms.origin());
        this.quantity = terms.quantity().value();
        this.limitPrice = terms.limitPrice() == null ? null : terms.limitPrice().value();
        this.reservePrice = terms.reservePrice() == null ? BigDecimal.ZERO : terms.reservePrice().value();
        this.changedAt = at;
        enter(OrderStatus.CREATED, at);
    }

    void enter(OrderStatus next, Instant at) {
        status = next;
        statuses |= 1 << next.ordinal();
        changedAt = at;
    }

    /** What may still trade. */
    BigDecimal leaves() {
        return quantity.subtract(cumulative).max(BigDecimal.ZERO);
    }

    boolean hasFill(String execId) {
        return fills.containsKey(execId) || busted.contains(execId);
    }

    /** Null if it is not known, or was taken back. */
    Fill fill(String execId) {
        return fills.get(execId);
    }

    Map<String, Fill> fills() {
        return fills;
    }

    void add(Fill fill) {
        if (fills.isEmpty()) {
            fills = new HashMap<>(2);
        }
        fills.put(fill.execId(), fill);
        cumulative = cumulative.add(fill.quantity().value());
        venueOrder(fill.venueOrderId());
    }

    /** Takes an execution back; null if it is not there. */
    Fill remove(String execId) {
        Fill was = fills.isEmpty() ? null : fills.remove(execId);
        if (was != null) {
            cumulative = cumulative.subtract(was.quantity().value());
        }
        return was;
    }

    void rememberBust(String execId) {
        if (busted.isEmpty()) {
            busted = new ArrayList<>(1);
        }
        busted.add(execId);
    }

    /** True if anything was ever taken back: then a filled order may hold less than its quantity. */
    boolean wasBusted() {
        return !busted.isEmpty();
    }

    /** Takes a venue's name for it; null is none. */
    void venueOrder(String venueOrderId) {
        if (venueOrderId != null && !venueOrderIds.contains(venueOrderId)) {
            venueOrderIds.add(venueOrderId);
        }
    }

    /** Null if the revision was never meant to be sent. */
    Send send(int ofRevision) {
        for (Send each : sends) {
            if (each.revision() == ofRevision) {
                return each;
            }
        }
        return null;
    }

    Send lastSend() {
        return sends.isEmpty() ? null : sends.get(sends.size() - 1);
    }

    boolean isInFlight() {
        return status == OrderStatus.SUBMITTED || status == OrderStatus.UNKNOWN;
    }

    void settle() {
        pending = PendingRequest.Kind.NONE;
        unresolved = false;
    }

    private static boolean isComplete(Origin origin) {
        return switch (origin.source()) {
            case SIGNAL -> isNamed(origin.strategy()) && isNamed(origin.signalId());
            case MANUAL, FLATTEN -> isNamed(origin.by());
            case EXTERNAL -> true;
        };
    }

    private static boolean isNamed(String text) {
        return text != null && !text.isBlank();
    }
}

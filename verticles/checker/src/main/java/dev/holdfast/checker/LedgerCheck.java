package dev.holdfast.checker;

import dev.holdfast.checker.LedgerBook.LedgerOrder;
import dev.holdfast.checker.LedgerEntry.Executed;
import dev.holdfast.checker.OrderTrace.Send;
import dev.holdfast.checker.ShardTable.VenueOrder;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.reconcile.BreakKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Lays the venue's ledger beside the journal: invariants 4, 7, 11, 14 and 20, and what was lost. */
final class LedgerCheck {
    private static final Set<BreakKind> ABOUT_EXECUTIONS = Set.of(BreakKind.EXECUTIONS,
        BreakKind.RESURRECTED_ORDER, BreakKind.UNANSWERED_ORDER, BreakKind.MISSING_AT_VENUE);

    private final Findings end;
    private final Expectations expected;
    private final LedgerBook ledger;
    private final LeaseWatch leases;
    private final Map<Integer, ShardTable> tables;
    private final Map<VenueOrder, OrderTrace> venueOrders;
    private Instant journalEnd = Instant.EPOCH;
    private long unknownHere;
    private long inFlight;

    LedgerCheck(Findings end, Expectations expected, CheckInputs inputs) {
        this.end = end;
        this.expected = expected;
        this.ledger = inputs.ledger();
        this.leases = inputs.leases();
        this.tables = inputs.tables();
        this.venueOrders = inputs.venueOrders();
    }

    /** All that was given, side by side. */
    record CheckInputs(LedgerBook ledger, LeaseWatch leases, Map<Integer, ShardTable> tables,
                       Map<VenueOrder, OrderTrace> venueOrders) {
    }

    void run() {
        tables.values().forEach(table -> journalEnd =
            table.lastEventAt.isAfter(journalEnd) ? table.lastEventAt : journalEnd);
        Map<String, LedgerOrder> byClientId = new HashMap<>();
        for (LedgerOrder order : ledger.orders()) {
            onlyOne(byClientId, order);
            OrderTrace trace = intent(order);
            if (trace == null) {
                withoutIntent(order);
            } else {
                sent(order, trace);
                executed(order, trace);
            }
        }
        tables.values().forEach(table -> table.orders.values().forEach(this::inLedger));
    }

    /** Venue orders that the journal does not know at all. */
    long unknownHere() {
        return unknownHere;
    }

    /** Differences too young to count. */
    long inFlight() {
        return inFlight;
    }

    private void onlyOne(Map<String, LedgerOrder> byClientId, LedgerOrder order) {
        ClOrdId id = ClOrdId.ofVenueId(order.venueClientId);
        LedgerOrder other = id == null ? null : byClientId.putIfAbsent(order.venueClientId, order);
        boolean one = other == null && order.accepted.size() <= 1;
        if (end.fails(Invariant.ONE_VENUE_ORDER, one)) {
            end.broken(Invariant.ONE_VENUE_ORDER, Place.ledger(), order.venueClientId, other == null
                ? "accepted " + order.accepted.size() + " times"
                : "two venue orders: " + other.name + " and " + order.name);
            end.countDuplicate();
        }
    }

    private OrderTrace intent(LedgerOrder order) {
        ClOrdId id = ClOrdId.ofVenueId(order.venueClientId);
        ShardTable table = id == null ? null : tables.get(id.shard().number());
        OrderTrace ours = table == null ? null : table.orders.get(id);
        if (ours != null) {
            return ours;
        }
        OrderTrace adopted = venueOrders.get(order.name);
        return adopted != null && adopted.source == Origin.Source.EXTERNAL ? adopted : null;
    }

    private void withoutIntent(LedgerOrder order) {
        Long voidAt = voidSend(order.venueClientId);
        if (voidAt != null) {
            end.fails(Invariant.SENDS, false);
            end.broken(Invariant.SENDS, Place.ledger(), order.venueClientId, "venue order " + order.name
                + " was sent on a void record, offset " + voidAt);
            unknownHere++;
            return;
        }
        boolean booked = tables.values().stream().anyMatch(table ->
            table.isBooked(BreakKind.EXTERNAL_ORDER, order.name.toString())
                || table.isBooked(BreakKind.EXTERNAL_ORDER, order.name.venueOrderId()));
        if (end.fails(Invariant.MAPPED, booked)) {
            end.broken(Invariant.MAPPED, Place.ledger(), order.venueClientId, "venue order " + order.name
                + " has no intent in the journal and was not adopted");
            unknownHere++;
        }
    }

    private Long voidSend(String venueClientId) {
        ClOrdId id = ClOrdId.ofVenueId(venueClientId);
        ShardTable table = id == null ? null : tables.get(id.shard().number());
        return table == null ? null : table.voidSends.get(venueClientId);
    }

    private void sent(LedgerOrder order, OrderTrace trace) {
        end.fails(Invariant.MAPPED, true);
        if (trace.source == Origin.Source.EXTERNAL) {
            return;
        }
        int revision = revision(order.venueClientId);
        Send send = trace.send(revision);
        if (end.fails(Invariant.SENDS, send != null)) {
            Long voidAt = voidSend(order.venueClientId);
            end.broken(Invariant.SENDS, Place.ledger(), order.venueClientId, "venue order " + order.name
                + (voidAt == null ? " without any send of revision " + revision
                : " was sent on a void record, offset " + voidAt));
            return;
        }
        if (end.fails(Invariant.SENDS, trace.unseenRevision != revision)) {
            end.broken(Invariant.SENDS, Place.ledger(), order.venueClientId,
                "was closed as absent or withheld, and the venue has it as " + order.name);
        }
        order.accepted.forEach(at -> acceptedInTime(order, at, trace, send));
        boolean minority = leases.wasInMinority(send.claim().node(), send.claim().incarnation(), send.at());
        if (leases.records() > 0 && end.fails(Invariant.SENDS, !minority)) {
            end.broken(Invariant.SENDS, Place.ledger(), order.venueClientId, "sent by " + send.claim().node()
                + " at " + send.at() + ", which knew that it was in a minority");
        }
    }

    private void acceptedInTime(LedgerOrder order, Instant at, OrderTrace trace, Send send) {
        Duration bound = expected.engineBound();
        Instant latest = send.expiresAt().plus(bound);
        if (end.fails(Invariant.SENDS, !at.isAfter(latest))) {
            end.broken(Invariant.SENDS, Place.ledger(), order.venueClientId, "accepted at "
                + at + ", expired " + send.expiresAt() + ", engine bound "
                + bound.toSeconds() + " s");
        }
        if (trace.haltedInFlightAt == null || send.at().isAfter(trace.haltedInFlightAt)) {
            return;
        }
        Duration venueOffset = Duration.between(send.at(), send.requestTime());
        Instant halted = trace.haltedInFlightAt.plus(venueOffset);
        Instant last = halted.plus(expected.sendWindow()).plus(bound);
        if (end.fails(Invariant.HALT, !at.isAfter(last))) {
            end.broken(Invariant.HALT, Place.ledger(), order.venueClientId, "accepted at "
                + at + ", halted at " + halted + " venue time");
        }
    }

    private void executed(LedgerOrder order, OrderTrace trace) {
        for (Executed entry : order.executions().values()) {
            Fill fill = trace.fill(entry.execId());
            if (fill == null && isYoung(trace, entry)) {
                inFlight++;
                continue;
            }
            boolean same = fill != null && equal(fill, entry);
            if (end.fails(Invariant.RECONCILED, same || isBooked(trace, order.name))) {
                end.broken(Invariant.RECONCILED, Place.ledger(), trace.id, fill == null
                    ? "only the ledger has execution " + entry.execId() + ": " + words(entry)
                    : "ledger " + entry.execId() + " " + words(entry) + ", journal " + words(fill));
            }
        }
    }

    /** The other way round: what the journal says of the venue must be in the venue's own book. */
    private void inLedger(OrderTrace trace) {
        for (String id : trace.venueOrderIds) {
            VenueOrder name = new VenueOrder(trace.instrument, id);
            Instant since = trace.lastSend() == null ? trace.changedAt : trace.lastSend().requestTime();
            boolean known = ledger.order(name) != null || !isPast(since);
            if (end.fails(Invariant.RECONCILED, known || isBooked(trace, name))) {
                end.broken(Invariant.RECONCILED, Place.ledger(), trace.id, "only the journal has venue order "
                    + name);
            }
        }
        for (Fill fill : trace.fills().values()) {
            LedgerOrder order = ledger.order(new VenueOrder(trace.instrument, fill.venueOrderId()));
            boolean there = order != null && order.executions().containsKey(fill.execId());
            if (!there && !isPast(fill.venueTime())) {
                inFlight++;
            } else if (order != null
                && end.fails(Invariant.RECONCILED, there || isBooked(trace, order.name))) {
                end.broken(Invariant.RECONCILED, Place.ledger(), trace.id, "only the journal has execution "
                    + fill.execId() + ": " + words(fill));
            }
        }
    }

    /** The report of an execution that happened just now may be on its way while its order is open. */
    private boolean isYoung(OrderTrace trace, Executed entry) {
        return !trace.status.isTerminal() && entry.at().isAfter(journalEnd.minus(expected.settleTime()));
    }

    /** False if the ledger may have been read before it happened. */
    private boolean isPast(Instant at) {
        return expected.settleTime().isZero() || at.isBefore(ledger.newest());
    }

    private boolean isBooked(OrderTrace trace, VenueOrder name) {
        ShardTable table = tables.get(trace.id.shard().number());
        return table != null && ABOUT_EXECUTIONS.stream().anyMatch(kind ->
            table.isBooked(kind, trace.id.text()) || table.isBooked(kind, name.venueOrderId()));
    }

    private static int revision(String venueClientId) {
        int dot = venueClientId.indexOf('.');
        try {
            return dot < 0 ? 1 : Integer.parseInt(venueClientId.substring(dot + 1));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static boolean equal(Fill fill, Executed entry) {
        return same(fill.price().value(), entry.price()) && same(fill.quantity().value(), entry.quantity())
            && same(fill.fee(), entry.fee());
    }

    private static boolean same(BigDecimal one, BigDecimal other) {
        return one.compareTo(other) == 0;
    }

    private static String words(Executed entry) {
        return entry.quantity().toPlainString() + " at " + entry.price().toPlainString() + " fee "
            + entry.fee().toPlainString();
    }

    private static String words(Fill fill) {
        return fill.quantity() + " at " + fill.price() + " fee " + fill.fee().toPlainString();
    }
}

package dev.holdfast.checker;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.DeskEvent.AccountOpened;
import dev.holdfast.trading.order.DeskEvent.BreakClosed;
import dev.holdfast.trading.order.DeskEvent.BreakFound;
import dev.holdfast.trading.order.DeskEvent.FlattenEnded;
import dev.holdfast.trading.order.DeskEvent.FlattenRequested;
import dev.holdfast.trading.order.DeskEvent.ReportParked;
import dev.holdfast.trading.order.DeskEvent.SignalsConsumed;
import dev.holdfast.trading.order.DeskEvent.TradingStateChanged;
import dev.holdfast.trading.order.OrderEvent;
import dev.holdfast.trading.order.OrderEvent.FillBusted;
import dev.holdfast.trading.order.OrderEvent.FillCorrected;
import dev.holdfast.trading.order.OrderEvent.OrderDenied;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import dev.holdfast.trading.order.OrderEvent.OrderQueued;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Checks one shard's journal, record by record. */
final class ShardCheck {
    private final Findings findings;
    private final ShardTable table;
    private final ClaimWatch claims;
    private final OrderWatch orders;
    private final HaltWatch halts;
    private final ExposureWatch exposure;
    private final FoldWatch folds;
    /** Orders of this record that must not stay as they are at its end. */
    private final List<OrderTrace> unfinished = new ArrayList<>();
    /** The orders of this record so far. */
    private final Set<ClOrdId> decided = new HashSet<>();
    /** The claim under which something was sent last. */
    private ClaimId senders;

    ShardCheck(int shard, Findings findings, Expectations expected, Fold fold,
               Map<ShardTable.VenueOrder, OrderTrace> venueOrders) {
        this.findings = findings;
        this.table = new ShardTable(shard);
        this.claims = new ClaimWatch(findings);
        this.orders = new OrderWatch(findings, table, venueOrders, expected);
        this.halts = new HaltWatch(table, expected.settleTime());
        this.exposure = new ExposureWatch(findings, table, expected.limits());
        this.folds = new FoldWatch(findings, fold);
    }

    void take(long offset, JournalRecord record) {
        boolean valid = claims.take(table.shard, offset, record);
        if (record instanceof DecisionMade decision) {
            // One object for a claim, not one for each record: every send remembers its own.
            Place place = new Place(table.shard, offset, valid ? claims.current() : decision.claim());
            if (valid) {
                decision.events().forEach(event -> take(place, event));
                endOfRecord(place);
            } else {
                decision.events().forEach(event -> takeVoid(place, event));
            }
        }
        folds.endOfRecord(table.shard, offset + 1);
    }

    void expectHash(long nextOffset, String hash) {
        folds.expectHash(table.shard, nextOffset, hash, claims.nextOffset());
    }

    ShardTable table() {
        return table;
    }

    ClaimWatch claims() {
        return claims;
    }

    /** What shows at the end only. */
    void end(Findings end) {
        folds.end(end, table);
        halts.missingCancels(end, Place.end(table.shard), table.lastEventAt);
    }

    /** An owner that was deposed may still have meant to send: should the venue have it, it tells. */
    private void takeVoid(Place place, DeskEvent event) {
        if (event instanceof SendAttempted sent) {
            table.voidSends.put(sent.venueClientId(), place.offset());
        }
    }

    private void take(Place place, DeskEvent event) {
        claims.at(place, event.at());
        table.events++;
        table.lastEventAt = event.at().isAfter(table.lastEventAt) ? event.at() : table.lastEventAt;
        switch (event) {
            case OrderEvent e -> order(place, e);
            case TradingStateChanged e -> tradingState(place, e);
            case AccountOpened e -> {
                table.accounts.put(e.account(), new AccountTrace(e.account(), e.cash().amount()));
                folds.take(place, e, false);
            }
            case FlattenRequested e -> flatten(place, e, table.account(e.account()), true);
            case FlattenEnded e -> flatten(place, e, table.account(e.account()), false);
            case SignalsConsumed e -> signals(place, e);
            case BreakFound e -> {
                table.book(e.kind(), e.subject());
                table.openBreaks.add(e.breakId());
                folds.take(place, e, false);
            }
            case BreakClosed e -> closed(place, e);
            case ReportParked e -> folds.take(place, e, false);
        }
    }

    private void order(Place place, OrderEvent event) {
        OrderTrace before = table.orders.get(event.clOrdId());
        OrderStatus status = before == null ? null : before.status;
        BigDecimal position = before == null ? BigDecimal.ZERO
            : before.account.holding(before.instrument).quantity;
        if (before != null && event instanceof SendAttempted) {
            halts.sent(findings, place, before);
            takenOver(place);
        } else if (before != null && event instanceof OrderDenied denied && isAlone(event)) {
            exposure.denied(place, before, denied);
        }
        decided.add(event.clOrdId());
        OrderTrace order = orders.take(place, event);
        folds.take(place, event, order == null);
        if (order == null) {
            return;
        }
        folds.compare(place, order);
        switch (event) {
            case SendAttempted e -> exposure.approved(place, order, status);
            case OrderQueued e -> exposure.approved(place, order, status);
            case OrderFilled e -> {
                exposure.filled(place, order, position);
                folds.compareMoney(place, order.account, order.instrument);
            }
            case FillBusted e -> folds.compareMoney(place, order.account, order.instrument);
            case FillCorrected e -> folds.compareMoney(place, order.account, order.instrument);
            case OrderEvent e -> { }
        }
        if (order.status == OrderStatus.CREATED || order.awaitsSend) {
            unfinished.add(order);
        }
    }

    /** One that was decided on together with others was checked before these moved. */
    private boolean isAlone(OrderEvent event) {
        return decided.size() == 1 && decided.contains(event.clOrdId());
    }

    /** Before a new owner sends anything, what was in flight must be called UNKNOWN (ownership rule 17). */
    private void takenOver(Place place) {
        if (Objects.equals(senders, place.claim())) {
            return;
        }
        senders = place.claim();
        for (OrderTrace order : table.open) {
            boolean inFlight = order.status == OrderStatus.SUBMITTED && order.lastSend() != null
                && !order.lastSend().claim().equals(place.claim());
            if (findings.fails(Invariant.CLAIMS, !inFlight)) {
                findings.broken(Invariant.CLAIMS, place, order.id, "in flight since claim "
                    + order.lastSend().claim().offset() + ", and the new owner sends before calling it"
                    + " UNKNOWN");
            }
        }
    }

    private void tradingState(Place place, TradingStateChanged event) {
        halts.changes(findings, place, event);
        if (event.account() == null) {
            table.state = event.state();
        } else if (table.accounts.containsKey(event.account())) {
            table.account(event.account()).state = event.state();
        }
        folds.take(place, event, false);
        table.accounts.values().forEach(account -> folds.compareState(place, table, account));
    }

    private void flatten(Place place, DeskEvent event, AccountTrace account, boolean begins) {
        account.flattening = begins;
        folds.take(place, event, false);
    }

    private void signals(Place place, SignalsConsumed e) {
        Long before = table.signalOffsets.put(e.partition(), e.nextOffset());
        if (findings.fails(Invariant.INPUT, before == null || e.nextOffset() >= before)) {
            findings.broken(Invariant.INPUT, place, "signals of partition " + e.partition(), "consumed up to "
                + e.nextOffset() + " after " + before + ": signals would count twice");
        }
        folds.take(place, e, false);
    }

    private void closed(Place place, BreakClosed e) {
        if (findings.fails(Invariant.RECONCILED, table.openBreaks.remove(e.breakId()))) {
            findings.broken(Invariant.RECONCILED, place, e.breakId(), "closed, and it was not open");
        }
        folds.take(place, e, false);
    }

    private void endOfRecord(Place place) {
        for (OrderTrace order : unfinished) {
            boolean stays = order.status == OrderStatus.CREATED || order.awaitsSend;
            if (findings.fails(Invariant.NONE_LOST, !stays)) {
                findings.broken(Invariant.NONE_LOST, place, order.id, order.awaitsSend
                    ? "replaced, and the new revision was never sent"
                    : "created, and neither sent, queued nor denied");
            }
        }
        unfinished.clear();
        decided.clear();
        halts.endOfRecord(findings, place);
    }
}

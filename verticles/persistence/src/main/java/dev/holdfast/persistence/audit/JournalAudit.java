package dev.holdfast.persistence.audit;

import dev.holdfast.persistence.fold.FoldedDecision;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.DeskEvent.BreakClosed;
import dev.holdfast.trading.order.DeskEvent.FlattenRequested;
import dev.holdfast.trading.order.DeskEvent.TradingStateChanged;
import dev.holdfast.trading.order.OrderEvent.CancelRequested;
import dev.holdfast.trading.order.OrderEvent.ExternalOrderAdopted;
import dev.holdfast.trading.order.OrderEvent.OperatorResolved;
import dev.holdfast.trading.order.OrderEvent.OrderCreated;
import dev.holdfast.trading.order.OrderEvent.ReplaceRequested;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.wire.message.AuditEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * What of the journal belongs into the audit trail: changes of the trading state, and whatever somebody
 * other than a strategy asked for. The entry id is the event's place, so the same event is the same entry.
 */
public final class JournalAudit {
    private JournalAudit() {
    }

    /** The entries of one decision, in its order. */
    public static List<AuditEntry> entries(FoldedDecision decision) {
        List<AuditEntry> entries = new ArrayList<>();
        for (FoldedDecision.Change change : decision.changes()) {
            String id = "journal-" + decision.shard() + "-" + decision.offset() + "-" + change.index();
            AuditEntry entry = entry(change.event());
            if (entry != null) {
                entries.add(AuditChain.storable(entry, id));
            }
        }
        return entries;
    }

    private static AuditEntry entry(DeskEvent event) {
        return switch (event) {
            case TradingStateChanged e -> done(e, e.by(), "trading-state.set",
                e.account() == null ? "shard" : e.account(), e.state() + ": " + e.reason());
            case OrderCreated e when e.terms().origin().source() != Origin.Source.SIGNAL ->
                done(e, e.terms().origin().by(), "order.create", e.clOrdId(),
                    e.terms().side() + " " + e.terms().quantity() + " " + e.terms().instrument());
            case CancelRequested e -> done(e, e.by(), "order.cancel", e.clOrdId(), null);
            case ReplaceRequested e -> done(e, e.by(), "order.replace", e.clOrdId(),
                e.quantity() + (e.limitPrice() == null ? "" : " at " + e.limitPrice()));
            case OperatorResolved e -> done(e, e.by(), "order.resolve", e.clOrdId(),
                e.status() + ": " + e.evidence());
            case ExternalOrderAdopted e -> done(e, "reconciliation", "order.adopt", e.clOrdId(),
                "venue order " + e.venueOrderId());
            case FlattenRequested e -> done(e, e.by(), "desk.flatten", e.account(), null);
            case BreakClosed e -> done(e, e.by(), "break.close", e.breakId(),
                e.disposition() + ": " + e.evidence());
            case DeskEvent other -> null;
        };
    }

    private static AuditEntry done(DeskEvent event, String by, String action, Object subject, String detail) {
        return new AuditEntry(null, event.at(), by, action, String.valueOf(subject), "done", detail);
    }
}

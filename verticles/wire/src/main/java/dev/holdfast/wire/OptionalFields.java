package dev.holdfast.wire;

import dev.holdfast.resilience.checkpoint.CheckpointManifest;
import dev.holdfast.resilience.recovery.RecoveryDesk;
import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.DeskSnapshot;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Trade;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.PendingRequest;
import dev.holdfast.trading.reconcile.AbsenceRule;
import dev.holdfast.trading.signal.Signal;
import dev.holdfast.wire.checkpoint.RiskSnapshot;
import dev.holdfast.wire.checkpoint.ShardSnapshot;
import dev.holdfast.wire.failsafe.AlertCommand;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.failsafe.IncidentView;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.lease.LeaseRecord;
import dev.holdfast.wire.message.Ack;
import dev.holdfast.wire.message.AuditEntry;
import dev.holdfast.wire.message.MarketConditionChanged;
import dev.holdfast.wire.message.PerformanceQuery;
import dev.holdfast.wire.message.RecoverService;
import dev.holdfast.wire.message.RiskAssessed;
import dev.holdfast.wire.message.ServiceReport;
import dev.holdfast.wire.message.ShardOwned;
import java.util.Map;
import java.util.Set;

/**
 * The fields that may be absent, by record; every other one is required. It stands here because the cores
 * know no annotation of a codec. The schemas under {@code kafka/schemas} say the same to readers elsewhere.
 */
final class OptionalFields {
    private static final Map<Class<?>, Set<String>> BY_RECORD = Map.ofEntries(
        Map.entry(Quote.class, Set.of("source")),
        Map.entry(Trade.class, Set.of("source")),
        Map.entry(Bar.class, Set.of("source")),
        Map.entry(FailsafeEvent.BreakerChanged.class, Set.of("by")),
        Map.entry(FailsafeEvent.TierChanged.class, Set.of("from", "best")),
        Map.entry(IncidentView.class,
            Set.of("announcedAt", "recoveredAt", "by", "mergedInto", "runbook")),
        Map.entry(AlertCommand.Reply.class, Set.of("subject")),
        Map.entry(AlertCommand.Incidents.class, Set.of("speaker")),
        Map.entry(RecoveryDesk.Kept.class, Set.of("current")),
        Map.entry(CheckpointManifest.Part.class, Set.of("shard", "nextOffset", "stateHash", "cached")),
        Map.entry(RiskSnapshot.Shard.class, Set.of("claim")),
        Map.entry(ShardSnapshot.class, Set.of("leaderEpoch", "claim", "releasedTo", "log")),
        Map.entry(OrderTerms.class, Set.of("limitPrice", "reservePrice")),
        Map.entry(Origin.class, Set.of("strategy", "signalId")),
        Map.entry(Order.class, Set.of("venueOrderId", "askedAt", "reason")),
        Map.entry(PendingRequest.class, Set.of("quantity", "limitPrice")),
        Map.entry(ExecutionReport.class, Set.of("venueOrderId", "fill", "text")),
        Map.entry(OrderEvent.OrderDenied.class, Set.of("detail")),
        Map.entry(OrderEvent.SendAttempted.class, Set.of("limitPrice")),
        Map.entry(OrderEvent.OrderAccepted.class, Set.of("venueOrderId")),
        Map.entry(OrderEvent.OrderRejected.class, Set.of("text")),
        Map.entry(OrderEvent.StatusReported.class, Set.of("venueOrderId")),
        Map.entry(OrderEvent.CancelRejected.class, Set.of("text")),
        Map.entry(OrderEvent.ReplaceRequested.class, Set.of("limitPrice")),
        Map.entry(OrderEvent.OrderReplaced.class, Set.of("limitPrice")),
        Map.entry(OrderEvent.ExternalOrderAdopted.class, Set.of("venueOrderId")),
        Map.entry(DeskEvent.TradingStateChanged.class, Set.of("account", "reason")),
        Map.entry(DeskCommand.SubmitOrder.class, Set.of("limitPrice")),
        Map.entry(DeskCommand.ReplaceOrder.class, Set.of("limitPrice")),
        Map.entry(DeskCommand.MarkCancelRejected.class, Set.of("text")),
        Map.entry(DeskCommand.TakeStatus.class, Set.of("report", "absent")),
        Map.entry(DeskCommand.SetTradingState.class, Set.of("account", "reason")),
        Map.entry(DeskCommand.CancelAll.class, Set.of("account")),
        Map.entry(DeskSnapshot.class, Set.of("lastEventAt")),
        Map.entry(OrderReply.class, Set.of("clOrdId", "status", "problem")),
        Map.entry(Ack.class, Set.of("problem")),
        Map.entry(AbsenceRule.class, Set.of("firstNegative", "session")),
        Map.entry(Signal.class, Set.of("reason")),
        Map.entry(JournalRecord.ShardClaimed.class, Set.of("previous")),
        Map.entry(JournalRecord.ShardReleased.class, Set.of("to")),
        Map.entry(LeaseRecord.DutyClaimed.class, Set.of("previous")),
        Map.entry(DeskCommand.AdoptOrder.class, Set.of("limitPrice")),
        Map.entry(ShardOwned.class, Set.of("why")),
        Map.entry(AuditEntry.class, Set.of("entryId", "at", "subject", "detail")),
        Map.entry(MarketConditionChanged.class, Set.of("why")),
        Map.entry(PerformanceQuery.class, Set.of("from", "to")),
        Map.entry(RecoverService.class, Set.of("token")),
        Map.entry(RiskAssessed.class, Set.of("action", "reason")),
        Map.entry(ServiceReport.class, Set.of("detail", "fault")));

    private OptionalFields() {
    }

    /** Component names of a record that may be absent. */
    static Set<String> of(Class<?> record) {
        return BY_RECORD.getOrDefault(record, Set.of());
    }

    /** All of them, so that a test can tell a name that no record has. */
    static Map<Class<?>, Set<String>> all() {
        return BY_RECORD;
    }
}

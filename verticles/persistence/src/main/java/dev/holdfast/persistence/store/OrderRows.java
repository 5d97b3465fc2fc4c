package dev.holdfast.persistence.store;

import dev.holdfast.persistence.fold.FoldedDecision;
import dev.holdfast.persistence.fold.FoldedDecision.Change;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.wire.Json;
import java.math.BigDecimal;

/** An order and its executions as rows. */
final class OrderRows {
    private OrderRows() {
    }

    /** The order after a change, without {@link #kept}; the same values serve INSERT and UPDATE. */
    static Params order(FoldedDecision decision, Change change) {
        Order order = change.order();
        OrderTerms terms = order.terms();
        return Params.of("cl_ord_id", terms.clOrdId().text())
            .and("shard", decision.shard().number())
            .and("account", terms.account().name())
            .and("instrument", terms.instrument().symbol())
            .and("side", terms.side())
            .and("order_type", terms.type())
            .and("time_in_force", terms.timeInForce())
            .and("quantity", terms.quantity().value())
            .and("limit_price", terms.limitPrice() == null ? null : terms.limitPrice().value())
            .and("status", order.status())
            .and("revision", order.revision())
            .and("venue_order_id", order.venueOrderId())
            .and("cumulative", order.cumulative().value())
            .and("leaves", order.leaves().value())
            .and("filled_notional", order.filledNotional().amount())
            .and("source", terms.origin().source())
            .and("strategy", terms.origin().strategy())
            .and("signal_id", terms.origin().signalId())
            .and("reason", order.reason())
            .and("created_at", terms.createdAt())
            .and("changed_at", order.changedAt())
            .and("state", Json.text(order));
    }

    /** What of an order's row is known once and stays: where it began, and where it ended. */
    static Params kept(FoldedDecision decision, Change change) {
        return Params.of("created_offset", decision.offset())
            .and("ended_offset", change.ended() ? decision.offset() : null);
    }

    /** An execution after a change; the same values serve INSERT and UPDATE. */
    static Params fill(FoldedDecision decision, Change change, String status) {
        Fill fill = change.fill();
        OrderTerms terms = change.order().terms();
        return Params.of("shard", decision.shard().number())
            .and("journal_offset", decision.offset())
            .and("event_index", change.index())
            .and("exec_id", fill.execId())
            .and("cl_ord_id", terms.clOrdId().text())
            .and("account", terms.account().name())
            .and("instrument", terms.instrument().symbol())
            .and("side", terms.side())
            .and("venue_order_id", fill.venueOrderId())
            .and("price", fill.price().value())
            .and("quantity", fill.quantity().value())
            .and("notional", fill.notional().amount())
            .and("fee", fill.fee())
            .and("fee_asset", fill.feeAsset())
            .and("fee_value", feeValue(fill, change.instrument()))
            .and("maker", fill.maker())
            .and("venue_time", fill.venueTime())
            .and("booked_at", change.event().at())
            .and("strategy", terms.origin().strategy())
            .and("status", status)
            .and("state", Json.text(fill));
    }

    /** In the quote asset, as {@link dev.holdfast.trading.position.Position} books it. */
    private static BigDecimal feeValue(Fill fill, Instrument instrument) {
        if (instrument == null) {
            return BigDecimal.ZERO;
        }
        if (fill.feeAsset().equals(instrument.base())) {
            return fill.fee().multiply(fill.price().value());
        }
        return fill.feeAsset().equals(instrument.quote()) ? fill.fee() : BigDecimal.ZERO;
    }
}

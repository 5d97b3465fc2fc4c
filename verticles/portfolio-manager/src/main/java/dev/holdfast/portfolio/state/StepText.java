package dev.holdfast.portfolio.state;

import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.OrderEvent;

/** What a person wants to know of an order's event besides its name and the status after it. */
final class StepText {
    private StepText() {
    }

    /** Null where the name says it all. No default: a new event must be described. */
    static String of(OrderEvent event) {
        return switch (event) {
            case OrderEvent.OrderCreated e -> "by " + e.terms().origin().by();
            case OrderEvent.OrderDenied e -> e.reason() + ": " + e.detail();
            case OrderEvent.OrderQueued e -> "no venue answers; waits until " + e.timeToLive();
            case OrderEvent.SendAttempted e -> "revision " + e.revision() + ": "
                + terms(e.quantity(), e.limitPrice());
            case OrderEvent.SendWithheld e -> e.why();
            case OrderEvent.OrderAccepted e -> "venue order " + e.venueOrderId();
            case OrderEvent.OrderRejected e -> e.text();
            case OrderEvent.OrderFilled e -> fill(e.fill());
            case OrderEvent.FillBusted e -> "execution " + e.execId() + " taken back";
            case OrderEvent.FillCorrected e -> "execution " + e.fill().execId() + " is now " + fill(e.fill());
            case OrderEvent.RemainderCanceled e -> "what did not trade at once";
            case OrderEvent.OrderExpired e -> null;
            case OrderEvent.OutcomeUnknown e -> e.cause();
            case OrderEvent.StatusReported e -> e.evidence();
            case OrderEvent.ProvenAbsent e -> e.evidence();
            case OrderEvent.OperatorResolved e -> "by " + e.by() + ": " + e.evidence();
            case OrderEvent.MissingAtVenue e -> null;
            case OrderEvent.CancelRequested e -> "by " + e.by();
            case OrderEvent.CancelConfirmed e -> null;
            case OrderEvent.CancelRejected e -> e.text();
            case OrderEvent.ReplaceRequested e -> "by " + e.by() + ": " + terms(e.quantity(), e.limitPrice());
            case OrderEvent.OrderReplaced e -> terms(e.quantity(), e.limitPrice());
            case OrderEvent.RequestUnresolved e -> e.cause();
            case OrderEvent.ExternalOrderAdopted e -> "venue order " + e.venueOrderId() + ", not ours";
        };
    }

    private static String terms(Quantity quantity, Price limitPrice) {
        return limitPrice == null ? quantity + " at market" : quantity + " at " + limitPrice;
    }

    private static String fill(Fill fill) {
        return fill.quantity() + " at " + fill.price() + (fill.maker() ? ", maker" : ", taker");
    }
}

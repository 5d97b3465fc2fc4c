package dev.holdfast.binance.order;

import dev.holdfast.binance.net.RateGate;
import dev.holdfast.binance.net.RestCall;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.TimeInForce;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;

/**
 * Spells a journalled attempt for the venue. Quantity and price are the attempt's, as a later revision sends
 * only what is left; the times are the attempt's, as nothing may make them newer (ownership rule 9).
 */
final class PlaceRequest {
    private PlaceRequest() {
    }

    static RestCall of(OrderTerms terms, SendAttempted attempt) {
        RestCall call = RestCall.signed(HttpMethod.POST, "/api/v3/order").as(RateGate.Kind.ORDER)
            .with("symbol", terms.instrument().symbol())
            .with("side", terms.side().name())
            .with("type", terms.type().name());
        if (terms.type() == OrderType.LIMIT) {
            call.with("timeInForce", timeInForce(terms.timeInForce()))
                .with("price", attempt.limitPrice().toString());
        }
        Duration window = Duration.between(attempt.requestTime(), attempt.expiresAt());
        return call.with("quantity", attempt.quantity().toString())
            .with("newClientOrderId", attempt.venueClientId())
            .with("newOrderRespType", "FULL")
            .with("recvWindow", String.valueOf(window.toMillis()))
            .with("timestamp", String.valueOf(attempt.requestTime().toEpochMilli()));
    }

    /** The venue knows no DAY; we cancel it ourselves at the end of the day. */
    private static String timeInForce(TimeInForce timeInForce) {
        return switch (timeInForce) {
            case GTC, DAY -> "GTC";
            case IOC -> "IOC";
            case FOK -> "FOK";
        };
    }
}

package dev.holdfast.binance.order;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.TimeInForce;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Orders and attempts to send them, as the desk would journal them. */
final class Attempts {
    static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    private static final AccountId ACCOUNT = new AccountId("house");
    private static final Duration WINDOW = Duration.ofSeconds(1);

    private Attempts() {
    }

    /** A fresh order each time; no limit price means MARKET. */
    static OrderTerms order(Side side, String quantity, Price limit, TimeInForce timeInForce) {
        ClOrdId id = ClOrdId.chosen(ACCOUNT, UUID.randomUUID().toString().substring(0, 18));
        return new OrderTerms(id, ACCOUNT, BTC, side, limit == null ? OrderType.MARKET : OrderType.LIMIT,
            timeInForce, Quantity.of(quantity), limit, limit == null ? Price.of("100000") : limit,
            Origin.manual("test"), Instant.now());
    }

    static SendAttempted attempt(OrderTerms terms, Instant requestTime, String session) {
        return new SendAttempted(terms.clOrdId(), 1, terms.clOrdId().venueId(1), terms.quantity(),
            terms.limitPrice(), requestTime, requestTime.plus(WINDOW), session, requestTime);
    }
}

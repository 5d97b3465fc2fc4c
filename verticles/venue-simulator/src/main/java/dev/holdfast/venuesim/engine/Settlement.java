package dev.holdfast.venuesim.engine;

import dev.holdfast.venuesim.account.Account;
import dev.holdfast.venuesim.account.Fees;
import dev.holdfast.venuesim.book.Fixed8;
import dev.holdfast.venuesim.book.Match;
import dev.holdfast.venuesim.book.Side;
import java.math.BigDecimal;

/**
 * Money of orders: reserve when taken, pay and receive at each fill, give the rest back at the end. A buyer
 * reserves quote, a seller base. Commission is taken from what is received.
 */
final class Settlement {

    private final Fees fees;

    Settlement(Fees fees) {
        this.fees = fees;
    }

    static String reservedAsset(OrderRequest request) {
        return request.side() == Side.BUY ? request.instrument().quoteAsset()
            : request.instrument().baseAsset();
    }

    static void reserve(Order order, BigDecimal amount) {
        order.account().lock(reservedAsset(order.request()), amount);
        order.lock(amount);
    }

    static void releaseRest(Order order) {
        var rest = order.locked();
        order.account().unlock(reservedAsset(order.request()), rest);
        order.release(rest);
    }

    /** Books one side of a match; {@code tradeId} is the print's. */
    Fill fill(Order order, Match match, long tradeId, long time) {
        var maker = match.makerId() == order.orderId();
        var quote = Fixed8.notional(match.price(), match.quantity());
        var base = Fixed8.decimal(match.quantity());
        var buying = order.request().side() == Side.BUY;
        var received = buying ? base : quote;
        var receivedAsset = buying ? order.instrument().baseAsset() : order.instrument().quoteAsset();
        var commission = fees.on(received, maker);
        pay(order, buying ? quote : base, match.quantity());
        order.account().credit(receivedAsset, received.subtract(commission));
        var fill = new Fill(tradeId, order, match.price(), match.quantity(), quote, commission,
            receivedAsset, maker,
            time);
        order.filled(fill);
        return fill;
    }

    /**
     * Pays the price out of the reservation; a limit buy that paid less than its limit gets the difference
     * back.
     */
    private static void pay(Order order, BigDecimal amount, long quantity) {
        Account account = order.account();
        var asset = reservedAsset(order.request());
        account.spendLocked(asset, amount);
        order.release(amount);
        if (order.request().side() == Side.BUY && !order.request().isMarket()) {
            var saved = Fixed8.notional(order.request().price(), quantity).subtract(amount);
            account.unlock(asset, saved);
            order.release(saved);
        }
    }
}

package dev.holdfast.venuesim.engine;

import dev.holdfast.venuesim.account.Account;
import dev.holdfast.venuesim.book.Fixed8;
import dev.holdfast.venuesim.ledger.EntryKind;
import dev.holdfast.venuesim.ledger.Ledger;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * Writes each event to the ledger first, and only then tells the listener: nobody hears what is not written
 * down.
 */
final class OrderEvents {

    private final Ledger ledger;
    private final VenueListener listener;
    private final VenueClock clock;

    OrderEvents(Ledger ledger, VenueListener listener, VenueClock clock) {
        this.ledger = ledger;
        this.listener = listener;
        this.clock = clock;
    }

    void accepted(Order order) {
        ledger.append(EntryKind.ACCEPTED, entry -> identify(entry, order)
            .put("type", order.request().type().name())
            .put("timeInForce", order.request().timeInForce().name())
            .put("price", Fixed8.text(order.request().price()))
            .put("quantity", Fixed8.text(order.quantity())));
        report(ExecutionType.NEW, order, null, null);
    }

    void filled(Fill fill) {
        ledger.append(EntryKind.FILL, entry -> identify(entry, fill.order())
            .put("tradeId", fill.tradeId())
            .put("price", Fixed8.text(fill.price()))
            .put("quantity", Fixed8.text(fill.quantity()))
            .put("commission", Fixed8.text(fill.commission()))
            .put("commissionAsset", fill.commissionAsset())
            .put("maker", fill.maker())
            .put("tradeTime", fill.time())
            .put("executedQuantity", Fixed8.text(fill.order().executed()))
            .put("status", fill.order().status().name()));
        report(ExecutionType.TRADE, fill.order(), fill, null);
    }

    /** {@code cancelId} is null when the order ended by its own time in force. */
    void ended(Order order, String cancelId) {
        var canceled = order.status() == OrderStatus.CANCELED;
        ledger.append(canceled ? EntryKind.CANCELED : EntryKind.EXPIRED, entry -> identify(entry, order)
            .put("executedQuantity", Fixed8.text(order.executed()))
            .put("cancelId", cancelId));
        report(canceled ? ExecutionType.CANCELED : ExecutionType.EXPIRED, order, null, cancelId);
    }

    void balances(Account account, Instrument instrument) {
        listener.onBalances(account, Set.of(instrument.baseAsset(), instrument.quoteAsset()), clock.millis());
    }

    void trade(Market market, PublicTrade trade) {
        listener.onTrade(market, trade);
    }

    void best(Market market) {
        listener.onBest(market);
    }

    private void report(ExecutionType type, Order order, Fill fill, String cancelId) {
        listener.onReport(new VenueListener.Report(type, order, fill, cancelId, clock.millis()));
    }

    private static JsonObject identify(JsonObject entry, Order order) {
        return entry.put("account", order.account().name())
            .put("symbol", order.instrument().symbol())
            .put("orderId", order.orderId())
            .put("clientOrderId", order.request().clientOrderId())
            .put("side", order.request().side().name());
    }
}

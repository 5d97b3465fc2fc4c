package dev.holdfast.venuesim.api;

import dev.holdfast.venuesim.engine.Exchange;
import dev.holdfast.venuesim.engine.Order;
import dev.holdfast.venuesim.engine.OrderRequest;
import dev.holdfast.venuesim.engine.Refused;
import dev.holdfast.venuesim.engine.VenueClock;
import dev.holdfast.venuesim.engine.VenueError;
import dev.holdfast.venuesim.fault.FaultName;
import dev.holdfast.venuesim.fault.Faults;
import dev.holdfast.venuesim.ledger.EntryKind;
import dev.holdfast.venuesim.ledger.Ledger;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/**
 * The way of a new order from arrival to answer: written down, counted, perhaps delayed, its window asked
 * again, matched, answered, perhaps late. The second look at the window is the client's fence: a request
 * that was held up beyond its own expiry is never matched.
 */
final class OrderEntry {

    private final Vertx vertx;
    private final Exchange exchange;
    private final Gate gate;
    private final Faults faults;
    private final Journal journal;
    private final int latencyMillis;

    /** Where arrivals and refusals are written. */
    record Journal(Ledger ledger, VenueClock clock, OrderReader reader) {
    }

    OrderEntry(Vertx vertx, Exchange exchange, Gate gate, Journal journal, int latencyMillis) {
        this.vertx = vertx;
        this.exchange = exchange;
        this.gate = gate;
        this.faults = gate.faults();
        this.journal = journal;
        this.latencyMillis = latencyMillis;
    }

    /** Takes the order of a call. Fails with {@link Refused}. */
    Future<Order> place(Call call) {
        arrived(call);
        OrderRequest request;
        try {
            OrderCommands.respType(call.params());
            request = journal.reader().read(call.params());
        } catch (Refused refused) {
            return Future.failedFuture(rejected(call, refused));
        }
        return whenArrived(call)
            .recover(failure -> Future.failedFuture(failure instanceof Refused refused ? rejected(call,
                refused)
                : failure))
            .map(ready -> matched(call, request))
            .compose(order -> answered(call, order));
    }

    /** The new order of a cancel-replace: its wait is already over. */
    Order placeNow(Call call, OrderRequest request) {
        arrived(call);
        return matched(call, request);
    }

    /** Waits as long as the venue is slow, then asks the request's window again. */
    Future<Void> whenArrived(Call call) {
        var delay = latencyMillis + faults.find(FaultName.DELAYED_ACK,
            call.params().text("symbol").orElse(null))
            .filter(fault -> fault.options().getString("stage", "reply").equals("arrival"))
            .map(fault -> fault.options().getInteger("ms", 1_000)).orElse(0);
        if (delay <= 0) {
            return Future.succeededFuture();
        }
        return vertx.timer(delay, TimeUnit.MILLISECONDS).map(done -> {
            gate.requireWindow(call.params());
            return null;
        });
    }

    /**
     * A request that failed at the gate is a request all the same; its account is unproven, so it is left
     * out.
     */
    void refusedBeforeEntry(Params params, Refused refused) {
        arrived(new Call(params, null));
        rejected(new Call(params, null), refused);
    }

    private void arrived(Call call) {
        var params = call.params();
        journal.ledger().append(EntryKind.REQUEST, entry -> entry
            .put("account", accountName(call))
            .put("symbol", params.text("symbol").orElse(null))
            .put("clientOrderId", params.text("newClientOrderId").orElse(null))
            .put("side", params.text("side").orElse(null))
            .put("type", params.text("type").orElse(null))
            .put("price", params.text("price").orElse(null))
            .put("quantity", params.text("quantity").orElse(null))
            .put("timestamp", params.text("timestamp").orElse(null))
            .put("recvWindow", params.text("recvWindow").orElse(null)));
    }

    private Order matched(Call call, OrderRequest request) {
        try {
            if (!gate.limits().chargeOrder(call.account().name(), journal.clock().millis())) {
                throw VenueError.TOO_MANY_ORDERS.asException();
            }
            if (faults.use(FaultName.REJECT_ORDERS, request.instrument().symbol()).isPresent()) {
                throw VenueError.orderRefused("Market is closed.").asException();
            }
            return exchange.place(call.account(), request);
        } catch (Refused refused) {
            throw rejected(call, refused);
        }
    }

    private Future<Order> answered(Call call, Order order) {
        var symbol = order.instrument().symbol();
        if (faults.use(FaultName.UNKNOWN_AFTER_FILL, symbol).isPresent()) {
            return Future.failedFuture(VenueError.TIMEOUT.asException());
        }
        var late = faults.find(FaultName.DELAYED_ACK, symbol)
            .filter(fault -> fault.options().getString("stage", "reply").equals("reply"));
        if (late.isEmpty()) {
            return Future.succeededFuture(order);
        }
        late.get().use();
        var millis = Math.max(1, late.get().options().getInteger("ms", 1_000));
        return vertx.timer(millis, TimeUnit.MILLISECONDS).map(order);
    }

    private Refused rejected(Call call, Refused refused) {
        var params = call.params();
        journal.ledger().append(EntryKind.REJECTED, entry -> entry
            .put("account", accountName(call))
            .put("symbol", params.text("symbol").orElse(null))
            .put("clientOrderId", params.text("newClientOrderId").orElse(null))
            .put("code", refused.error().code())
            .put("msg", refused.error().message()));
        return refused;
    }

    private static String accountName(Call call) {
        return call.account() == null ? null : call.account().name();
    }
}

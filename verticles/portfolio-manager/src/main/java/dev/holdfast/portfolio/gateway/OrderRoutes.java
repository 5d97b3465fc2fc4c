package dev.holdfast.portfolio.gateway;

import dev.holdfast.portfolio.http.Answers;
import dev.holdfast.portfolio.http.JsonFields;
import dev.holdfast.portfolio.http.Problem;
import dev.holdfast.portfolio.metrics.GatewayMetrics;
import dev.holdfast.portfolio.state.StateStore;
import dev.holdfast.trading.desk.DeskCommand.CancelOrder;
import dev.holdfast.trading.desk.DeskCommand.ReplaceOrder;
import dev.holdfast.trading.desk.DeskCommand.ResolveOrder;
import dev.holdfast.trading.desk.DeskCommand.SubmitOrder;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.PendingRequest;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.view.OrderRequest;
import dev.holdfast.wire.view.OrderView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/** Commands about one order. Each waits for the shard's durable reply before it answers. */
final class OrderRoutes {
    private static final String SUBMIT = "order.submit";

    private final StateStore state;
    private final ReadRoutes reads;
    private final OrderForm form;
    private final Commanding commanding;
    private final Clock clock;

    /** What a command needs besides its own words. */
    record Commanding(DeskCommands desk, FoldWaits waits, AuditTrail audit, GatewayMetrics metrics) {
    }

    OrderRoutes(StateStore state, ReadRoutes reads, OrderForm form, Commanding commanding, Clock clock) {
        this.state = state;
        this.reads = reads;
        this.form = form;
        this.commanding = commanding;
        this.clock = clock;
    }

    /** 201 for a new order, one that the desk denied included; 200 for a repetition of the same order. */
    void onSubmit(RoutingContext context) {
        String user = Access.principal(context).name();
        OrderRequest request;
        try {
            request = form.order(JsonFields.of(context.body().buffer()));
        } catch (Problem invalid) {
            commanding.audit().failure(user, SUBMIT, "-", invalid);
            throw invalid;
        }
        ClOrdId id = ClOrdId.chosen(request.account(), request.clOrdId());
        SubmitOrder command = new SubmitOrder(id, request.account(), request.instrument(), request.side(),
            request.type(), request.timeInForce(), request.quantity(), request.limitPrice(),
            Origin.manual(user));
        long begun = System.nanoTime();
        commanding.desk().ask(id.shard(), Addresses::submitOrder, command)
            .compose(reply -> submitted(command, reply))
            .onComplete(view -> {
                commanding.metrics().submitted(System.nanoTime() - begun);
                boolean denied = view.order().status() == OrderStatus.DENIED;
                commanding.audit().write(user, SUBMIT, id.text(), denied ? "denied" : "done",
                    view.order().reason());
                Answers.json(context, view.duplicate() ? 200 : 201, view.order());
            }, failure -> refused(context, SUBMIT, id, failure));
    }

    /** 202: the request is durable; what the venue makes of it is pushed later. */
    void onCancel(RoutingContext context) {
        OrderView order = reads.order(context);
        CancelOrder command = new CancelOrder(order.clOrdId(), Access.principal(context).name());
        request(context, "order.cancel", order,
            commanding.desk().askToStop(order.clOrdId().shard(), Addresses::cancelOrder, command));
    }

    /** 202 like a cancel; 409 if the order is not resting or the new terms break a limit. */
    void onReplace(RoutingContext context) {
        OrderView order = reads.order(context);
        Instrument instrument = state.instruments().get(order.instrument());
        OrderForm.Replacement terms =
            form.replacement(JsonFields.of(context.body().buffer()), instrument);
        ReplaceOrder command = new ReplaceOrder(order.clOrdId(), terms.quantity(), terms.limitPrice(),
            Access.principal(context).name());
        request(context, "order.replace", order,
            commanding.desk().ask(order.clOrdId().shard(), Addresses::replaceOrder, command));
    }

    /**
     * An administrator settles an order whose fate no question could find out, with the evidence for it. 409
     * if the order is not UNKNOWN.
     */
    void onResolve(RoutingContext context) {
        OrderView order = reads.order(context);
        OrderForm.Resolution resolution = form.resolution(JsonFields.of(context.body().buffer()));
        ResolveOrder command = new ResolveOrder(order.clOrdId(), resolution.status(), resolution.evidence(),
            Access.principal(context).name());
        request(context, "order.resolve", order,
            commanding.desk().ask(order.clOrdId().shard(), Addresses::resolveOrder, command));
    }

    private record Submitted(OrderView order, boolean duplicate) {
    }

    private Future<Submitted> submitted(SubmitOrder command, OrderReply reply) {
        if (reply.status() == null) {
            return Future.failedFuture(Problem.refused(reply.problem()));
        }
        return commanding.waits().until(() -> state.order(command.clOrdId())).compose(seen -> {
            if (seen != null && reply.duplicate() && !isSame(command, seen)) {
                return Future.failedFuture(Problem.conflict("clOrdId '" + command.clOrdId()
                    + "' already names another order"));
            }
            OrderView order = seen != null ? seen : asReplied(command, reply);
            return Future.succeededFuture(new Submitted(order, reply.duplicate()));
        });
    }

    /** A replaced order has other terms than it was submitted with; then its fixed terms decide. */
    private static boolean isSame(SubmitOrder command, OrderView order) {
        boolean fixed = command.account().equals(order.account())
            && command.instrument().equals(order.instrument()) && command.side() == order.side()
            && command.type() == order.type() && command.timeInForce() == order.timeInForce();
        boolean replaced = order.revision() > 1;
        boolean sameTerms = command.quantity().equals(order.quantity())
            && Objects.equals(command.limitPrice(), order.limitPrice());
        return fixed && (replaced || sameTerms);
    }

    /** The view is behind the reply: what the reply says is durable, the rest is as it was asked. */
    private OrderView asReplied(SubmitOrder asked, OrderReply reply) {
        boolean ended = reply.status().isTerminal();
        return new OrderView(asked.clOrdId(), asked.account(), asked.instrument(), asked.side(), asked.type(),
            asked.timeInForce(), asked.quantity(), asked.limitPrice(), reply.status(),
            PendingRequest.Kind.NONE, false, 1, null, Quantity.ZERO,
            ended ? Quantity.ZERO : asked.quantity(), null, false, reply.problem(),
            Origin.Source.MANUAL.name(), null, null, clock.instant(), clock.instant(), List.of());
    }

    private void request(RoutingContext context, String action, OrderView before, Future<OrderReply> asked) {
        ClOrdId id = before.clOrdId();
        asked.compose(reply -> {
            if (reply == null) {
                return Future.failedFuture(Problem.conflict("there is nothing to do; the order is "
                    + before.status()));
            }
            if (reply.problem() != null) {
                return Future.failedFuture(reply.status() == null ? Problem.notFound(reply.problem())
                    : Problem.conflict(reply.problem() + "; the order is " + reply.status()));
            }
            return commanding.waits().until(() -> changedSince(before));
        }).onComplete(view -> {
            commanding.audit().done(Access.principal(context).name(), action, id.text(), null);
            Answers.json(context, 202, view == null ? state.order(id) : view);
        }, failure -> refused(context, action, id, failure));
    }

    /** The order once the view shows a request or anything newer; null until then. */
    private OrderView changedSince(OrderView before) {
        OrderView now = state.order(before.clOrdId());
        boolean seen = now.pending() != PendingRequest.Kind.NONE || now.status().isTerminal()
            || now.revision() != before.revision();
        return seen ? now : null;
    }

    private void refused(RoutingContext context, String action, ClOrdId id, Throwable failure) {
        commanding.audit().failure(Access.principal(context).name(), action, id.text(), failure);
        context.fail(failure);
    }
}

package dev.holdfast.portfolio.gateway;

import dev.holdfast.portfolio.http.Answers;
import dev.holdfast.portfolio.http.Problem;
import dev.holdfast.portfolio.http.QueryParameters;
import dev.holdfast.portfolio.registry.ServiceRegistry;
import dev.holdfast.portfolio.state.StateStore;
import dev.holdfast.portfolio.state.StatusBoard;
import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.runtime.guard.GuardedBus;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.message.PerformanceQuery;
import dev.holdfast.wire.view.OrderView;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;

/** Everything that can be looked at: answers come from the views, only the performance over the bus. */
final class ReadRoutes {
    private static final int DEFAULT_LIMIT = 200;
    private static final int DEFAULT_CANDLES = 600;
    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(3);

    private final StateStore state;
    private final ServiceRegistry registry;
    private final StatusBoard board;
    private final GuardedBus bus;
    private final Clock clock;

    ReadRoutes(StateStore state, ServiceRegistry registry, StatusBoard board, GuardedBus bus,
               Clock clock) {
        this.state = state;
        this.registry = registry;
        this.board = board;
        this.bus = bus;
        this.clock = clock;
    }

    void onStatus(RoutingContext context) {
        query(context).done();
        Answers.json(context, 200, board.status());
    }

    void onServices(RoutingContext context) {
        query(context).done();
        Answers.items(context, registry.services(clock.instant()));
    }

    void onOrders(RoutingContext context) {
        QueryParameters query = query(context);
        int limit = query.limit(DEFAULT_LIMIT);
        AccountId account = query.account(state.accountRules().keySet());
        InstrumentId instrument = query.instrument(state.instruments().keySet(), false);
        OrderStatus status = query.choice("status", OrderStatus.class, null);
        boolean openOnly = query.flag("open");
        query.done();
        Predicate<Order> filter = order -> (account == null || order.terms().account().equals(account))
            && (instrument == null || order.terms().instrument().equals(instrument))
            && (status == null || order.status() == status)
            && !(openOnly && order.status().isTerminal());
        Answers.items(context, state.orders().newest(limit, filter));
    }

    void onOrder(RoutingContext context) {
        query(context).done();
        Answers.json(context, 200, order(context));
    }

    /** The order that the path names; throws the Problem if there is none. */
    OrderView order(RoutingContext context) {
        String text = context.pathParam("clOrdId");
        OrderView order = isId(text) ? state.order(new ClOrdId(text)) : null;
        if (order == null) {
            throw Problem.notFound("no order '" + text + "'");
        }
        return order;
    }

    void onFills(RoutingContext context) {
        QueryParameters query = query(context);
        int limit = query.limit(DEFAULT_LIMIT);
        AccountId account = query.account(state.accountRules().keySet());
        InstrumentId instrument = query.instrument(state.instruments().keySet(), false);
        String order = query.text("clOrdId");
        query.done();
        Answers.items(context, state.fills().newest(limit, fill ->
            (account == null || fill.account().equals(account))
            && (instrument == null || fill.instrument().equals(instrument))
            && (order == null || fill.clOrdId().text().equals(order))));
    }

    void onPositions(RoutingContext context) {
        QueryParameters query = query(context);
        AccountId account = query.account(state.accountRules().keySet());
        query.done();
        Answers.items(context, state.portfolio().positions().stream()
            .filter(position -> account == null || position.account().equals(account)).toList());
    }

    void onAccounts(RoutingContext context) {
        query(context).done();
        Answers.items(context, state.portfolio().accounts());
    }

    void onCandles(RoutingContext context) {
        QueryParameters query = query(context);
        InstrumentId instrument = query.instrument(state.instruments().keySet(), true);
        BarInterval interval = query.choice("interval", BarInterval.class, BarInterval.SECOND);
        int limit = query.limit(DEFAULT_CANDLES);
        query.done();
        Answers.items(context, state.candles(instrument, interval, limit));
    }

    void onEquity(RoutingContext context) {
        QueryParameters query = query(context);
        int limit = query.limit(QueryParameters.MAX_LIMIT);
        query.done();
        Answers.items(context, state.equity().newest(limit));
    }

    void onPerformance(RoutingContext context) {
        QueryParameters query = query(context);
        PerformanceQuery question = new PerformanceQuery(query.instant("from"), query.instant("to"));
        query.done();
        bus.request(GuardedBus.PERSISTENCE, Addresses.PERFORMANCE, question, QUERY_TIMEOUT).onComplete(
            performance -> Answers.json(context, 200, performance),
            failure -> context.fail(asProblem(failure, "persistence")));
    }

    void onBreaks(RoutingContext context) {
        QueryParameters query = query(context);
        int limit = query.limit(DEFAULT_LIMIT);
        boolean open = query.flag("open");
        query.done();
        Answers.items(context, state.breaks().newest(limit, open));
    }

    private static Throwable asProblem(Throwable failure, String service) {
        return failure instanceof Refusal refusal
            ? Problem.unavailable(service + " does not answer: " + refusal.getMessage()) : failure;
    }

    private static boolean isId(String text) {
        return text.matches("s(0[0-9]|1[0-5])-[A-Za-z0-9_-]{1,28}");
    }

    private static QueryParameters query(RoutingContext context) {
        return new QueryParameters(context.queryParams());
    }
}

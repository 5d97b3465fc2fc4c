package dev.holdfast.portfolio.gateway;

import static dev.holdfast.portfolio.auth.Role.ADMIN;
import static dev.holdfast.portfolio.auth.Role.OPERATOR;
import static dev.holdfast.portfolio.auth.Role.VIEWER;

import dev.holdfast.portfolio.auth.Authenticator;
import dev.holdfast.portfolio.auth.Principal;
import dev.holdfast.portfolio.auth.Role;
import dev.holdfast.portfolio.auth.Sessions;
import dev.holdfast.portfolio.http.Answers;
import dev.holdfast.portfolio.http.Problem;
import dev.holdfast.portfolio.metrics.GatewayMetrics;
import dev.holdfast.portfolio.registry.ServiceRegistry;
import dev.holdfast.portfolio.state.StateStore;
import dev.holdfast.portfolio.state.StatusBoard;
import dev.holdfast.portfolio.stream.StreamHub;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.ShardRouter;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.trading.order.AccountId;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The door for people and programs (requirements A2.6, D9): REST, the event stream, health, metrics and the
 * dashboard, on one port. Its contract is {@code openapi.yaml}.
 */
public final class Gateway {
    static final String API = "/api/v1";
    private static final long MAX_BODY_BYTES = 64 * 1024;
    /** A connection on which nobody speaks for this long is closed; streams have heartbeats. */
    private static final int IDLE_SECONDS = 60;

    private final Vertx vertx;
    private final NodeKit kit;
    private final Parts parts;
    private final Sessions sessions;
    private final Access access;
    private final SessionRoutes sessionRoutes;
    private final ReadRoutes reads;
    private final OrderRoutes orders;
    private final DeskRoutes desk;
    private final ShardRoutes shards;
    private final FailsafeRoutes failsafe;
    private final CheckpointRoutes checkpoints;
    private final IncidentRoutes incidents;
    private final BreakerRoutes breakers;
    private final ClusterGate gate;
    private final GatewayPort port;
    private HttpServer server;

    /** What the gateway shows and measures. */
    public record Parts(StateStore state, ServiceRegistry registry, StatusBoard board, StreamHub hub,
                        GatewayMetrics metrics, HealthRoutes health, FoldWaits waits) {
    }

    /** Must be made on the context that owns the state. */
    public Gateway(Vertx vertx, NodeKit kit, Parts parts) {
        this.vertx = vertx;
        this.kit = kit;
        this.parts = parts;
        Clock clock = kit.identity().clock();
        AuditTrail audit = new AuditTrail(kit.streams(), clock);
        Authenticator authenticator = new Authenticator(vertx, clock, kit.config().users());
        this.sessions = new Sessions(kit.config().users());
        ShardRouter router = new ShardRouter(vertx, kit.bus(), kit.breakers());
        DeskCommands commands = new DeskCommands(router, kit.cluster());
        this.gate = new ClusterGate(kit.cluster());
        this.port = new GatewayPort(vertx, new HttpServerOptions().setHost(kit.config().http().host())
            .setPort(kit.config().http().port()).setIdleTimeout(IDLE_SECONDS));
        this.shards = new ShardRoutes(kit, router);
        this.failsafe = new FailsafeRoutes(kit);
        this.checkpoints = new CheckpointRoutes(kit.identity().name(), kit.bus(), audit);
        this.incidents = new IncidentRoutes(new AlertingDoor(kit), audit, clock);
        this.breakers = new BreakerRoutes(kit, audit);
        this.access = new Access(authenticator, sessions, clock);
        this.sessionRoutes = new SessionRoutes(authenticator, sessions, audit, clock);
        this.reads = new ReadRoutes(parts.state(), parts.registry(), parts.board(),
            kit.guardedBus(), clock);
        this.orders = new OrderRoutes(parts.state(), reads,
            new OrderForm(parts.state().instruments(), openAccounts()),
            new OrderRoutes.Commanding(commands, parts.waits(), audit, parts.metrics()), clock);
        this.desk = new DeskRoutes(parts.state(), commands, audit, clock);
    }

    /** All but the account of the synthetic transactions: nobody else trades there. */
    private List<AccountId> openAccounts() {
        return parts.state().accountRules().keySet().stream()
            .filter(account -> !account.equals(kit.config().failsafe().synthetic().account())).toList();
    }

    /** Opens the port; fails with a plain sentence if it is taken. */
    public Future<Integer> open() {
        NodeConfig.Http http = kit.config().http();
        return port.open(router()).map(open -> {
            server = open;
            // Or half of the connections would go to an instance that hangs.
            kit.fence().onCut(() -> port.close(open));
            return open.actualPort();
        }).recover(e -> Future.failedFuture(new IllegalStateException("the gateway cannot listen on "
            + http.host() + ":" + http.port() + ": " + e.getMessage() + "; choose another http.port", e)));
    }

    public Future<Void> close() {
        parts.hub().close();
        return server == null ? Future.succeededFuture() : port.close(server);
    }

    Router router() {
        Router router = Router.router(vertx);
        router.route().handler(StaticRoutes::headers);
        router.get("/health/live").handler(parts.health()::onLive);
        router.get("/health/ready").handler(parts.health()::onReady);
        router.get("/metrics").handler(context -> parts.metrics().scrape(vertx).onComplete(
            text -> context.response().putHeader(HttpHeaders.CONTENT_TYPE,
                "text/plain; version=0.0.4; charset=utf-8").end(text), context::fail));
        api(router);
        StaticRoutes.mount(router);
        errors(router);
        return router;
    }

    private void api(Router router) {
        router.route(API + "/*").handler(gate::onRequest);
        body(router, HttpMethod.POST);
        body(router, HttpMethod.PUT);
        route(router, HttpMethod.POST, "/session").handler(safe(sessionRoutes::onLogin));
        router.route(API + "/*").handler(access::identify);
        read(router, "/session", sessionRoutes::onWho);
        write(router, HttpMethod.DELETE, "/session", VIEWER, sessionRoutes::onLogout);
        read(router, "/status", reads::onStatus);
        read(router, "/services", reads::onServices);
        read(router, "/orders", reads::onOrders);
        read(router, "/orders/:clOrdId", reads::onOrder);
        read(router, "/fills", reads::onFills);
        read(router, "/positions", reads::onPositions);
        read(router, "/accounts", reads::onAccounts);
        read(router, "/candles", reads::onCandles);
        read(router, "/equity", reads::onEquity);
        read(router, "/performance", reads::onPerformance);
        read(router, "/shards", shards::onShards);
        read(router, "/breaks", reads::onBreaks);
        failsafeApi(router);
        read(router, "/openapi.yaml", Contract::onContract);
        read(router, "/stream", context -> parts.hub().onConnect(context, stillAllowed(context)));
        write(router, HttpMethod.POST, "/orders", OPERATOR, orders::onSubmit);
        write(router, HttpMethod.POST, "/orders/cancel-all", OPERATOR, desk::onCancelAll);
        write(router, HttpMethod.PUT, "/orders/:clOrdId", OPERATOR, orders::onReplace);
        write(router, HttpMethod.DELETE, "/orders/:clOrdId", OPERATOR, orders::onCancel);
        write(router, HttpMethod.POST, "/orders/:clOrdId/resolution", ADMIN, orders::onResolve);
        write(router, HttpMethod.POST, "/trading-state", OPERATOR, desk::onTradingState);
        write(router, HttpMethod.POST, "/flatten", OPERATOR, desk::onFlatten);
    }

    private void failsafeApi(Router router) {
        read(router, "/failsafe", failsafe::onView);
        read(router, "/state", checkpoints::onState);
        read(router, "/checkpoints", checkpoints::onCheckpoints);
        write(router, HttpMethod.POST, "/checkpoints", OPERATOR, checkpoints::onTake);
        read(router, "/incidents", incidents::onIncidents);
        read(router, "/incidents/:id", incidents::onIncident);
        write(router, HttpMethod.POST, "/incidents/:id/acknowledge", OPERATOR, incidents::onAcknowledge);
        write(router, HttpMethod.POST, "/silences", OPERATOR, incidents::onSilence);
        write(router, HttpMethod.DELETE, "/silences/:id", OPERATOR, incidents::onEndSilence);
        read(router, "/breakers", breakers::onBreakers);
        write(router, HttpMethod.POST, "/breakers/:node/:name", OPERATOR, breakers::onForce);
    }

    /** A stream ends with the session that opened it, and where the node is cut off from all others. */
    private BooleanSupplier stillAllowed(RoutingContext context) {
        Principal principal = Access.principal(context);
        Clock clock = kit.identity().clock();
        return () -> !gate.isIsolated()
            && (principal.session() == null || sessions.isOpen(principal.session(), clock.instant()));
    }

    /** Bodies are read before anybody is asked who they are, so they are small and must say they are JSON. */
    private static void body(Router router, HttpMethod method) {
        router.route(method, API + "/*").handler(context -> {
            String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
            boolean json = type != null && type.split(";")[0].trim().equalsIgnoreCase("application/json");
            if (json) {
                context.next();
            } else {
                context.fail(Problem.unsupportedMediaType(type));
            }
        });
        router.route(method, API + "/*").handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
    }

    private static void read(Router router, String path, Handler<RoutingContext> handler) {
        route(router, HttpMethod.GET, path).handler(Access.requires(VIEWER)).handler(safe(handler));
    }

    private static void write(Router router, HttpMethod method, String path, Role role,
                              Handler<RoutingContext> handler) {
        route(router, method, path).handler(Access.requires(role)).handler(safe(handler));
    }

    private static Route route(Router router, HttpMethod method, String path) {
        return router.route(method, API + path);
    }

    /** What a handler throws is the request's failure, never the event loop's. */
    private static Handler<RoutingContext> safe(Handler<RoutingContext> handler) {
        return context -> {
            try {
                handler.handle(context);
            } catch (RuntimeException e) {
                context.fail(e);
            }
        };
    }

    private static void errors(Router router) {
        router.route().failureHandler(context -> {
            if (context.failure() != null && context.statusCode() == 500) {
                Answers.failure(context, context.failure());
            } else {
                Answers.failure(context, byStatus(context));
            }
        });
        router.errorHandler(404, context -> Answers.problem(context, byStatus(context)));
        router.errorHandler(405, context -> Answers.problem(context, byStatus(context)));
        router.errorHandler(400, context -> Answers.problem(context, byStatus(context)));
    }

    /** For what the router itself refuses. */
    private static Problem byStatus(RoutingContext context) {
        String what = context.request().method() + " " + context.request().path();
        return switch (context.statusCode()) {
            case 404 -> Problem.notFound("nothing at " + what);
            case 405 -> Problem.methodNotAllowed("not " + what);
            case 413 -> Problem.bodyTooLarge(MAX_BODY_BYTES);
            case 400 -> Problem.badRequest("the request cannot be read");
            default -> Problem.internal();
        };
    }
}

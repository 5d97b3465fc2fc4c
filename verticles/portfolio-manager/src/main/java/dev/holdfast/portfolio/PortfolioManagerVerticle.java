package dev.holdfast.portfolio;

import dev.holdfast.portfolio.gateway.FoldWaits;
import dev.holdfast.portfolio.gateway.Gateway;
import dev.holdfast.portfolio.gateway.HealthRoutes;
import dev.holdfast.portfolio.metrics.FailsafeMetrics;
import dev.holdfast.portfolio.metrics.FiguresDoor;
import dev.holdfast.portfolio.metrics.GatewayMetrics;
import dev.holdfast.portfolio.registry.ServiceRegistry;
import dev.holdfast.portfolio.state.BrokerWatch;
import dev.holdfast.portfolio.state.StateFeeds;
import dev.holdfast.portfolio.state.StateStore;
import dev.holdfast.portfolio.state.StatusBoard;
import dev.holdfast.portfolio.stream.EventKind;
import dev.holdfast.portfolio.stream.Pushes;
import dev.holdfast.portfolio.stream.StreamHub;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.health.ServiceReporter;
import dev.holdfast.runtime.health.ServiceReporter.SelfView;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.failsafe.FailsafeEvent.HealthChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryEnded;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryStarted;
import dev.holdfast.wire.message.ServiceReport;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The portfolio manager (requirement A2): registry of services, one view of the desk, and the gateway. The
 * port opens at once, so that a node whose broker is away can say so; until the journal is folded the
 * gateway is live but not ready.
 */
public final class PortfolioManagerVerticle extends VerticleBase {
    /** The role's name in reports. */
    public static final String SERVICE = "portfolio-manager";

    private final NodeKit kit;
    private final ServiceRegistry registry;
    private StateStore state;
    private StateFeeds feeds;
    private BrokerWatch broker;
    private Pushes pushes;
    private GatewayMetrics metrics;
    private FiguresDoor figures;
    private FailsafeMetrics failsafeMetrics;
    private Gateway gateway;
    private ServiceReporter reporter;
    private MessageConsumer<Buffer> reports;
    private MessageConsumer<Buffer> failsafe;
    private volatile int port;

    public PortfolioManagerVerticle(NodeKit kit) {
        this.kit = kit;
        this.registry = new ServiceRegistry(kit.config().failsafe().health().rule());
    }

    /** The gateway's port: the configured one, or the one the system chose for port 0. */
    public int port() {
        return port;
    }

    @Override
    public Future<?> start() {
        Clock clock = kit.identity().clock();
        state = new StateStore(kit.config());
        broker = new BrokerWatch(vertx, kit.config().kafka().bootstrapServers(), clock);
        feeds = new StateFeeds(vertx, kit, state, broker);
        reports = kit.bus().subscribe(Addresses.SERVICE_REPORT, this::onServiceReport);
        StatusBoard board = new StatusBoard(kit, state, registry);
        StreamHub hub = new StreamHub(vertx, kit.identity().incarnation());
        failsafe = kit.bus().subscribe(Addresses.FAILSAFE, event -> onFailsafeEvent(event, hub));
        FoldWaits waits = new FoldWaits(vertx);
        pushes = new Pushes(vertx, hub, new Pushes.Sources(state, registry, board), clock);
        state.listen(pushes);
        state.afterEachDecision(waits::check);
        metrics = new GatewayMetrics(new GatewayMetrics.Sources(state, feeds, hub, kit.bus(), clock,
            kit.config().alerts().objective().fasterThan()));
        figures = new FiguresDoor(kit, state, metrics);
        figures.open();
        failsafeMetrics = new FailsafeMetrics(
            new FailsafeMetrics.Sources(vertx, kit.bus(), kit.identity(), metrics.registry()));
        HealthRoutes health = new HealthRoutes(vertx, kit.health(), Map.of(
            "journal", this::journalFault, "kafka", this::brokerFault, "bus", this::busFault,
            "market-data", this::marketFault));
        gateway = new Gateway(vertx, kit,
            new Gateway.Parts(state, registry, board, hub, metrics, health, waits));
        feeds.start();
        pushes.start();
        reporter = ServiceReporter.start(vertx, kit, SERVICE, this::self).proving(() -> feeds.prove());
        return gateway.open().map(opened -> port = opened)
            .recover(e -> stop().transform(stopped -> Future.failedFuture(e)));
    }

    @Override
    public Future<?> stop() {
        reporter.stop();
        reports.unregister();
        failsafe.unregister();
        pushes.stop();
        feeds.stop();
        failsafeMetrics.close();
        metrics.close();
        return Future.join(gateway.close(), broker.close(), figures.close());
    }

    private void onServiceReport(ServiceReport report) {
        registry.onReport(report, kit.identity().clock().instant());
    }

    private void onFailsafeEvent(FailsafeEvent event, StreamHub hub) {
        hub.publish(EventKind.of(event), event);
        Instant now = kit.identity().clock().instant();
        if (event instanceof HealthChanged changed) {
            registry.onChanged(changed, now);
        } else if (event instanceof RecoveryStarted started) {
            registry.onRecoveryStarted(started, now);
        } else if (event instanceof RecoveryEnded ended) {
            registry.onRecoveryEnded(ended);
        }
    }

    private SelfView self() {
        String fault = Optional.ofNullable(journalFault()).orElseGet(this::brokerFault);
        if (!state.brokenShards().isEmpty()) {
            return SelfView.unhealthy(fault);
        }
        return fault == null ? SelfView.healthy(state.orders().openOrders() + " open orders in view")
            : SelfView.behind(fault);
    }

    /** Null if all is well, as for each check below. */
    private String journalFault() {
        if (!state.brokenShards().isEmpty()) {
            return String.join("; ", state.brokenShards());
        }
        return state.isCaughtUp() ? null : "the journal is not read to its end yet";
    }

    private String brokerFault() {
        return broker.isAnswering() ? null
            : "no broker answers at " + kit.config().kafka().bootstrapServers();
    }

    /** Our own report, heard over the bus, proves that the bus delivers. */
    private String busFault() {
        boolean heard = registry.hears(SERVICE, kit.identity().name(), kit.identity().clock().instant());
        return heard ? null : "our own reports do not come back";
    }

    private String marketFault() {
        boolean heard = state.marks().worstAgeMillis(kit.identity().clock().instant()) != null;
        return heard ? null : "no quote was heard yet";
    }
}

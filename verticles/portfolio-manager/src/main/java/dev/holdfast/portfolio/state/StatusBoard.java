package dev.holdfast.portfolio.state;

import dev.holdfast.portfolio.registry.ServiceRegistry;
import dev.holdfast.portfolio.state.PortfolioView.Totals;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.wire.view.StatusView;
import java.time.Instant;

/** The desk in one look, for the top strip of the dashboard and the command line. */
public final class StatusBoard {
    private final NodeKit kit;
    private final StateStore state;
    private final ServiceRegistry registry;
    private final Instant startedAt;
    private final String version;

    public StatusBoard(NodeKit kit, StateStore state, ServiceRegistry registry) {
        this.kit = kit;
        this.state = state;
        this.registry = registry;
        this.startedAt = kit.identity().clock().instant();
        String packaged = StatusBoard.class.getPackage().getImplementationVersion();
        this.version = packaged == null ? "development" : packaged;
    }

    public StatusView status() {
        Instant now = kit.identity().clock().instant();
        Totals totals = state.totals();
        Money base = state.equity().dayBase(now, totals.opening());
        return new StatusView(kit.config().node().mode().name(), totals.tradingState(), totals.equity(),
            totals.cash(), totals.equity().minus(base), totals.equity().minus(totals.opening()),
            totals.currency(), state.marks().worstAgeMillis(now), registry.nodes(now),
            kit.identity().name(), version, state.orders().openOrders(),
            state.orders().withStatus(OrderStatus.UNKNOWN), startedAt, now, state.marks().views(now),
            kit.cluster().quorum(), kit.cluster().refusalToAct());
    }
}

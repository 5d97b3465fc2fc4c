package dev.holdfast.execution;

import dev.holdfast.execution.shard.Shard;
import dev.holdfast.execution.shard.ShardKeeper;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.health.ServiceReporter;
import dev.holdfast.runtime.health.ServiceReporter.SelfView;
import dev.holdfast.runtime.venue.OrderSession;
import dev.holdfast.trading.desk.DeskRules;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** What the order path says of itself, how it proves its job, and how it reaches the venue. */
final class ExecutionHealth {
    static final String SERVICE = "execution";

    private final NodeKit kit;
    private final OrderSession session;
    private final DeskRules rules;

    /**
     * How far the fold of the journal is.
     *
     * @param keeper  null until the first beginning is found
     * @param reading true until all that was in the journal at the start is read
     * @param trouble why it cannot be read; null if it can
     */
    record Fold(ShardKeeper keeper, boolean reading, String trouble) {
    }

    ExecutionHealth(NodeKit kit, OrderSession session, DeskRules rules) {
        this.kit = kit;
        this.session = session;
        this.rules = rules;
    }

    /** Begins to report, on the caller's context. */
    ServiceReporter report(Vertx vertx, Supplier<Fold> fold) {
        return ServiceReporter.start(vertx, kit, SERVICE, () -> view(fold.get()))
            .proving(() -> prove(fold.get())).needing("venue", this::reachVenue);
    }

    private SelfView view(Fold fold) {
        ShardKeeper keeper = fold.keeper();
        if (fold.reading() || keeper.isBroken()) {
            return SelfView.waiting("no trading: " + (fold.trouble() != null ? fold.trouble()
                : keeper == null ? "the newest checkpoint is being read"
                : keeper.trouble() == null ? "the journal is being read" : keeper.trouble()));
        }
        long owned = keeper.shards().stream().filter(Shard::isLive).count();
        String refusal = kit.cluster().refusalToAct();
        if (refusal != null) {
            return SelfView.waiting("no trading: " + refusal);
        }
        if (keeper.trouble() != null) {
            return SelfView.degraded(owned + " shards owned; " + keeper.trouble());
        }
        return session.session() == null ? SelfView.degraded("no venue session: " + session.detail())
            : SelfView.healthy(owned + " shards owned, " + (keeper.shards().size() - owned)
                + " followed, venue session " + session.session());
    }

    private Future<SelfView> prove(Fold fold) {
        return Future.succeededFuture(fold.reading() ? SelfView.waiting("the journal is being read")
            : new OrderRehearsal(fold.keeper(), rules).run());
    }

    private Future<SelfView> reachVenue() {
        return session.session() == null ? Future.failedFuture("no session: " + session.detail())
            : session.venueTime().map(time -> SelfView.healthy("session " + session.session()
                + ", its clock says " + time));
    }
}

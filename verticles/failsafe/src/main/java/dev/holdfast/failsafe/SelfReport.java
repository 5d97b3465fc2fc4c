package dev.holdfast.failsafe;

import dev.holdfast.failsafe.health.HealthPart;
import dev.holdfast.failsafe.state.EventPen;
import dev.holdfast.runtime.health.ServiceReporter;
import dev.holdfast.runtime.health.ServiceReporter.SelfView;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.message.Ask;
import io.vertx.core.Future;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The failsafe layer is a service like the others: it reports, is checked, and proves its job. */
final class SelfReport implements Part {
    /** A few events wait for their turn; so many wait for a broker. */
    private static final int MANY_EVENTS = 50;

    private final FailsafeKit kit;
    private final EventPen pen;
    private final HealthPart health;
    private ServiceReporter reporter;

    SelfReport(FailsafeKit kit, EventPen pen, HealthPart health) {
        this.kit = kit;
        this.pen = pen;
        this.health = health;
    }

    @Override
    public Future<Void> start() {
        reporter = ServiceReporter.start(kit.vertx(), kit.node(), HealthPart.SERVICE, this::view)
            .proving(this::prove);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> stop() {
        reporter.stop();
        return Future.succeededFuture();
    }

    private SelfView view() {
        String unwritten = pen.waiting() > MANY_EVENTS ? pen.waiting() + " events wait for the broker" : null;
        String faults = Stream.of(health.lateness(), unwritten).filter(Objects::nonNull)
            .collect(Collectors.joining("; "));
        String leader = kit.leader().leader();
        String role = kit.leader().isMine() ? "leads"
            : leader == null ? "follows nobody" : "follows " + leader;
        return faults.isEmpty() ? SelfView.healthy(role) : SelfView.degraded(role + "; " + faults);
    }

    /** Whoever asks over the bus gets the view. */
    private Future<SelfView> prove() {
        return kit.node().bus().request(Addresses.failsafeView(kit.me()), new Ask(),
                kit.node().config().failsafe().health().shallowTimeout())
            .map(view -> SelfView.healthy("its view lists " + view.services().size() + " services"));
    }
}

package dev.holdfast.portfolio.metrics;

import dev.holdfast.portfolio.state.StateStore;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.message.Ask;
import dev.holdfast.wire.message.DeskFigures;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;

/** Answers the alerting's question for what it watches. Must live on the context that owns the state. */
public final class FiguresDoor {
    private static final int NAMED = 3;

    private final NodeKit kit;
    private final StateStore state;
    private final GatewayMetrics metrics;
    private MessageConsumer<Buffer> door;

    public FiguresDoor(NodeKit kit, StateStore state, GatewayMetrics metrics) {
        this.kit = kit;
        this.state = state;
        this.metrics = metrics;
    }

    public void open() {
        door = kit.bus().serve(Addresses.deskFigures(kit.identity().name()), this::onAsk);
    }

    public Future<Void> close() {
        return door == null ? Future.succeededFuture() : door.unregister();
    }

    private Future<DeskFigures> onAsk(Ask ask) {
        List<String> newest = state.breaks().newest(NAMED, true).stream()
            .map(one -> one.kind() + " " + one.subject() + ": ours " + one.ours() + ", the venue's "
                + one.venues()).toList();
        return Future.succeededFuture(new DeskFigures(kit.identity().name(), state.isCaughtUp(),
            metrics.answers(), metrics.slowAnswers(), state.breaks().open(), newest));
    }
}

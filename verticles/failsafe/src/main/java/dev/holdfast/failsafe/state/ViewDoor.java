package dev.holdfast.failsafe.state;

import dev.holdfast.failsafe.FailsafeKit;
import dev.holdfast.failsafe.Part;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeView;
import dev.holdfast.wire.message.Ask;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;

/** Answers with the failsafe layer as this node sees it. */
public final class ViewDoor implements Part {
    private final FailsafeKit kit;
    private MessageConsumer<Buffer> door;

    public ViewDoor(FailsafeKit kit) {
        this.kit = kit;
    }

    @Override
    public Future<Void> start() {
        door = kit.node().bus().serve(Addresses.failsafeView(kit.me()), this::onAsk);
        return door.completion();
    }

    @Override
    public Future<Void> stop() {
        return door.unregister();
    }

    private Future<FailsafeView> onAsk(Ask ask) {
        return Future.succeededFuture(view());
    }

    private FailsafeView view() {
        FailsafeBoard board = kit.board();
        return new FailsafeView(kit.me(), kit.leader().leader(), kit.node().cluster().quorum(),
            kit.node().config().cluster().size(), board.services(), board.breakers(), board.chains(),
            board.recoveries(), board.incidents(), board.checkpoints(), board.heals(), kit.now());
    }
}

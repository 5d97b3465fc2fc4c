package dev.holdfast.node.host;

import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.failsafe.FailsafeEvent.LeaderElected;
import dev.holdfast.wire.message.Ack;
import dev.holdfast.wire.message.RecoverService;
import io.vertx.core.Future;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes orders to recover a service: of a person, or of the failsafe leader for a node whose own failsafe
 * verticle does not act. What a leader of before still orders counts for nothing (ownership rule 22).
 */
final class RecoveryDoor {
    private static final Logger LOG = LoggerFactory.getLogger(RecoveryDoor.class);

    private final NodeKit kit;
    private final Consumer<RecoverService> recover;
    private long highestToken = -1;

    /**
     * Opened by {@link #open}.
     *
     * @param recover does what was ordered, on any thread
     */
    RecoveryDoor(NodeKit kit, Consumer<RecoverService> recover) {
        this.kit = kit;
        this.recover = recover;
    }

    /** Listens, on the caller's context. */
    void open(Bus bus) {
        bus.subscribe(Addresses.FAILSAFE, this::onEvent);
        bus.serve(Addresses.recoverService(kit.identity().name()), this::onOrder);
    }

    private synchronized void onEvent(FailsafeEvent event) {
        if (event instanceof LeaderElected elected) {
            highestToken = Math.max(highestToken, elected.token());
        }
    }

    private synchronized Future<Ack> onOrder(RecoverService order) {
        if (order.token() != null && order.token() < highestToken) {
            LOG.warn("{} orders a recovery of {} with token {}, but {} leads by now: refused", order.by(),
                order.service(), order.token(), highestToken);
            return Future.succeededFuture(new Ack("token " + order.token() + " is of a leader of before; "
                + highestToken + " leads"));
        }
        highestToken = order.token() == null ? highestToken : order.token();
        LOG.warn("{} asks for a recovery of {}: {}", order.by(), order.service(), order.why());
        if (!kit.config().node().roles().contains(order.service())) {
            return Future.succeededFuture(new Ack("there is no " + order.service() + " here"));
        }
        recover.accept(order);
        return Future.succeededFuture(new Ack());
    }
}

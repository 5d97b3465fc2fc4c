package dev.holdfast.failsafe.partition;

import dev.holdfast.failsafe.FailsafeKit;
import dev.holdfast.failsafe.Part;
import dev.holdfast.resilience.partition.Quorum;
import dev.holdfast.wire.failsafe.FailsafeEvent.QuorumChanged;
import io.vertx.core.Future;

/** Says when this node sees more or fewer of the others; what that allows is the cluster watch's business. */
public final class QuorumReporter implements Part {
    private static final long EVERY_MILLIS = 200;

    private final FailsafeKit kit;
    private Quorum said;
    private long timer;

    public QuorumReporter(FailsafeKit kit) {
        this.kit = kit;
    }

    @Override
    public Future<Void> start() {
        said = kit.node().cluster().quorum();
        timer = kit.vertx().setPeriodic(EVERY_MILLIS, tick -> look());
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> stop() {
        kit.vertx().cancelTimer(timer);
        return Future.succeededFuture();
    }

    private void look() {
        Quorum now = kit.node().cluster().quorum();
        if (now != said) {
            String refusal = kit.node().cluster().refusalToAct();
            kit.events().tell(new QuorumChanged(kit.me(), said, now,
                refusal == null ? "may act" : refusal, kit.now()));
            said = now;
        }
    }
}

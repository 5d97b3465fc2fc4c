package dev.holdfast.failsafe.partition;

import dev.holdfast.failsafe.FailsafeKit;
import dev.holdfast.failsafe.Part;
import dev.holdfast.resilience.partition.Quorum;
import dev.holdfast.wire.failsafe.FailsafeEvent.QuorumChanged;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Consumer;

/** Says when this node sees more or fewer of the others; what that allows is the cluster watch's business. */
public final class QuorumReporter implements Part {
    private static final long EVERY_MILLIS = 200;

    private final FailsafeKit kit;
    private final Consumer<Duration> healed;
    private Quorum said;
    /** When it last had the majority; null until it had one, as a node that starts has none to lose. */
    private Long lostNanos;
    private long timer;

    /**
     * Tells of changes.
     *
     * @param healed hears how long this node had no majority, when it has one again
     */
    public QuorumReporter(FailsafeKit kit, Consumer<Duration> healed) {
        this.kit = kit;
        this.healed = healed;
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
            if (said == Quorum.MAJORITY) {
                lostNanos = System.nanoTime();
            } else if (now == Quorum.MAJORITY && lostNanos != null) {
                healed.accept(Duration.ofNanos(System.nanoTime() - lostNanos));
            }
            said = now;
        }
    }
}

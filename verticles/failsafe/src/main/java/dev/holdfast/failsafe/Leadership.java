package dev.holdfast.failsafe;

import dev.holdfast.resilience.lease.DutyDesk;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.cluster.Duty;
import dev.holdfast.runtime.cluster.LeaseHolder;
import dev.holdfast.wire.failsafe.FailsafeEvent.LeaderElected;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether this node leads the failsafe layer (requirement A3.10). The lease may be taken over before it ran
 * out, as soon as its holder is agreed to be dead, since commands carry its token and their receivers keep
 * the highest (ownership rule 22). Lives on the verticle's context.
 */
public final class Leadership implements Part, LeaseHolder {
    /** Two seconds: a frozen leader is replaced within three; a dead one as soon as all agree. */
    static final DutyDesk.Terms TERMS =
        new DutyDesk.Terms("failsafe-leader", Duration.ofSeconds(2), true);

    private final NodeKit node;
    private final Context context;
    private final FailsafeEvents events;
    private final List<Runnable> onChange = new ArrayList<>();
    private Duty duty;
    private long token = -1;

    Leadership(NodeKit node, Context context, FailsafeEvents events) {
        this.node = node;
        this.context = context;
        this.events = events;
    }

    @Override
    public Future<Void> start() {
        duty = node.leases().contend(TERMS, context, this);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> stop() {
        if (duty != null) {
            duty.giveUp();
        }
        return Future.succeededFuture();
    }

    /** Told whenever this node begins or ceases to lead. */
    public void onChange(Runnable listener) {
        onChange.add(listener);
    }

    /** Asked right before anything that only the leader may do. */
    public boolean isMine() {
        return duty != null && token >= 0 && duty.isHeld();
    }

    /** Goes on every command that the leader gives; receivers refuse one that is lower than the highest. */
    public long token() {
        return token;
    }

    /** The node that leads; null while there is none, or none that is alive. */
    public String leader() {
        String holder = duty == null ? null : duty.holder();
        return holder != null && node.cluster().nodes().stream()
            .anyMatch(view -> view.node().equals(holder) && view.isAlive()) ? holder : null;
    }

    @Override
    public void onHeld(long held) {
        token = held;
        events.tell(new LeaderElected(node.identity().name(), held, node.identity().clock().instant()));
        onChange.forEach(Runnable::run);
    }

    @Override
    public void onLost() {
        token = -1;
        onChange.forEach(Runnable::run);
    }
}

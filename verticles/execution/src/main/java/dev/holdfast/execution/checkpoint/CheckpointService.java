package dev.holdfast.execution.checkpoint;

import dev.holdfast.execution.checkpoint.CheckpointTaker.Source;
import dev.holdfast.resilience.checkpoint.CheckpointName;
import dev.holdfast.resilience.lease.DutyDesk;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.runtime.checkpoint.Capture;
import dev.holdfast.runtime.checkpoint.CheckpointStore;
import dev.holdfast.runtime.checkpoint.Checkpoints;
import dev.holdfast.runtime.cluster.Duty;
import dev.holdfast.runtime.cluster.LeaseHolder;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.checkpoint.RiskSnapshot;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.failsafe.FailsafeView;
import dev.holdfast.wire.message.Ask;
import dev.holdfast.wire.message.CheckpointList;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has checkpoints taken in time and on demand. Every node keeps its own in its own folder, so that each
 * starts quickly; whoever holds the duty also writes to the shared stores, answers requests and tells.
 */
public final class CheckpointService implements LeaseHolder {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointService.class);
    private static final DutyDesk.Terms DUTY =
        new DutyDesk.Terms("checkpoint", Duration.ofSeconds(10), false);
    /** After a start that read much: the next start shall not have to read it again. */
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration RISK_WITHIN = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final NodeKit kit;
    private final Checkpoints checkpoints;
    private final Supplier<Source> source;
    private final CheckpointTaker taker;
    private final List<MessageConsumer<Buffer>> served = new ArrayList<>();
    private Duty duty;
    private Long timer;
    private boolean stopped;

    /**
     * A service that is not started yet.
     *
     * @param source answers null while there is nothing whole to capture
     */
    public CheckpointService(Vertx vertx, NodeKit kit, Checkpoints checkpoints, Supplier<Source> source) {
        this.vertx = vertx;
        this.kit = kit;
        this.checkpoints = checkpoints;
        this.source = source;
        this.taker = new CheckpointTaker(vertx, kit, checkpoints);
    }

    /** Contends for the duty; on the verticle's context. */
    public void start() {
        if (!checkpoints.isOff()) {
            duty = kit.leases().contend(DUTY, vertx.getOrCreateContext(), this);
        }
    }

    public void stop() {
        stopped = true;
        cancelTimer();
        onLost();
        if (duty != null) {
            duty.giveUp();
        }
    }

    /**
     * The order path is live: from here on there is something to keep.
     *
     * @param soon the start found no checkpoint, or an old one
     */
    public void onLive(boolean soon) {
        Duration every = checkpoints.isOff() ? Duration.ZERO : kit.config().checkpoint().every();
        if (!every.isZero()) {
            plan(soon && SOON.compareTo(every) < 0 ? SOON : every);
        }
    }

    @Override
    public void onHeld(long token) {
        served.add(kit.bus().serve(Addresses.TAKE_CHECKPOINT, ask -> take()));
        served.add(kit.bus().serve(Addresses.CHECKPOINTS, ask -> list()));
    }

    @Override
    public void onLost() {
        served.forEach(MessageConsumer::unregister);
        served.clear();
    }

    private void plan(Duration wait) {
        cancelTimer();
        if (stopped) {
            return;
        }
        timer = vertx.setTimer(wait.toMillis(), due -> {
            timer = null;
            take().onComplete(done -> plan(kit.config().checkpoint().every()));
        });
    }

    private void cancelTimer() {
        if (timer != null) {
            vertx.cancelTimer(timer);
            timer = null;
        }
    }

    private Future<FailsafeView.Checkpoint> take() {
        Source now = source.get();
        if (now == null) {
            return Future.failedFuture(new Refusal(Refusal.Kind.UNAVAILABLE, "the journal is being read"));
        }
        boolean holder = duty.isHeld();
        return risk().compose(risk ->
            taker.take(new Source(now.path(), now.log(), List.of(risk)), holder)).map(this::view)
            .onSuccess(view -> tell(view, holder))
            .onFailure(failure -> tell(new FailsafeView.Checkpoint("none",
                kit.identity().clock().instant(), 0, false, "could not be taken: " + failure.getMessage()),
                true));
    }

    /** The risk watch may be on another node, or nowhere: that is no reason to keep nothing. */
    private Future<Capture> risk() {
        return kit.bus().request(Addresses.RISK_SNAPSHOT, new Ask(), RISK_WITHIN).map(snapshot ->
            Capture.of(RiskSnapshot.PART, snapshot, snapshot.asOf(), kit.identity().clock().instant()))
            .otherwise(failure -> Capture.failed(RiskSnapshot.PART, false,
                kit.identity().clock().instant(), failure.getMessage()));
    }

    /** A copy in a node's own folder is news only if something is wrong with it. */
    private void tell(FailsafeView.Checkpoint view, boolean holder) {
        LOG.info("{}: {}", view.checkpoint(), view.detail());
        if (holder || !view.verified()) {
            kit.bus().publish(Addresses.FAILSAFE, new FailsafeEvent.CheckpointTaken(view.checkpoint(),
                kit.identity().name(), view.verified(), view.bytes(), view.detail(), view.at()));
        }
    }

    private FailsafeView.Checkpoint view(Checkpoints.Taken taken) {
        long cached = taken.manifest().parts().stream().filter(part -> part.cached() != null).count();
        StringBuilder detail = new StringBuilder(taken.manifest().parts().size() + " parts");
        if (cached > 0) {
            detail.append(", ").append(cached).append(" of them taken over from an older checkpoint");
        }
        taken.manifest().missing().forEach(missing -> detail.append("; missing ").append(missing));
        detail.append(taken.stores().isEmpty() ? "; in no store" : "; in "
            + String.join(", ", taken.stores()));
        taken.problems().forEach(problem -> detail.append("; not in ").append(problem));
        detail.append("; the longest turn on the loop took ").append(taker.longestTurnMicros()).append(" us");
        return new FailsafeView.Checkpoint(taken.name().text(), taken.name().at(), taken.bytes(),
            taken.isVerified(), detail.toString());
    }

    private Future<CheckpointList> list() {
        return vertx.executeBlocking(checkpoints::list, false).map(CheckpointService::views);
    }

    /** The newest first. What is kept was verified when it was written, or it would not be kept. */
    private static CheckpointList views(Map<CheckpointStore, SortedMap<CheckpointName, Long>> kept) {
        SortedMap<CheckpointName, FailsafeView.Checkpoint> views = new TreeMap<>();
        kept.forEach((store, names) -> names.forEach((name, bytes) -> views.merge(name,
            new FailsafeView.Checkpoint(name.text(), name.at(), bytes, true, "in " + store.name()),
            (one, other) -> new FailsafeView.Checkpoint(one.checkpoint(), one.at(), one.bytes(), true,
                one.detail() + ", " + other.detail().substring("in ".length())))));
        return new CheckpointList(new ArrayList<>(views.sequencedValues().reversed()));
    }
}

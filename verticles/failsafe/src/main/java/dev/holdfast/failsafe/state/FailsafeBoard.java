package dev.holdfast.failsafe.state;

import dev.holdfast.resilience.breaker.BreakerState;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.failsafe.FailsafeEvent.BreakerChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.CheckpointTaken;
import dev.holdfast.wire.failsafe.FailsafeEvent.HealthChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.IncidentChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.LeaderElected;
import dev.holdfast.wire.failsafe.FailsafeEvent.QuorumChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryEnded;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryStarted;
import dev.holdfast.wire.failsafe.FailsafeEvent.TierChanged;
import dev.holdfast.wire.failsafe.FailsafeView.Breaker;
import dev.holdfast.wire.failsafe.FailsafeView.Chain;
import dev.holdfast.wire.failsafe.FailsafeView.Checkpoint;
import dev.holdfast.wire.failsafe.FailsafeView.Recovery;
import dev.holdfast.wire.failsafe.FailsafeView.Service;
import dev.holdfast.wire.failsafe.IncidentView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What this node knows of the failsafe layer of all: a fold of the events that it heard. The part that knows
 * something first hand and in full takes the place of the fold with a source of its own. Every list is
 * bounded, and the oldest goes first. Not thread-safe: it lives on the verticle's context.
 */
public final class FailsafeBoard {
    /** Of each kind: far more than a cluster of seven nodes has. */
    static final int MAX_STANDING = 500;
    /** Of what happened and is over. */
    static final int MAX_PAST = 100;
    private static final int MAX_HEALS = 20;

    private final Map<String, Breaker> breakers = bounded(MAX_STANDING);
    private final Map<String, Recovery> recoveries = bounded(MAX_PAST);
    private final Map<String, IncidentView> incidents = bounded(MAX_PAST);
    private final Map<String, Checkpoint> checkpoints = bounded(MAX_PAST);
    private final Map<String, FailsafeEvent.PartitionHealed> heals = bounded(MAX_HEALS);
    private Supplier<List<Service>> services = List::of;
    private Supplier<List<Breaker>> breakerSource = () -> List.copyOf(breakers.values());
    private Supplier<List<Chain>> chainSource = List::of;
    private Supplier<List<IncidentView>> incidentSource = () -> List.copyOf(incidents.values());
    private Supplier<List<Checkpoint>> checkpointSource = () -> List.copyOf(checkpoints.values());

    /** Takes an event in. */
    public void onEvent(FailsafeEvent event) {
        switch (event) {
            case HealthChanged health -> {
                // The health book knows services first hand.
            }
            case LeaderElected elected -> {
                // The lease log says who leads.
            }
            case QuorumChanged quorum -> {
                // Asked of the cluster watch when the view is asked for.
            }
            case FailsafeEvent.PartitionHealed healed -> heals.put(healed.node() + ' ' + healed.at(), healed);
            case BreakerChanged breaker -> onBreaker(breaker);
            case TierChanged tier -> {
                // The chains are asked for: only a chain itself knows all its tiers.
            }
            case RecoveryStarted started -> onStarted(started);
            case RecoveryEnded ended -> onEnded(ended);
            case CheckpointTaken taken -> checkpoints.put(taken.checkpoint(), new Checkpoint(
                taken.checkpoint(), taken.at(), taken.bytes(), taken.verified(), taken.detail()));
            case IncidentChanged incident -> incidents.put(incident.incident().id(), incident.incident());
            case FailsafeEvent.NodeStarted started -> {
                // What is known first hand comes anew from the node.
            }
            case FailsafeEvent.SilenceChanged silence -> {
                // Alerting keeps them.
            }
        }
    }

    /** Who knows the services. */
    public void servicesFrom(Supplier<List<Service>> source) {
        services = source;
    }

    /** Who knows the breakers with their counts. */
    public void breakersFrom(Supplier<List<Breaker>> source) {
        breakerSource = source;
    }

    /** Who knows the fallback chains. */
    public void chainsFrom(Supplier<List<Chain>> source) {
        chainSource = source;
    }

    /** Who knows the incidents, those from before this node's start too; oldest first. */
    public void incidentsFrom(Supplier<List<IncidentView>> source) {
        incidentSource = source;
    }

    /** Who knows what is in the store. */
    public void checkpointsFrom(Supplier<List<Checkpoint>> source) {
        checkpointSource = source;
    }

    public List<Service> services() {
        return services.get();
    }

    public List<Breaker> breakers() {
        return breakerSource.get();
    }

    public List<Chain> chains() {
        return chainSource.get();
    }

    /** Oldest first, as the next two. */
    public List<Recovery> recoveries() {
        return List.copyOf(recoveries.values());
    }

    public List<IncidentView> incidents() {
        return incidentSource.get();
    }

    public List<Checkpoint> checkpoints() {
        return checkpointSource.get();
    }

    /** Partitions that ended, since this node's start. */
    public List<FailsafeEvent.PartitionHealed> heals() {
        return List.copyOf(heals.values());
    }

    private void onBreaker(BreakerChanged changed) {
        breakers.put(changed.node() + ' ' + changed.name(), new Breaker(changed.name(), changed.node(),
            changed.to(), changed.by() != null && changed.to() != BreakerState.HALF_OPEN, 0, 0, 0, 0,
            changed.at()));
    }

    private void onStarted(RecoveryStarted started) {
        recoveries.put(started.recovery(), new Recovery(started.recovery(), started.service(),
            started.node(), started.action().name(), started.attempt(), started.why(), started.failedAt(),
            started.at(), null, null, null));
    }

    /** The start may have been missed, as by a node that joined in between. */
    private void onEnded(RecoveryEnded ended) {
        Recovery known = recoveries.get(ended.recovery());
        recoveries.put(ended.recovery(), new Recovery(ended.recovery(), ended.service(), ended.node(),
            ended.action().name(), known == null ? 1 : known.attempt(),
            known == null ? ended.detail() : known.why(),
            known == null ? ended.at().minusMillis(ended.tookMillis()) : known.failedAt(),
            known == null ? ended.at().minusMillis(ended.tookMillis()) : known.startedAt(), ended.at(),
            ended.recovered(), ended.tookMillis()));
    }

    private static <V> Map<String, V> bounded(int most) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }
}

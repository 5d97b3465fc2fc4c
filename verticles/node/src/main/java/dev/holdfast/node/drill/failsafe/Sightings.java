package dev.holdfast.node.drill.failsafe;

import dev.holdfast.resilience.breaker.BreakerState;
import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.resilience.partition.Quorum;
import dev.holdfast.resilience.recovery.RecoveryAction;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.failsafe.FailsafeEvent.BreakerChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.CheckpointTaken;
import dev.holdfast.wire.failsafe.FailsafeEvent.HealthChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.IncidentChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.LeaderElected;
import dev.holdfast.wire.failsafe.FailsafeEvent.NodeStarted;
import dev.holdfast.wire.failsafe.FailsafeEvent.PartitionHealed;
import dev.holdfast.wire.failsafe.FailsafeEvent.QuorumChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryEnded;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryStarted;
import dev.holdfast.wire.failsafe.FailsafeEvent.SilenceChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.TierChanged;
import dev.holdfast.wire.failsafe.IncidentView;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the failsafe layer said while one fault was on: when it noticed, and what it did. */
public final class Sightings {
    private final FailsafeStrike strike;
    private final List<Heard> heard;
    private final List<Long> takeovers;

    /** An event, and when it was heard first: on the bus, or read from its topic. */
    public record Heard(FailsafeEvent event, long millis) {
    }

    /**
     * Of one strike.
     *
     * @param all       everything heard in the whole drill
     * @param takeovers times of claims by which other nodes took the victim's shards during the strike
     */
    public Sightings(FailsafeStrike strike, List<Heard> all, List<Long> takeovers) {
        this.strike = strike;
        this.heard = all.stream().filter(each -> strike.isDuring(each.millis())).toList();
        this.takeovers = takeovers.stream().filter(strike::isDuring).sorted().toList();
    }

    /**
     * From the strike to the first word that something is wrong with what was struck, or to the first claim
     * by which another node took a shard of it; null if neither came.
     */
    public Long detectedAfterMillis() {
        long told = heard.stream().filter(each -> isAbout(each.event()) && isBad(each.event()))
            .mapToLong(Heard::millis).min().orElse(Long.MAX_VALUE);
        long taken = takeovers.isEmpty() ? Long.MAX_VALUE : takeovers.getFirst();
        long first = Math.min(told, taken);
        return first == Long.MAX_VALUE ? null : first - strike.struckMillis();
    }

    /** Each thing that was done about it, once. */
    public SortedSet<String> actions() {
        SortedSet<String> actions = new TreeSet<>();
        if (!takeovers.isEmpty()) {
            actions.add("shards moved");
        }
        heard.forEach(each -> add(each.event(), actions));
        return actions;
    }

    private void add(FailsafeEvent event, SortedSet<String> actions) {
        switch (event) {
            case RecoveryEnded ended when ended.recovered() -> actions.add(word(ended.action()));
            case RecoveryStarted started when started.action() == RecoveryAction.PAGE ->
                actions.add("gave up " + started.service());
            case LeaderElected elected when !elected.node().equals(strike.victim()) ->
                actions.add("leader moved");
            case PartitionHealed healed when healed.differences().isEmpty() -> actions.add("compared equal");
            case PartitionHealed healed -> actions.add("found different");
            case NodeStarted started when strike.victim() == null || started.node().equals(strike.victim()) ->
                actions.add("process restart");
            case TierChanged tier when tier.from() != null -> actions.add(tier.chain() + " from "
                + tier.to());
            case BreakerChanged breaker when breaker.to() == BreakerState.OPEN -> actions.add("breaker");
            default -> { }
        }
    }

    private static String word(RecoveryAction action) {
        return action.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Incidents of this time that were over before anybody was told, and were recorded as that. */
    public int selfHealed() {
        Map<String, IncidentView> newest = new HashMap<>();
        heard.stream().map(Heard::event).filter(IncidentChanged.class::isInstance)
            .map(IncidentChanged.class::cast).forEach(changed ->
                newest.merge(changed.incident().id(), changed.incident(),
                    (known, next) -> known.recoveredAt() == null || next.recoveredAt() != null ? next
                        : known));
        return (int) newest.values().stream().filter(incident -> incident.recoveredAt() != null
            && incident.announcedAt() == null && incident.mergedInto() == null
            && incident.detectedAt().toEpochMilli() >= strike.struckMillis()).count();
    }

    private boolean isAbout(FailsafeEvent event) {
        return strike.victim() == null || event.node().equals(strike.victim())
            || event instanceof LeaderElected;
    }

    private boolean isBad(FailsafeEvent event) {
        return switch (event) {
            case HealthChanged e -> e.to() != HealthStatus.HEALTHY && e.to().compareTo(e.from()) > 0;
            case BreakerChanged e -> e.to() == BreakerState.OPEN;
            case TierChanged e -> e.from() != null;
            case RecoveryStarted e -> true;
            case RecoveryEnded e -> !e.recovered();
            case QuorumChanged e -> e.to() != Quorum.MAJORITY;
            case LeaderElected e -> strike.victim() != null && !e.node().equals(strike.victim());
            case CheckpointTaken e -> !e.verified();
            case PartitionHealed e -> !e.differences().isEmpty();
            case NodeStarted e -> false;
            case IncidentChanged e -> false;
            case SilenceChanged e -> false;
        };
    }
}

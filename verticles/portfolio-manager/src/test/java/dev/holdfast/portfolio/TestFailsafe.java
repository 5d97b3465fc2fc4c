package dev.holdfast.portfolio;

import dev.holdfast.resilience.alert.IncidentStatus;
import dev.holdfast.resilience.alert.Severity;
import dev.holdfast.resilience.breaker.BreakerState;
import dev.holdfast.resilience.health.CheckLevel;
import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.resilience.partition.Quorum;
import dev.holdfast.resilience.recovery.RecoveryAction;
import dev.holdfast.wire.failsafe.AlertCommand;
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
import dev.holdfast.wire.failsafe.FailsafeView;
import dev.holdfast.wire.failsafe.IncidentView;
import dev.holdfast.wire.failsafe.SilenceView;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a failsafe layer that has seen something of everything would say. */
public final class TestFailsafe {
    private static final Instant AT = Instant.parse("2026-01-31T12:00:00.5Z");
    private static final IncidentView INCIDENT = new IncidentView("I-1", "node-down node-2",
        "node-2 is down", Severity.PAGE, IncidentStatus.OPEN, List.of("execution"), List.of("node-2"), AT, AT,
        AT, null, 12, 1, null, null, "docs/runbooks.md#node-down",
        List.of(new IncidentView.Symptom("membership", "node", "node-2", "node-down node-2", Severity.PAGE,
            "it left", AT, AT)),
        List.of(new IncidentView.Told("log", Severity.PAGE, AT)),
        List.of(new IncidentView.Line(AT, "node-2 is silent")));
    /** What the alerting would say. */
    public static final AlertCommand.Incidents INCIDENTS = new AlertCommand.Incidents("node-1", "node-1",
        List.of(INCIDENT), List.of(new SilenceView("S-1", true, "*", "*", "node-2", AT, AT, "olga",
            "new disk", false)), new AlertCommand.Noise(12, 3, 8, 0, 0, 1, 0, 1), AT);
    /** Everything present once; what may be absent once there and once not. */
    public static final FailsafeView VIEW = new FailsafeView("node-1", null, Quorum.MAJORITY, 3,
        List.of(new FailsafeView.Service("execution", "node-1", HealthStatus.DEGRADED, "late", AT,
            List.of(
                new FailsafeView.Level(CheckLevel.SHALLOW, HealthStatus.HEALTHY, null, AT, "HHDUH", 1.5, 8.0),
                new FailsafeView.Level(CheckLevel.DEEP, HealthStatus.DEGRADED, "no result yet", null, "",
                    null, null)))),
        List.of(new FailsafeView.Breaker("venue.place", "node-1", BreakerState.HALF_OPEN, false, 0, 10, 5, 2,
            AT)),
        List.of(new FailsafeView.Chain("market-data", "node-1", List.of("venue", "backup", "cache"), "backup",
            "the stream is silent", AT)),
        List.of(new FailsafeView.Recovery("r-1", "signal", "node-1", "REDEPLOY", 1, "silent", AT, AT, null,
                null, null),
            new FailsafeView.Recovery("r-2", "risk", "node-1", "REDEPLOY", 2, "silent", AT, AT, AT, true,
                1_200L)),
        List.of(INCIDENT),
        List.of(new FailsafeView.Checkpoint("c-1", AT, 4_096, true, null)),
        List.of(new PartitionHealed("node-1", 4_200, List.of("node-2"), List.of("node-3"), 24, 0,
            List.of("configuration risk: node-1 has a1, node-2 has b2"), AT)), AT);
    /** One event of each kind, under the stream's topic for it. */
    public static final Map<String, List<FailsafeEvent>> EVENTS = Map.of(
        "health", List.of(new HealthChanged("execution", "node-1", CheckLevel.DEEP, HealthStatus.HEALTHY,
            HealthStatus.UNHEALTHY, "no answer", AT)),
        "incidents", List.of(new IncidentChanged("node-2", INCIDENT, AT),
            new SilenceChanged("node-1", new SilenceView("S-1", true, "*", "*", "node-2", AT, AT, "olga",
                "new disk", false), AT)),
        "recoveries", List.of(
            new RecoveryStarted("r-1", "signal", "node-1", RecoveryAction.REDEPLOY, 1, "silent", AT, AT),
            new RecoveryEnded("r-1", "signal", "node-1", RecoveryAction.REDEPLOY, true, 1_200, "healthy",
                AT)),
        "breakers", List.of(
            new BreakerChanged("venue.place", "node-1", BreakerState.CLOSED, BreakerState.OPEN,
                "five failures in a row", null, AT),
            new TierChanged("market-data", "node-1", "venue", "backup", "venue", "the venue is silent", AT)),
        "cluster", List.of(new QuorumChanged("node-1", Quorum.MAJORITY, Quorum.MINORITY, "hears 1 of 3", AT),
            new LeaderElected("node-3", 17, AT), new NodeStarted("node-2", "i-2", AT),
            new CheckpointTaken("c-1", "node-1", true, 4_096, "16 shards", AT)));

    private TestFailsafe() {
    }
}

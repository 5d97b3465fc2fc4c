package dev.holdfast.portfolio.stream;

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
import java.util.Locale;

/**
 * The events of the stream. The payload of each is the record that REST answers with; of those named in the
 * plural, and of HEALTH and CLUSTER, it is the {@link FailsafeEvent} itself.
 */
public enum EventKind {
    STATUS(true), QUOTE(true), CANDLE(true), ORDER(false), FILL(false), POSITION(false), ACCOUNT(false),
    EQUITY(false), SERVICE(false), HEALTH(false), INCIDENTS(false), RECOVERIES(false), BREAKERS(false),
    CLUSTER(false),
    /** What the client knows may be wrong: it must load everything anew. */
    RESET(false);

    private final boolean replaceable;

    EventKind(boolean replaceable) {
        this.replaceable = replaceable;
    }

    /** Under which name something of the failsafe layer is told (requirement A3.10). */
    public static EventKind of(FailsafeEvent event) {
        return switch (event) {
            case HealthChanged e -> HEALTH;
            case IncidentChanged e -> INCIDENTS;
            case SilenceChanged e -> INCIDENTS;
            case RecoveryStarted e -> RECOVERIES;
            case RecoveryEnded e -> RECOVERIES;
            case BreakerChanged e -> BREAKERS;
            case TierChanged e -> BREAKERS;
            case QuorumChanged e -> CLUSTER;
            case PartitionHealed e -> CLUSTER;
            case LeaderElected e -> CLUSTER;
            case NodeStarted e -> CLUSTER;
            case CheckpointTaken e -> CLUSTER;
        };
    }

    /** True if a slow client may miss one: there are many, and the next ones soon make up for it. */
    public boolean isReplaceable() {
        return replaceable;
    }

    /** The event's name on the wire. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

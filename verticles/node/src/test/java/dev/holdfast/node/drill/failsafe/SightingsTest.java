package dev.holdfast.node.drill.failsafe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.node.drill.failsafe.Sightings.Heard;
import dev.holdfast.resilience.alert.IncidentStatus;
import dev.holdfast.resilience.alert.Severity;
import dev.holdfast.resilience.health.CheckLevel;
import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.resilience.recovery.RecoveryAction;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.failsafe.FailsafeEvent.HealthChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.IncidentChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.LeaderElected;
import dev.holdfast.wire.failsafe.FailsafeEvent.NodeStarted;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryEnded;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryStarted;
import dev.holdfast.wire.failsafe.IncidentView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SightingsTest {
    private static final long STRUCK = 10_000;
    private static final long NEXT = 90_000;

    private final List<Heard> heard = new ArrayList<>();

    @Test
    void takeTheFirstBadWordAboutTheVictimForTheDetection() {
        hear(STRUCK - 1, unhealthy("node-1"));
        hear(STRUCK + 300, unhealthy("node-2"));
        hear(STRUCK + 900, unhealthy("node-1"));
        hear(STRUCK + 950, unhealthy("node-1"));
        assertThat(of(FailsafeFault.KILL, "node-1").detectedAfterMillis()).isEqualTo(900);
    }

    @Test
    void takeATakeoverForTheDetectionIfItComesSooner() {
        hear(STRUCK + 900, unhealthy("node-1"));
        Sightings seen = of(FailsafeFault.KILL, "node-1", STRUCK - 5_000, STRUCK + 700, STRUCK + 800);
        assertThat(seen.detectedAfterMillis()).isEqualTo(700);
        assertThat(seen.actions()).contains("shards moved");
    }

    @Test
    void doNotTakeGoodNewsForADetection() {
        hear(STRUCK + 100, new HealthChanged("risk", "node-1", CheckLevel.SHALLOW, HealthStatus.DEGRADED,
            HealthStatus.HEALTHY, "fine", at(STRUCK)));
        hear(STRUCK + 200, new NodeStarted("node-1", "b", at(STRUCK)));
        assertThat(of(FailsafeFault.KILL, "node-1").detectedAfterMillis()).isNull();
    }

    @Test
    void heedEveryNodesWordAboutWhatAllNeed() {
        hear(STRUCK + 400, unhealthy("node-3"));
        assertThat(of(FailsafeFault.BROKER, null).detectedAfterMillis()).isEqualTo(400);
    }

    @Test
    void takeAnotherLeaderForTheDetectionOfTheOldOnesDeath() {
        hear(STRUCK + 600, new LeaderElected("node-2", 8, at(STRUCK)));
        Sightings seen = of(FailsafeFault.LEADER, "node-1");
        assertThat(seen.detectedAfterMillis()).isEqualTo(600);
        assertThat(seen.actions()).containsExactly("leader moved");
    }

    @Test
    void nameWhatHelpedOnceAndNotWhatDidNot() {
        hear(STRUCK + 50, new RecoveryStarted("r1", "risk", "node-1", RecoveryAction.REDEPLOY, 1, "threw",
            at(STRUCK), at(STRUCK)));
        hear(STRUCK + 70, ended(RecoveryAction.REDEPLOY, false));
        hear(STRUCK + 90, ended(RecoveryAction.QUARANTINE_STATE, true));
        hear(STRUCK + 95, ended(RecoveryAction.QUARANTINE_STATE, true));
        hear(NEXT, ended(RecoveryAction.REDEPLOY, true));
        assertThat(of(FailsafeFault.THROW, "node-1").actions()).containsExactly("quarantine state");
    }

    @Test
    void countAnIncidentThatWasOverBeforeAnybodyWasTold() {
        hear(STRUCK + 900, incident("I-1", null, null));
        hear(STRUCK + 20_000, incident("I-1", null, at(STRUCK + 9_000)));
        hear(STRUCK + 900, incident("I-2", at(STRUCK + 2_000), at(STRUCK + 9_000)));
        hear(STRUCK + 900, incident("I-3", null, null));
        assertThat(of(FailsafeFault.KILL, "node-1").selfHealed()).isEqualTo(1);
    }

    private void hear(long millis, FailsafeEvent event) {
        heard.add(new Heard(event, millis));
    }

    private Sightings of(FailsafeFault fault, String victim, Long... takeovers) {
        return new Sightings(new FailsafeStrike(fault, victim, null, STRUCK, STRUCK, STRUCK + 1, STRUCK + 1,
            NEXT), heard, List.of(takeovers));
    }

    private static HealthChanged unhealthy(String node) {
        return new HealthChanged("risk", node, CheckLevel.SHALLOW, HealthStatus.HEALTHY,
            HealthStatus.UNHEALTHY, "silent", at(STRUCK));
    }

    private static RecoveryEnded ended(RecoveryAction action, boolean recovered) {
        return new RecoveryEnded("r1", "risk", "node-1", action, recovered, 40, "seen at work", at(STRUCK));
    }

    private static IncidentChanged incident(String id, Instant announced, Instant recovered) {
        return new IncidentChanged("node-2", new IncidentView(id, "node-down node-1", "node-1 is down",
            Severity.LOG, recovered == null ? IncidentStatus.OPEN : IncidentStatus.RESOLVED, List.of(),
            List.of("node-1"), at(STRUCK), at(STRUCK + 800), announced, recovered, 3, 0, null, null, null,
            List.of(), List.of(), List.of()), at(STRUCK));
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(millis);
    }
}

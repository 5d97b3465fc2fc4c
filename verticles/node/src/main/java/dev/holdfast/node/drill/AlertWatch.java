package dev.holdfast.node.drill;

import dev.holdfast.resilience.alert.IncidentStatus;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.AlertCommand.Incidents;
import dev.holdfast.wire.failsafe.IncidentView;
import dev.holdfast.wire.message.Ask;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks every node once a second what is wrong and how much was noticed. Safe from any thread. */
final class AlertWatch {
    private static final long EVERY_MILLIS = 1_000;
    private static final Duration ASK = Duration.ofMillis(900);
    private static final long FRESH_MILLIS = 3_000;

    private final Member member;
    private final Map<String, Long> counted = new HashMap<>();
    private List<IncidentView> open = List.of();
    private long symptoms;
    private long openAtMillis;

    /** Begins to ask. */
    AlertWatch(Member member) {
        this.member = member;
        member.context().runOnContext(begun ->
            member.vertx().setPeriodic(EVERY_MILLIS, beat -> ask()));
    }

    /** Noticed to be wrong on all nodes since the drill's beginning, repeats included. */
    synchronized long symptoms() {
        return symptoms;
    }

    /** What whoever speaks says is wrong now; null if nobody said so lately, and since then. */
    synchronized List<IncidentView> open(long sinceMillis) {
        boolean old = openAtMillis < sinceMillis || System.currentTimeMillis() - openAtMillis > FRESH_MILLIS;
        return old ? null : open;
    }

    private void ask() {
        for (int index = 0; index < DrillPlan.NODES; index++) {
            member.bus().request(Addresses.incidents(DrillPlan.nodeName(index)), new Ask(), ASK)
                .onSuccess(this::take);
        }
    }

    /** A node's count begins anew with its process. */
    private synchronized void take(Incidents told) {
        long now = told.noise().symptoms();
        long before = counted.getOrDefault(told.node(), 0L);
        symptoms += now >= before ? now - before : now;
        counted.put(told.node(), now);
        if (told.node().equals(told.speaker())) {
            open = told.incidents().stream().filter(one -> one.status() != IncidentStatus.RESOLVED).toList();
            openAtMillis = System.currentTimeMillis();
        }
    }
}

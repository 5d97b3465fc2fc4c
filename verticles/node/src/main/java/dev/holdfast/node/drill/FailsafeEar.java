package dev.holdfast.node.drill;

import dev.holdfast.failsafe.alerting.EventTail;
import dev.holdfast.node.drill.failsafe.Sightings.Heard;
import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.failsafe.FailsafeEvent.HealthChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.LeaderElected;
import dev.holdfast.wire.failsafe.FailsafeEvent.NodeStarted;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryEnded;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryStarted;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Hears everything that the failsafe layer says: on the bus as it happens, and from its topic what the bus
 * did not bring, for example from a node that was cut off. Safe from any thread.
 */
final class FailsafeEar {
    private final Map<FailsafeEvent, Long> heard = new LinkedHashMap<>();
    private final EventTail tail;

    /** Begins to hear. */
    FailsafeEar(Member member, String bootstrapServers) {
        tail = new EventTail(member.vertx(), bootstrapServers, event ->
            hear(event, event.at().toEpochMilli()));
        member.bus().subscribe(Addresses.FAILSAFE, event -> hear(event, System.currentTimeMillis()));
        member.context().runOnContext(begun -> tail.start());
    }

    /** The bus is quicker where it works; what only the topic brought is dated by who told it. */
    private synchronized void hear(FailsafeEvent event, long millis) {
        heard.putIfAbsent(event, millis);
    }

    /** In the order of their times. */
    synchronized List<Heard> all() {
        return heard.entrySet().stream().map(each -> new Heard(each.getKey(), each.getValue()))
            .sorted(Comparator.comparingLong(Heard::millis)).toList();
    }

    private List<Heard> since(long millis) {
        return all().stream().filter(each -> each.millis() >= millis).toList();
    }

    /** The node that was elected last; null if none was heard of. */
    String leader() {
        return all().stream().map(Heard::event).filter(LeaderElected.class::isInstance)
            .map(LeaderElected.class::cast).max(Comparator.comparingLong(LeaderElected::token))
            .map(LeaderElected::node).orElse(null);
    }

    /** When a service of a node was seen at work again after a recovery; null if not yet. */
    Long recovered(String service, String node, long sinceMillis) {
        return since(sinceMillis).stream().filter(each -> each.event() instanceof RecoveryEnded ended
                && ended.recovered() && ended.service().equals(service) && ended.node().equals(node))
            .map(Heard::millis).findFirst().orElse(null);
    }

    /** When a process of that node began anew; null if none did. */
    Long started(String node, long sinceMillis) {
        return since(sinceMillis).stream().filter(each -> each.event() instanceof NodeStarted started
            && started.node().equals(node)).map(Heard::millis).findFirst().orElse(null);
    }

    /** What got worse on a node since then and was not said to be well again. */
    Set<String> unwell(String node, long sinceMillis) {
        Set<String> unwell = new TreeSet<>();
        for (Heard each : since(sinceMillis)) {
            switch (each.event()) {
                case HealthChanged change when change.node().equals(node) -> set(unwell, change.service()
                    + " " + change.level(), change.to() != HealthStatus.HEALTHY);
                case RecoveryStarted begun when begun.node().equals(node) ->
                    set(unwell, "recovery of " + begun.service(), true);
                case RecoveryEnded ended when ended.node().equals(node) ->
                    set(unwell, "recovery of " + ended.service(), !ended.recovered());
                default -> { }
            }
        }
        return unwell;
    }

    private static void set(Set<String> unwell, String what, boolean is) {
        if (is) {
            unwell.add(what);
        } else {
            unwell.remove(what);
        }
    }

    /** When something was last said of a node; null if nothing was. */
    Long lastWord(String node, long sinceMillis) {
        return since(sinceMillis).stream().filter(each -> each.event().node().equals(node)
                && (each.event() instanceof HealthChanged || each.event() instanceof RecoveryEnded))
            .map(Heard::millis).reduce((first, last) -> last).orElse(null);
    }
}

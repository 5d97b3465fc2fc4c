package dev.holdfast.portfolio.registry;

import dev.holdfast.resilience.health.HealthBook;
import dev.holdfast.resilience.health.HealthChange;
import dev.holdfast.resilience.health.HealthRule;
import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.resilience.health.ServiceKey;
import dev.holdfast.resilience.health.Standing;
import dev.holdfast.resilience.recovery.RecoveryAction;
import dev.holdfast.wire.failsafe.FailsafeEvent.HealthChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryEnded;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryStarted;
import dev.holdfast.wire.message.ServiceReport;
import dev.holdfast.wire.view.ServiceView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Who runs where and how well (requirement A2.1), by the same {@link HealthBook} as the failsafe layer keeps:
 * from what services say of themselves, and from what the failsafe layer says that their checks found.
 * Not thread-safe: one owner.
 */
public final class ServiceRegistry {
    /** A recovery whose end was not heard is shown for so long: longer than any takes. */
    private static final Duration RECOVERY = Duration.ofMinutes(7);

    private final HealthBook book;
    private final Map<ServiceKey, Recovery> recoveries = new TreeMap<>();

    private record Recovery(RecoveryStarted event, Instant heardAt) {
    }

    public ServiceRegistry(HealthRule rule) {
        this.book = new HealthBook(rule);
    }

    /** Takes a report in; time is the listener's, as the nodes' clocks may differ. */
    public void onReport(ServiceReport report, Instant now) {
        book.onReport(new ServiceKey(report.service(), report.node()), report.status(), report.detail(),
            now);
    }

    /** What the failsafe layer found out about a service. */
    public void onChanged(HealthChanged changed, Instant now) {
        book.onSaid(new HealthChange(new ServiceKey(changed.service(), changed.node()), changed.level(),
            changed.from(), changed.to(), changed.detail(), now), now);
    }

    /** A service is being recovered: it is shown so, whatever it says of itself meanwhile. */
    public void onRecoveryStarted(RecoveryStarted event, Instant now) {
        if (recoveries.size() < HealthBook.MAX_SERVICES && event.action() != RecoveryAction.PAGE) {
            recoveries.put(new ServiceKey(event.service(), event.node()), new Recovery(event, now));
        }
    }

    /** It is recovered, or another try begins. */
    public void onRecoveryEnded(RecoveryEnded event) {
        recoveries.remove(new ServiceKey(event.service(), event.node()));
    }

    /** Every service that speaks, by name and node, as it stands now. */
    public List<ServiceView> services(Instant now) {
        book.tick(now);
        recoveries.values().removeIf(recovery -> recovery.heardAt().plus(RECOVERY).isBefore(now));
        return book.standings().stream().filter(standing -> standing.lastHeard() != null)
            .map(standing -> recovering(standing.key(), view(standing))).toList();
    }

    /** Nodes of which at least one service speaks, by name. */
    public List<String> nodes(Instant now) {
        return heard(now).map(ServiceKey::node).distinct().sorted().toList();
    }

    /** Nodes on which the service speaks. */
    public int nodesWith(String service, Instant now) {
        return (int) heard(now).filter(key -> key.service().equals(service)).count();
    }

    /** True if that service on that node was heard within {@link HealthBook#SILENCE}. */
    public boolean hears(String service, String node, Instant now) {
        return book.hears(new ServiceKey(service, node), now);
    }

    private Stream<ServiceKey> heard(Instant now) {
        return book.standings().stream().map(Standing::key).filter(key -> book.hears(key, now));
    }

    private ServiceView recovering(ServiceKey key, ServiceView view) {
        Recovery recovery = recoveries.get(key);
        if (recovery == null) {
            return view;
        }
        RecoveryStarted event = recovery.event();
        return new ServiceView(view.service(), view.node(), view.status().or(HealthStatus.DEGRADED),
            "recovering (" + event.action() + ", attempt " + event.attempt() + "): " + event.why(),
            recovery.heardAt(), view.lastSeen());
    }

    private static ServiceView view(Standing standing) {
        return new ServiceView(standing.key().service(), standing.key().node(), standing.status(),
            standing.detail(), standing.since(), standing.lastHeard());
    }
}

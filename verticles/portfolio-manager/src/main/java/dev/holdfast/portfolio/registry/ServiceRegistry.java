package dev.holdfast.portfolio.registry;

import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.resilience.recovery.RecoveryAction;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryEnded;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryStarted;
import dev.holdfast.wire.message.ServiceReport;
import dev.holdfast.wire.view.ServiceView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who runs where and how well, by what services say of themselves (requirement A2.1). A service that stops
 * speaking is UNHEALTHY whatever it said last. Not thread-safe: one owner.
 */
public final class ServiceRegistry {
    /** Reports come every second; after three missing ones nobody is assumed to be there. */
    public static final Duration SILENCE = Duration.ofSeconds(3);
    /** A silent service is still shown for this long, so that its end is seen; then it is forgotten. */
    static final Duration FORGET = Duration.ofMinutes(30);
    /** Services of all nodes; a report of one more is not taken in. */
    static final int MAX_SERVICES = 500;

    /** A recovery whose end was not heard is shown for so long: longer than any takes. */
    private static final Duration RECOVERY = Duration.ofMinutes(7);

    private final Map<String, Heard> services = new TreeMap<>();
    private final Map<String, Recovery> recoveries = new TreeMap<>();

    private record Recovery(RecoveryStarted event, Instant heardAt) {
    }

    private record Heard(ServiceReport report, Instant since, Instant lastSeen) {
    }

    /** Takes a report in; time is the listener's, as the nodes' clocks may differ. */
    public void onReport(ServiceReport report, Instant now) {
        String key = key(report.service(), report.node());
        Heard before = services.get(key);
        if (before == null && services.size() >= MAX_SERVICES) {
            return;
        }
        boolean same = before != null && before.report().status() == report.status()
            && !isSilent(before, now);
        services.put(key, new Heard(report, same ? before.since() : now, now));
    }

    /** A service is being recovered: it is shown so, whatever it says of itself meanwhile. */
    public void onRecoveryStarted(RecoveryStarted event, Instant now) {
        if (recoveries.size() < MAX_SERVICES && event.action() != RecoveryAction.PAGE) {
            recoveries.put(key(event.service(), event.node()), new Recovery(event, now));
        }
    }

    /** It is recovered, or another try begins. */
    public void onRecoveryEnded(RecoveryEnded event) {
        recoveries.remove(key(event.service(), event.node()));
    }

    /** Every service, by name and node, as it stands now. */
    public List<ServiceView> services(Instant now) {
        services.values().removeIf(heard -> heard.lastSeen().plus(FORGET).isBefore(now));
        recoveries.values().removeIf(recovery -> recovery.heardAt().plus(RECOVERY).isBefore(now));
        return services.values().stream().map(heard -> recovering(view(heard, now))).toList();
    }

    /** Nodes of which at least one service speaks, by name. */
    public List<String> nodes(Instant now) {
        return services.values().stream().filter(heard -> !isSilent(heard, now))
            .map(heard -> heard.report().node()).distinct().sorted().toList();
    }

    /** Nodes on which the service speaks. */
    public int nodesWith(String service, Instant now) {
        return (int) services.values().stream()
            .filter(heard -> heard.report().service().equals(service) && !isSilent(heard, now)).count();
    }

    /** True if that service on that node was heard within {@link #SILENCE}. */
    public boolean hears(String service, String node, Instant now) {
        Heard heard = services.get(key(service, node));
        return heard != null && !isSilent(heard, now);
    }

    private ServiceView recovering(ServiceView view) {
        Recovery recovery = recoveries.get(key(view.service(), view.node()));
        if (recovery == null) {
            return view;
        }
        RecoveryStarted event = recovery.event();
        HealthStatus status = view.status() == HealthStatus.HEALTHY ? HealthStatus.DEGRADED : view.status();
        return new ServiceView(view.service(), view.node(), status, "recovering (" + event.action()
            + ", attempt " + event.attempt() + "): " + event.why(), recovery.heardAt(), view.lastSeen());
    }

    private static String key(String service, String node) {
        return service + ' ' + node;
    }

    private static ServiceView view(Heard heard, Instant now) {
        ServiceReport report = heard.report();
        if (!isSilent(heard, now)) {
            return new ServiceView(report.service(), report.node(), report.status(), report.detail(),
                heard.since(), heard.lastSeen());
        }
        long silentSeconds = Duration.between(heard.lastSeen(), now).toSeconds();
        return new ServiceView(report.service(), report.node(), HealthStatus.UNHEALTHY,
            "no report for " + silentSeconds + " s", heard.lastSeen().plus(SILENCE), heard.lastSeen());
    }

    private static boolean isSilent(Heard heard, Instant now) {
        return Duration.between(heard.lastSeen(), now).compareTo(SILENCE) > 0;
    }
}

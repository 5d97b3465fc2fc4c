package dev.holdfast.resilience.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The one truth about every service of all nodes (requirement A3.1): what each says of itself every second,
 * what checks of three levels found, and what others said for certain. A service that stops speaking, or
 * whose node is dead, is UNHEALTHY whatever it said last, and it needs as many good words as after any other
 * trouble. Times are the listener's, as the nodes' clocks may differ. One owner.
 */
public final class HealthBook {
    /** Words come every second; after three missing ones nobody is assumed to be there. */
    public static final Duration SILENCE = Duration.ofSeconds(3);
    /** What is silent is shown for this long, so that its end is seen; then it is forgotten. */
    static final Duration FORGET = Duration.ofMinutes(30);
    /** Long enough for a service to read its journal and to find its venue. */
    static final Duration SETTLE = Duration.ofSeconds(15);
    /** Services of all nodes; one more is not taken in. */
    public static final int MAX_SERVICES = 500;

    private final HealthRule rule;
    private final Map<ServiceKey, ServiceRecord> services = new TreeMap<>();

    public HealthBook(HealthRule rule) {
        this.rule = rule;
    }

    /** What a service says of itself. */
    public void onReport(ServiceKey key, HealthStatus status, String detail, Instant now) {
        ServiceRecord known = record(key, now);
        if (known != null) {
            known.onReport(status, detail, now);
        }
    }

    /** It spoke, though what it said did not arrive: it is not silent. */
    public void onSign(ServiceKey key, Instant now) {
        ServiceRecord known = services.get(key);
        if (known != null) {
            known.onSign(now);
        }
    }

    /** What a check found. */
    public void onResult(ServiceKey key, CheckLevel level, CheckResult result, Instant now) {
        ServiceRecord known = record(key, now);
        if (known != null) {
            known.onResult(level, result, now);
        }
    }

    /** What somebody who knows for certain said about one level of a service: it counts as told. */
    public void onSaid(HealthChange said, Instant now) {
        ServiceRecord known = record(said.key(), now);
        if (known != null) {
            known.onSaid(said.level(), said.to(), said.detail(), now);
        }
    }

    /**
     * True if somebody says that nothing is heard of a service, and this book knows better. A node whose bus
     * is broken says so of all others.
     */
    public boolean isHearsay(HealthChange said) {
        ServiceRecord known = services.get(said.key());
        return known != null && said.to() == HealthStatus.UNHEALTHY
            && ServiceRecord.isAbsence(String.valueOf(said.detail()))
            && known.standing().levels().stream().anyMatch(each -> each.level() == said.level()
                && each.status() != HealthStatus.UNHEALTHY);
    }

    /** Such words change nothing here, but others heard them: {@link #changes} takes them back. */
    public void onHearsay(HealthChange said) {
        ServiceRecord known = services.get(said.key());
        if (known != null) {
            known.onHearsay(said.level(), said.to());
        }
    }

    /** A node's process is gone: its services with it, and what it depended on concerns nobody. */
    public void onNodeDead(String node, Instant now) {
        services.entrySet().removeIf(each ->
            each.getKey().node().equals(node) && !each.getValue().speaks());
        services.forEach((key, known) -> {
            if (key.node().equals(node)) {
                known.onNodeDead(now);
            }
        });
    }

    /**
     * The keeper of the book stood still itself: that it heard nothing meanwhile says nothing of anybody.
     *
     * @param length of the time that counts as no silence; on a starved machine many short ones add up
     */
    public void onPause(Duration length, Instant now) {
        services.values().forEach(known -> known.onPause(length, now));
    }

    /** Looks for silence; to be called a few times a second. */
    public void tick(Instant now) {
        services.values().removeIf(known -> known.lastEvidence().plus(FORGET).isBefore(now));
        for (ServiceRecord known : services.values()) {
            if (isSilent(known, now)) {
                known.onSilence(age(known, now), known.lastHeard().plus(SILENCE));
            }
        }
    }

    /**
     * Levels that stand otherwise than was told; they count as told from here on. What starts is given
     * {@link #SETTLE} to become well first.
     *
     * @param whose services to tell of: what another tells is left, until it is heard or becomes ours to tell
     */
    public List<HealthChange> changes(Predicate<ServiceKey> whose, Instant now) {
        List<HealthChange> changes = new ArrayList<>();
        services.forEach((key, known) -> {
            if (whose.test(key) && known.isSettled(now)) {
                changes.addAll(known.changes(now));
            }
        });
        return changes;
    }

    /**
     * Levels that are better than was told last, whoever told it; they count as told from here on. A node
     * that was frozen or cut off, or a process that took another's place, does not know what was said of it
     * meanwhile, and so has nothing to take back.
     */
    public List<HealthChange> improvements(Instant now) {
        return services.values().stream().flatMap(known -> known.improvements(now).stream()).toList();
    }

    /** Every service by name and node. */
    public List<Standing> standings() {
        return services.values().stream().map(ServiceRecord::standing).toList();
    }

    /** Null if it is not known. */
    public Standing standing(ServiceKey key) {
        ServiceRecord known = services.get(key);
        return known == null ? null : known.standing();
    }

    /** True if it spoke within {@link #SILENCE}. */
    public boolean hears(ServiceKey key, Instant now) {
        ServiceRecord known = services.get(key);
        return known != null && known.speaks() && !isSilent(known, now);
    }

    private ServiceRecord record(ServiceKey key, Instant now) {
        ServiceRecord known = services.get(key);
        if (known == null && services.size() < MAX_SERVICES) {
            known = new ServiceRecord(key, rule, now);
            services.put(key, known);
        }
        return known;
    }

    private static boolean isSilent(ServiceRecord known, Instant now) {
        return known.speaks() && age(known, now).compareTo(SILENCE) > 0;
    }

    private static Duration age(ServiceRecord known, Instant now) {
        return Duration.between(known.lastHeard(), now);
    }
}

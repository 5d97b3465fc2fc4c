package dev.holdfast.failsafe.alerting;

import dev.holdfast.resilience.alert.Cause;
import dev.holdfast.resilience.alert.CauseKey;
import dev.holdfast.resilience.health.HealthStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What it means that a check failed. What a node stands on is checked like a service of it, under these
 * names; and a check's own words often say what it misses.
 */
final class DependencyRule {
    /** The first that fits counts. */
    private static final List<Meaning> MEANINGS = List.of(
        new Meaning(Cause.BROKER_DOWN, List.of("kafka", "broker", "journal"), List.of("broker", "kafka")),
        new Meaning(Cause.DATABASE_DOWN, List.of("database"), List.of("database")),
        new Meaning(Cause.VENUE_DOWN, List.of("venue"), List.of("venue")),
        new Meaning(Cause.DISK_FULL, List.of("disk"), List.of("disk")),
        new Meaning(Cause.HEAP_EXHAUSTED, List.of("heap"), List.of("heap", "outofmemory")),
        new Meaning(Cause.EVENT_LOOP_BLOCKED, List.of("event-loop"), List.of("event loop")));
    /** A check of the process as a whole, whose words say which part of it. */
    private static final String PROCESS = "process";
    private static final String FAILSAFE = "failsafe";
    private static final String PERSISTENCE = "persistence";
    /** How a recorder begins to say that it writes well and has not written all yet. */
    private static final String BEHIND = "catching up";

    /**
     * One row.
     *
     * @param names under which it is checked
     * @param words that a check says when it misses it
     */
    private record Meaning(Cause cause, List<String> names, List<String> words) {
        boolean isSaidBy(String detail) {
            return words.stream().anyMatch(detail::contains);
        }
    }

    private DependencyRule() {
    }

    /** What a failed check of the service is by itself. */
    static CauseKey cause(String service, String node, HealthStatus status, String detail) {
        String said = detail.toLowerCase(Locale.ROOT);
        for (Meaning meaning : MEANINGS) {
            boolean named = meaning.names().contains(service) || service.startsWith(meaning.names().getFirst()
                + "-") || service.equals(PROCESS) && meaning.isSaidBy(said);
            if (named) {
                return key(meaning.cause(), node);
            }
        }
        boolean degraded = status == HealthStatus.DEGRADED;
        if (degraded && service.equals(PERSISTENCE) && said.startsWith(BEHIND)) {
            // After a burst every node's database is behind, and that is one thing to look at.
            return CauseKey.cluster(Cause.PERSISTENCE_LAG);
        }
        return degraded && service.equals(FAILSAFE) ? new CauseKey(Cause.FAILSAFE_LATE, node)
            : CauseKey.service(Cause.SERVICE_FAILING, service, node);
    }

    /** Deeper causes that the words name. */
    static Set<Cause> hints(String detail) {
        String said = detail.toLowerCase(Locale.ROOT);
        Set<Cause> hints = EnumSet.noneOf(Cause.class);
        MEANINGS.stream().filter(meaning -> meaning.isSaidBy(said))
            .forEach(meaning -> hints.add(meaning.cause()));
        return hints;
    }

    private static CauseKey key(Cause cause, String node) {
        return cause.of() == Cause.Of.NODE ? new CauseKey(cause, node) : CauseKey.cluster(cause);
    }
}

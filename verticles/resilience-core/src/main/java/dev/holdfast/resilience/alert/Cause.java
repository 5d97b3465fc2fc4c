package dev.holdfast.resilience.alert;

import static dev.holdfast.resilience.alert.Severity.PAGE;
import static dev.holdfast.resilience.alert.Severity.TICKET;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be wrong, by the word that people use for it. Each has a page of its own under
 * {@code docs/runbooks}. What explains what is in {@link CauseTable}.
 */
public enum Cause {
    /** A node's process is dead, frozen, or out of reach for the others. */
    NODE_DOWN(Of.NODE, PAGE, 30, "node %s is down"),
    /** A node sees no majority of the configured cluster: it must not trade. */
    QUORUM_LOST(Of.NODE, PAGE, 45, "node %s sees no majority"),
    /** No broker answers: nothing can be journalled, so nothing is sent. */
    BROKER_DOWN(Of.CLUSTER, PAGE, 30, "the broker does not answer"),
    /** No venue answers: orders wait or expire. */
    VENUE_DOWN(Of.CLUSTER, PAGE, 45, "the venue does not answer"),
    /** The database takes nothing; the journal still has everything. */
    DATABASE_DOWN(Of.CLUSTER, PAGE, 90, "the database does not answer"),
    /** A node's data folder has no room left. */
    DISK_FULL(Of.NODE, PAGE, 15, "the disk of %s is full"),
    /** A node's heap is used up: it stands still or ends soon. */
    HEAP_EXHAUSTED(Of.NODE, PAGE, 30, "the heap of %s is used up"),
    /** A node's event loop stands still. Its services are begun anew elsewhere, or call for themselves. */
    EVENT_LOOP_BLOCKED(Of.NODE, TICKET, 120, "an event loop of %s is blocked"),
    /** A service does not do its job, or only part of it. */
    SERVICE_FAILING(Of.SERVICE, PAGE, 45, "%s fails"),
    /** Local state was corrupt, was moved aside, and is built anew. */
    STATE_CORRUPT(Of.NODE, TICKET, 120, "local state of %s was corrupt"),
    /** No node leads the failsafe layer. */
    LEADER_ABSENT(Of.CLUSTER, PAGE, 30, "no node leads the failsafe layer"),
    /** The failsafe layer itself is late or misses its checks. */
    FAILSAFE_LATE(Of.NODE, TICKET, 120, "the failsafe layer of %s is late"),
    /** A breaker rejects calls. */
    BREAKER_OPEN(Of.SUBJECT, TICKET, 120, "breaker %s is open"),
    /** A fallback chain serves from a lesser tier. */
    FALLBACK_ACTIVE(Of.SUBJECT, TICKET, 120, "%s serves from a fallback"),
    /** Market data is stale, crossed or gapped: no orders on it. */
    MARKET_UNFIT(Of.CLUSTER, PAGE, 60, "market data is not fit to trade on"),
    /** A marked order did not come through the whole path. */
    SYNTHETIC_FAILED(Of.CLUSTER, PAGE, 150, "the synthetic order does not come through"),
    /** We and the venue differ, and nobody closed the difference yet. */
    RECONCILIATION_BREAK(Of.CLUSTER, PAGE, 5, "the books differ from the venue's"),
    /** The database is behind the journal. */
    PERSISTENCE_LAG(Of.CLUSTER, TICKET, 60, "the database is behind the journal"),
    /** Orders are answered too slowly too often: the objective will be missed. */
    LATENCY_BURN(Of.CLUSTER, PAGE, 60, "orders are answered too slowly"),
    /** After a partition a node holds something else than the others, or they do not reach it. */
    HEAL_DIFFERS(Of.NODE, TICKET, 30, "%s differs from the others after a partition"),
    /** No good checkpoint could be taken. */
    CHECKPOINT_FAILED(Of.CLUSTER, TICKET, 420, "checkpoints fail"),
    /** A route by which people are told does not work. */
    ROUTE_FAILING(Of.SUBJECT, TICKET, 15, "route %s delivers nothing"),
    /** More is wrong than can be told apart. */
    ALERT_FLOOD(Of.CLUSTER, PAGE, 0, "more incidents than can be told apart");

    /** What one incident of a cause is about. */
    public enum Of {
        /** All of it: one incident at a time. */
        CLUSTER,
        /** One for each node. */
        NODE,
        /** One for each service on each node. */
        SERVICE,
        /** One for each name, whichever node says it. */
        SUBJECT
    }

    private final Of of;
    private final Severity severity;
    private final Duration hold;
    private final String title;

    Cause(Of of, Severity severity, int holdSeconds, String title) {
        this.of = of;
        this.severity = severity;
        this.hold = Duration.ofSeconds(holdSeconds);
        this.title = title;
    }

    public Of of() {
        return of;
    }

    /** The most urgent that it gets, unless the operator says otherwise. */
    public Severity severity() {
        return severity;
    }

    /**
     * How long it may take to heal by itself before anybody is told, unless the operator says otherwise:
     * longer than the recovery that is to be expected, and than its own cause needs to be noticed.
     */
    public Duration hold() {
        return hold;
    }

    /** {@code node-down}: in keys, configuration, the address of its runbook. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One line for people. */
    public String title(String about) {
        return title.formatted(about);
    }

    public static Optional<Cause> ofWord(String word) {
        return Arrays.stream(values()).filter(cause -> cause.word().equals(word)).findFirst();
    }
}

package dev.holdfast.resilience.alert;

import static dev.holdfast.resilience.alert.Cause.BREAKER_OPEN;
import static dev.holdfast.resilience.alert.Cause.BROKER_DOWN;
import static dev.holdfast.resilience.alert.Cause.CHECKPOINT_FAILED;
import static dev.holdfast.resilience.alert.Cause.DATABASE_DOWN;
import static dev.holdfast.resilience.alert.Cause.DISK_FULL;
import static dev.holdfast.resilience.alert.Cause.EVENT_LOOP_BLOCKED;
import static dev.holdfast.resilience.alert.Cause.FAILSAFE_LATE;
import static dev.holdfast.resilience.alert.Cause.FALLBACK_ACTIVE;
import static dev.holdfast.resilience.alert.Cause.HEAP_EXHAUSTED;
import static dev.holdfast.resilience.alert.Cause.LATENCY_BURN;
import static dev.holdfast.resilience.alert.Cause.LEADER_ABSENT;
import static dev.holdfast.resilience.alert.Cause.MARKET_UNFIT;
import static dev.holdfast.resilience.alert.Cause.NODE_DOWN;
import static dev.holdfast.resilience.alert.Cause.PERSISTENCE_LAG;
import static dev.holdfast.resilience.alert.Cause.QUORUM_LOST;
import static dev.holdfast.resilience.alert.Cause.SERVICE_FAILING;
import static dev.holdfast.resilience.alert.Cause.STATE_CORRUPT;
import static dev.holdfast.resilience.alert.Cause.SYNTHETIC_FAILED;
import static dev.holdfast.resilience.alert.Cause.VENUE_DOWN;

import java.util.List;
import java.util.Set;

/**
 * What is only a consequence of what: while a cause is open, its consequences make no incident of their own.
 * The first row that fits counts, so the deeper causes stand first. Who needs what is in here too: a row
 * with services is about those that need the cause's part.
 */
public final class CauseTable {
    private static final Set<String> ANY = Set.of();
    private static final Set<String> NEED_BROKER =
        Set.of("execution", "risk", "persistence", "portfolio-manager", "signal", "market-data", "failsafe",
            "kafka", "journal");
    private static final Set<String> NEED_VENUE = Set.of("market-data", "execution", "signal", "venue");
    private static final Set<String> NEED_DATABASE = Set.of("persistence", "database");

    /** Where a cause explains its consequence. */
    public enum Reach {
        /** Whatever it is about. */
        ANYWHERE,
        /** On the node that the cause is about. */
        SAME_NODE,
        /** On every node but the one that the cause is about: it sees nobody. */
        OTHER_NODES,
        /** Of the service that the cause is about, whichever node says so. */
        SERVICE_ANYWHERE
    }

    /**
     * One row: while {@code cause} is so, {@code consequence} follows.
     *
     * @param services whose symptoms it explains; empty is any
     */
    public record Row(Cause cause, Cause consequence, Reach reach, Set<String> services) {
    }

    private static final List<Row> ROWS = List.of(
        row(BROKER_DOWN, LEADER_ABSENT, Reach.ANYWHERE, ANY),
        row(BROKER_DOWN, QUORUM_LOST, Reach.ANYWHERE, ANY),
        row(BROKER_DOWN, SERVICE_FAILING, Reach.ANYWHERE, NEED_BROKER),
        row(BROKER_DOWN, FALLBACK_ACTIVE, Reach.ANYWHERE, ANY),
        row(BROKER_DOWN, PERSISTENCE_LAG, Reach.ANYWHERE, ANY),
        row(BROKER_DOWN, CHECKPOINT_FAILED, Reach.ANYWHERE, ANY),
        row(BROKER_DOWN, SYNTHETIC_FAILED, Reach.ANYWHERE, ANY),
        row(BROKER_DOWN, LATENCY_BURN, Reach.ANYWHERE, ANY),
        row(BROKER_DOWN, FAILSAFE_LATE, Reach.ANYWHERE, ANY),
        row(BROKER_DOWN, BREAKER_OPEN, Reach.ANYWHERE, NEED_BROKER),

        row(QUORUM_LOST, NODE_DOWN, Reach.OTHER_NODES, ANY),
        row(QUORUM_LOST, LEADER_ABSENT, Reach.ANYWHERE, ANY),

        row(DISK_FULL, NODE_DOWN, Reach.SAME_NODE, ANY),
        row(DISK_FULL, DATABASE_DOWN, Reach.SAME_NODE, ANY),
        row(DISK_FULL, SERVICE_FAILING, Reach.SAME_NODE, ANY),
        row(DISK_FULL, CHECKPOINT_FAILED, Reach.SAME_NODE, ANY),
        row(DISK_FULL, STATE_CORRUPT, Reach.SAME_NODE, ANY),
        row(DISK_FULL, PERSISTENCE_LAG, Reach.SAME_NODE, ANY),

        row(HEAP_EXHAUSTED, NODE_DOWN, Reach.SAME_NODE, ANY),
        row(HEAP_EXHAUSTED, EVENT_LOOP_BLOCKED, Reach.SAME_NODE, ANY),
        row(HEAP_EXHAUSTED, QUORUM_LOST, Reach.SAME_NODE, ANY),
        row(HEAP_EXHAUSTED, SERVICE_FAILING, Reach.SAME_NODE, ANY),
        row(HEAP_EXHAUSTED, FAILSAFE_LATE, Reach.SAME_NODE, ANY),
        row(HEAP_EXHAUSTED, LATENCY_BURN, Reach.ANYWHERE, ANY),

        row(NODE_DOWN, EVENT_LOOP_BLOCKED, Reach.SAME_NODE, ANY),
        row(NODE_DOWN, QUORUM_LOST, Reach.SAME_NODE, ANY),
        row(NODE_DOWN, VENUE_DOWN, Reach.SAME_NODE, ANY),
        row(NODE_DOWN, DATABASE_DOWN, Reach.SAME_NODE, ANY),
        row(NODE_DOWN, SERVICE_FAILING, Reach.SAME_NODE, ANY),
        row(NODE_DOWN, FAILSAFE_LATE, Reach.SAME_NODE, ANY),
        row(NODE_DOWN, FALLBACK_ACTIVE, Reach.SAME_NODE, ANY),
        row(NODE_DOWN, STATE_CORRUPT, Reach.SAME_NODE, ANY),
        row(NODE_DOWN, PERSISTENCE_LAG, Reach.SAME_NODE, ANY),
        row(NODE_DOWN, BREAKER_OPEN, Reach.ANYWHERE, ANY),
        row(NODE_DOWN, LEADER_ABSENT, Reach.ANYWHERE, ANY),
        row(NODE_DOWN, SYNTHETIC_FAILED, Reach.ANYWHERE, ANY),
        row(NODE_DOWN, CHECKPOINT_FAILED, Reach.ANYWHERE, ANY),
        row(NODE_DOWN, LATENCY_BURN, Reach.ANYWHERE, ANY),
        row(NODE_DOWN, MARKET_UNFIT, Reach.ANYWHERE, ANY),

        row(EVENT_LOOP_BLOCKED, SERVICE_FAILING, Reach.SAME_NODE, ANY),
        row(EVENT_LOOP_BLOCKED, FAILSAFE_LATE, Reach.SAME_NODE, ANY),
        row(EVENT_LOOP_BLOCKED, QUORUM_LOST, Reach.SAME_NODE, ANY),
        row(EVENT_LOOP_BLOCKED, BREAKER_OPEN, Reach.ANYWHERE, ANY),
        row(EVENT_LOOP_BLOCKED, SYNTHETIC_FAILED, Reach.ANYWHERE, ANY),
        row(EVENT_LOOP_BLOCKED, LATENCY_BURN, Reach.ANYWHERE, ANY),
        row(EVENT_LOOP_BLOCKED, LEADER_ABSENT, Reach.ANYWHERE, ANY),

        row(VENUE_DOWN, MARKET_UNFIT, Reach.ANYWHERE, ANY),
        row(VENUE_DOWN, SERVICE_FAILING, Reach.ANYWHERE, NEED_VENUE),
        row(VENUE_DOWN, FALLBACK_ACTIVE, Reach.ANYWHERE, NEED_VENUE),
        row(VENUE_DOWN, BREAKER_OPEN, Reach.ANYWHERE, NEED_VENUE),
        row(VENUE_DOWN, SYNTHETIC_FAILED, Reach.ANYWHERE, ANY),
        row(VENUE_DOWN, LATENCY_BURN, Reach.ANYWHERE, ANY),

        row(DATABASE_DOWN, SERVICE_FAILING, Reach.ANYWHERE, NEED_DATABASE),
        row(DATABASE_DOWN, BREAKER_OPEN, Reach.ANYWHERE, NEED_DATABASE),
        row(DATABASE_DOWN, PERSISTENCE_LAG, Reach.ANYWHERE, ANY),

        row(STATE_CORRUPT, SERVICE_FAILING, Reach.SAME_NODE, ANY),
        row(STATE_CORRUPT, CHECKPOINT_FAILED, Reach.SAME_NODE, ANY),

        row(SERVICE_FAILING, BREAKER_OPEN, Reach.SERVICE_ANYWHERE, ANY),
        row(SERVICE_FAILING, FALLBACK_ACTIVE, Reach.SERVICE_ANYWHERE, ANY),
        row(SERVICE_FAILING, MARKET_UNFIT, Reach.SERVICE_ANYWHERE, ANY),
        row(SERVICE_FAILING, PERSISTENCE_LAG, Reach.SERVICE_ANYWHERE, ANY),
        row(SERVICE_FAILING, SYNTHETIC_FAILED, Reach.ANYWHERE, ANY),
        row(SERVICE_FAILING, LATENCY_BURN, Reach.ANYWHERE, ANY),

        row(MARKET_UNFIT, SYNTHETIC_FAILED, Reach.ANYWHERE, ANY));

    private CauseTable() {
    }

    private static Row row(Cause cause, Cause consequence, Reach reach, Set<String> services) {
        return new Row(cause, consequence, reach, services);
    }

    /** All of it, in order. */
    public static List<Row> rows() {
        return ROWS;
    }

    /** True if the symptom follows from the cause. */
    static boolean explains(CauseKey cause, Symptom symptom) {
        if (cause.equals(symptom.cause())) {
            return false;
        }
        boolean near = cause.node() == null || cause.node().equals(symptom.id().node());
        return symptom.hints().contains(cause.cause()) && near
            || ROWS.stream().anyMatch(row -> fits(row, cause, symptom));
    }

    /** Where it stands among the causes: of several that explain a symptom, the lowest counts. */
    static int rank(Cause cause) {
        for (int at = 0; at < ROWS.size(); at++) {
            if (ROWS.get(at).cause() == cause) {
                return at;
            }
        }
        return ROWS.size();
    }

    private static boolean fits(Row row, CauseKey cause, Symptom symptom) {
        Symptom.Id id = symptom.id();
        boolean named = row.cause() == cause.cause() && row.consequence() == symptom.cause().cause()
            && (row.services().isEmpty() || row.services().contains(id.service()));
        return named && switch (row.reach()) {
            case ANYWHERE -> true;
            case SAME_NODE -> id.node().equals(cause.node());
            case OTHER_NODES -> !id.node().equals(cause.node());
            case SERVICE_ANYWHERE -> id.service().equals(cause.service());
        };
    }
}

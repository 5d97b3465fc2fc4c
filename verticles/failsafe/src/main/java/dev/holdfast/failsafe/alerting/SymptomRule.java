package dev.holdfast.failsafe.alerting;

import dev.holdfast.failsafe.alerting.Word.Gone;
import dev.holdfast.failsafe.alerting.Word.Wrong;
import dev.holdfast.resilience.alert.Cause;
import dev.holdfast.resilience.alert.CauseKey;
import dev.holdfast.resilience.alert.Severity;
import dev.holdfast.resilience.alert.Symptom;
import dev.holdfast.resilience.breaker.BreakerState;
import dev.holdfast.resilience.health.CheckLevel;
import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.resilience.partition.Quorum;
import dev.holdfast.resilience.recovery.RecoveryAction;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.failsafe.FailsafeEvent.BreakerChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.CheckpointTaken;
import dev.holdfast.wire.failsafe.FailsafeEvent.HealthChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.PartitionHealed;
import dev.holdfast.wire.failsafe.FailsafeEvent.QuorumChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryEnded;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryStarted;
import dev.holdfast.wire.failsafe.FailsafeEvent.TierChanged;
import dev.holdfast.wire.failsafe.FailsafeView;
import dev.holdfast.wire.message.BreakerStates;
import dev.holdfast.wire.message.ChainStates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What an event of the failsafe layer says about what is wrong. */
final class SymptomRule {
    private static final String ALL = "*";
    /** That nobody leads: noticed by who speaks then, gone when somebody is elected. */
    static final Symptom.Id LEADER = new Symptom.Id("leader", ALL, ALL);
    /** One that is half-open for so long without a call holds nothing back; as long as its window. */
    static final Duration UNTRIED = Duration.ofSeconds(30);
    private static final String CHECK = "check ";
    private static final String RECOVERY = "recovery";
    private static final String TIER = "tier";
    private static final String ROUTE = "route ";
    private static final List<String> KNOWN_TO_ALL =
        List.of(CHECK, "breaker ", TIER, RECOVERY, "quorum", "heal", "checkpoint", ROUTE);

    private SymptomRule() {
    }

    /**
     * True if a node that read all events knows whether the symptom is there: those that events tell, and
     * those of its own routes.
     */
    static boolean isKnownToAll(Symptom.Id id) {
        return KNOWN_TO_ALL.stream().anyMatch(id.what()::startsWith);
    }

    /** That a route of the node that speaks delivers nothing. */
    static Symptom.Id route(String name) {
        return new Symptom.Id(ROUTE + name, ALL, ALL);
    }

    /** True of what {@link #route} names. */
    static boolean isRoute(Symptom.Id id) {
        return id.what().startsWith(ROUTE);
    }

    /** Which level of its service being well says that the symptom is gone; null if none does. */
    static CheckLevel level(Symptom.Id id) {
        if (id.what().equals(RECOVERY)) {
            return CheckLevel.SHALLOW;
        }
        return id.what().startsWith(CHECK) ? CheckLevel.valueOf(id.what().substring(CHECK.length())) : null;
    }

    /** Nothing, one word, or several. */
    static List<Word> of(FailsafeEvent event) {
        return switch (event) {
            case HealthChanged health -> health(health);
            case BreakerChanged breaker -> breaker(breaker);
            case TierChanged tier -> tier(tier);
            case RecoveryStarted started -> started(started);
            case RecoveryEnded ended -> ended(ended);
            case QuorumChanged quorum -> quorum(quorum);
            case PartitionHealed healed -> healed(healed);
            case CheckpointTaken taken -> checkpoint(taken);
            case FailsafeEvent.LeaderElected elected ->
                List.of(new Gone(LEADER, elected.node() + " leads", elected.at()));
            case FailsafeEvent.NodeStarted started -> List.of();
            case FailsafeEvent.IncidentChanged changed -> List.of();
            case FailsafeEvent.SilenceChanged changed -> List.of();
        };
    }

    private static List<Word> health(HealthChanged event) {
        Symptom.Id id = new Symptom.Id(CHECK + event.level(), event.service(), event.node());
        if (event.to() == HealthStatus.HEALTHY) {
            // What does its job again was recovered, whoever did it.
            return List.of(new Gone(id, event.detail(), event.at()),
                new Gone(recovery(event.service(), event.node()), event.detail(), event.at()));
        }
        CauseKey cause = event.level() == CheckLevel.SYNTHETIC ? CauseKey.cluster(Cause.SYNTHETIC_FAILED)
            : DependencyRule.cause(event.service(), event.node(), event.to(), event.detail());
        Severity severity = event.to() == HealthStatus.UNHEALTHY ? Severity.PAGE : Severity.TICKET;
        return List.of(new Wrong(new Symptom(id, cause, severity, DependencyRule.hints(event.detail()), false,
            event.detail(), event.at())));
    }

    /** Half-open is open: only trials pass. One that an operator forced open is no news to people. */
    private static List<Word> breaker(BreakerChanged event) {
        Symptom.Id id = breaker(event.name(), event.node());
        return switch (event.to()) {
            case CLOSED -> List.of(new Gone(id, event.why(), event.at()));
            case HALF_OPEN -> List.of();
            case OPEN -> List.of(new Wrong(new Symptom(id, new CauseKey(Cause.BREAKER_OPEN, event.name()),
                event.by() == null ? Severity.TICKET : Severity.LOG, DependencyRule.hints(event.why()), false,
                event.why(), event.at())));
        };
    }

    private static Symptom.Id breaker(String name, String node) {
        int dot = name.indexOf('.');
        return new Symptom.Id("breaker " + name, dot < 0 ? name : name.substring(0, dot), node);
    }

    private static boolean isUntried(FailsafeView.Breaker breaker, Instant now) {
        return breaker.state() == BreakerState.HALF_OPEN && breaker.calls() == 0
            && !now.isBefore(breaker.since().plus(UNTRIED));
    }

    /**
     * What is not wrong, by a node's own list. A breaker of a duty that moved away meets nobody any more
     * whose calls would close it.
     */
    static List<Gone> of(BreakerStates states, Instant now) {
        return states.breakers().stream().filter(breaker -> breaker.state() == BreakerState.CLOSED
                || isUntried(breaker, now))
            .map(breaker -> new Gone(breaker(breaker.name(), breaker.node()),
                breaker.state() == BreakerState.CLOSED ? "it is closed" : "nobody calls", breaker.since()))
            .toList();
    }

    /** That a chain of a node does not serve from its first tier. */
    private static List<Word> tier(TierChanged event) {
        Symptom.Id id = new Symptom.Id(TIER, event.chain(), event.node());
        // Which tier is the best cannot be told from a change alone; a chain always begins on it.
        String best = event.from() == null ? event.to() : event.best();
        if (best == null) {
            return List.of();
        }
        if (event.to().equals(best)) {
            return List.of(new Gone(id, "back to " + event.to(), event.at()));
        }
        String detail = "serves from " + event.to() + ": " + event.why();
        return List.of(new Wrong(new Symptom(id, new CauseKey(Cause.FALLBACK_ACTIVE, event.chain()),
            Severity.TICKET, DependencyRule.hints(event.why()), false, detail, event.at())));
    }

    /**
     * What is not wrong, by a node's own list, though the word that took it back was lost: a chain serves
     * from its first tier, or is not at work on that node any more.
     *
     * @param open    what is known to be wrong
     * @param askedAt when the list was asked for; of what was told later it knows nothing
     */
    static List<Gone> of(ChainStates states, List<Symptom> open, Instant askedAt) {
        Set<String> fallen = states.chains().stream()
            .filter(chain -> !chain.tier().equals(chain.tiers().getFirst()))
            .map(FailsafeView.Chain::chain).collect(Collectors.toSet());
        return open.stream().filter(symptom -> symptom.at().isBefore(askedAt)).map(Symptom::id)
            .filter(id -> id.what().equals(TIER) && id.node().equals(states.node())
                && !fallen.contains(id.service()))
            .map(id -> new Gone(id, "nobody is served from a lower tier", askedAt)).toList();
    }

    private static List<Word> started(RecoveryStarted event) {
        Symptom.Id id = recovery(event.service(), event.node());
        String detail = event.action() + ", attempt " + event.attempt() + ": " + event.why();
        return List.of(new Wrong(new Symptom(id, recovered(event.action(), event.service(), event.node()),
            Severity.PAGE, DependencyRule.hints(event.why()), event.action() == RecoveryAction.PAGE, detail,
            event.failedAt())));
    }

    private static List<Word> ended(RecoveryEnded event) {
        Symptom.Id id = recovery(event.service(), event.node());
        if (event.recovered()) {
            return List.of(new Gone(id, event.action() + " helped after " + event.tookMillis() + " ms",
                event.at()));
        }
        return List.of(new Wrong(new Symptom(id, recovered(event.action(), event.service(), event.node()),
            Severity.PAGE, Set.of(), event.action() == RecoveryAction.PAGE,
            event.action() + " did not help: " + event.detail(), event.at())));
    }

    private static Symptom.Id recovery(String service, String node) {
        return new Symptom.Id(RECOVERY, service, node);
    }

    private static CauseKey recovered(RecoveryAction action, String service, String node) {
        return switch (action) {
            case REDEPLOY, MOVE_DUTY, PAGE -> CauseKey.service(Cause.SERVICE_FAILING, service, node);
            case RESTART_PROCESS -> new CauseKey(Cause.NODE_DOWN, node);
            case QUARANTINE_STATE -> new CauseKey(Cause.STATE_CORRUPT, node);
        };
    }

    private static List<Word> quorum(QuorumChanged event) {
        Symptom.Id id = new Symptom.Id("quorum", ALL, event.node());
        return event.to() == Quorum.MAJORITY ? List.of(new Gone(id, event.detail(), event.at()))
            : List.of(new Wrong(Symptom.of(id, new CauseKey(Cause.QUORUM_LOST, event.node()),
                event.to() + ": " + event.detail(), event.at())));
    }

    /** A later heal without differences ends it; so does the operator who looked. */
    private static List<Word> healed(PartitionHealed event) {
        Symptom.Id id = new Symptom.Id("heal", ALL, event.node());
        boolean whole = event.differences().isEmpty() && event.unreachedBy().isEmpty();
        return whole ? List.of(new Gone(id, "nothing differs", event.at()))
            : List.of(new Wrong(Symptom.of(id, new CauseKey(Cause.HEAL_DIFFERS, event.node()),
                event.unreachedBy().isEmpty() ? String.join("; ", event.differences())
                    : "not reached by " + String.join(", ", event.unreachedBy()), event.at())));
    }

    private static List<Word> checkpoint(CheckpointTaken event) {
        Symptom.Id id = new Symptom.Id("checkpoint", ALL, ALL);
        return event.verified() ? List.of(new Gone(id, event.checkpoint(), event.at()))
            : List.of(new Wrong(Symptom.of(id, CauseKey.cluster(Cause.CHECKPOINT_FAILED),
                event.checkpoint() + " on " + event.node() + ": " + event.detail(), event.at())));
    }
}

package dev.holdfast.failsafe.alerting;

import dev.holdfast.failsafe.FailsafeKit;
import dev.holdfast.failsafe.alerting.Word.Gone;
import dev.holdfast.failsafe.alerting.Word.Wrong;
import dev.holdfast.resilience.alert.BurnRule;
import dev.holdfast.resilience.alert.Cause;
import dev.holdfast.resilience.alert.CauseKey;
import dev.holdfast.resilience.alert.Severity;
import dev.holdfast.resilience.alert.Symptom;
import dev.holdfast.resilience.alert.SymptomBook;
import dev.holdfast.resilience.partition.NodeView;
import dev.holdfast.runtime.config.AlertsConfig;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.message.Ask;
import dev.holdfast.wire.message.DeskFigures;
import dev.holdfast.wire.message.RecordingLag;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Looks itself for what nobody tells of: dead nodes, a missing leader, open breaks, a database that is
 * behind, slow answers. Only the node that speaks looks.
 */
final class Watches {
    private static final String ALL = "*";
    private static final Duration ASK = Duration.ofMillis(1_500);
    /** How many looks between two rounds of questions. */
    private static final int ASK_EVERY = 4;
    /** A node whose heartbeat is younger is there; between this and its being agreed dead nothing is said. */
    private static final Duration ALIVE = Duration.ofSeconds(3);

    private final FailsafeKit kit;
    private final AlertsConfig config;
    private final SymptomBook symptoms;
    private final Consumer<Word> hearsay;
    private final BurnRule burn;
    private final Map<String, DeskFigures> last = new HashMap<>();
    private final Map<Symptom.Id, Boolean> said = new HashMap<>();
    private long answers;
    private long slowAnswers;
    private int looks;

    /**
     * Ready to look.
     *
     * @param symptoms what is known to be wrong
     * @param hearsay  takes what was seen
     */
    Watches(FailsafeKit kit, AlertsConfig config, SymptomBook symptoms, Consumer<Word> hearsay) {
        this.kit = kit;
        this.symptoms = symptoms;
        this.config = config;
        this.hearsay = hearsay;
        this.burn = new BurnRule(config.objective().percent().doubleValue());
    }

    /** Call a few times a second. */
    void look() {
        Instant now = kit.now();
        for (NodeView node : kit.node().cluster().nodes()) {
            // This node, too: another that was cut off or choked may have told that it is gone.
            if (isKnown(node)) {
                Symptom.Id id = new Symptom.Id("heartbeat", ALL, node.node());
                say(node.agreedDead(), Symptom.of(id, new CauseKey(Cause.NODE_DOWN, node.node()),
                    "all that can hear it agree that it is gone", now.minus(silence(node))), now);
            }
        }
        say(kit.leader().leader() == null, Symptom.of(SymptomRule.LEADER,
            CauseKey.cluster(Cause.LEADER_ABSENT), "nobody holds the lease", now), now);
        if (looks++ % ASK_EVERY == 0) {
            ask();
        }
    }

    /** True if the newest look found it in order. */
    boolean isWell(Symptom.Id id) {
        return Boolean.FALSE.equals(said.get(id));
    }

    /** Right before a dead node is forgotten it is not agreed to be dead any more, and is no more alive. */
    private static boolean isKnown(NodeView node) {
        return node.agreedDead() || node.sinceHeartbeat().compareTo(ALIVE) < 0;
    }

    /** How long it is silent at most: a broker that is away too makes the heartbeats older than that. */
    private static Duration silence(NodeView node) {
        Duration most = Duration.ofSeconds(10);
        return node.sinceHeartbeat().compareTo(most) > 0 ? Duration.ZERO : node.sinceHeartbeat();
    }

    private void ask() {
        Instant askedAt = kit.now();
        kit.node().cluster().nodes().stream().filter(node -> !node.agreedDead()).map(NodeView::node)
            .forEach(node -> {
                kit.node().bus().request(Addresses.deskFigures(node), new Ask(), ASK)
                    .onSuccess(this::onFigures);
                kit.node().bus().request(Addresses.recordingLag(node), new Ask(), ASK)
                    .onSuccess(this::onLag);
                kit.node().bus().request(Addresses.chains(node), new Ask(), ASK)
                    .onSuccess(states -> SymptomRule.of(states, symptoms.open(), askedAt)
                        .forEach(hearsay));
                kit.node().bus().request(Addresses.breakers(node), new Ask(), ASK)
                    .onSuccess(states -> SymptomRule.of(states, kit.now()).stream()
                        .filter(gone -> symptoms.isOpen(gone.symptom())).forEach(hearsay));
            });
    }

    private void onFigures(DeskFigures figures) {
        Instant now = kit.now();
        if (figures.live()) {
            say(figures.openBreaks() > 0, Symptom.of(new Symptom.Id("books", ALL, ALL),
                CauseKey.cluster(Cause.RECONCILIATION_BREAK), figures.openBreaks() + " open: "
                + String.join("; ", figures.newestBreaks()), now), now);
        }
        DeskFigures before = last.put(figures.node(), figures);
        if (before != null) {
            answers += Math.max(0, figures.answers() - before.answers());
            slowAnswers += Math.max(0, figures.slowAnswers() - before.slowAnswers());
        }
        Severity burning = burn.take(answers, slowAnswers, now);
        Symptom.Id id = new Symptom.Id("answers", ALL, ALL);
        Symptom slow = new Symptom(id, CauseKey.cluster(Cause.LATENCY_BURN),
            burning == null ? Severity.LOG : burning, Set.of(), false, slowAnswers + " of " + answers
            + " answers took " + config.objective().fasterThan().toMillis() + " ms or longer", now);
        say(burning != null, slow, now);
    }

    private void onLag(RecordingLag lag) {
        Instant now = kit.now();
        say(lag.records() > config.lagRecords(), new Symptom(
            new Symptom.Id("recording", "persistence", lag.node()), CauseKey.cluster(Cause.PERSISTENCE_LAG),
            Severity.TICKET, Set.of(), false, lag.records() + " records behind, limit "
            + config.lagRecords(), now), now);
    }

    /** Says it when it changes, and once in any case. */
    private void say(boolean wrong, Symptom symptom, Instant now) {
        Boolean before = said.put(symptom.id(), wrong);
        if (before == null || before != wrong) {
            hearsay.accept(wrong ? new Wrong(symptom) : new Gone(symptom.id(), "", now));
        }
    }

    /** What a route's failures say. */
    static Word route(String route, int failures, String why, Instant now) {
        Symptom.Id id = SymptomRule.route(route);
        return failures == 0 ? new Gone(id, why, now)
            : new Wrong(Symptom.of(id, new CauseKey(Cause.ROUTE_FAILING, route), why, now));
    }
}

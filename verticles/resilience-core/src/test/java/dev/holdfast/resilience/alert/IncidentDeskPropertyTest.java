package dev.holdfast.resilience.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for any faults, with any of their consequences, in any order. */
class IncidentDeskPropertyTest {
    private static final List<String> SERVICES =
        List.of("market-data", "signal", "execution", "risk", "persistence", "portfolio-manager");
    private static final List<String> NODES = List.of("node-1", "node-2", "node-3");
    private static final List<Cause> FAULTS = List.of(Cause.NODE_DOWN, Cause.BROKER_DOWN, Cause.VENUE_DOWN,
        Cause.DATABASE_DOWN, Cause.DISK_FULL, Cause.HEAP_EXHAUSTED, Cause.EVENT_LOOP_BLOCKED,
        Cause.SERVICE_FAILING);

    /** Everything that could be noticed while the fault lasts: all that the table says it explains. */
    private static List<Symptom> symptoms(DeskRig rig, CauseKey fault, String node) {
        Symptom root = rig.of("root", "execution", node, fault);
        List<Symptom> all = new ArrayList<>(List.of(root));
        candidates(rig).filter(symptom -> CauseTable.explains(fault, symptom)).forEach(all::add);
        return all;
    }

    private static Stream<Symptom> candidates(DeskRig rig) {
        List<Symptom> all = new ArrayList<>();
        for (String node : NODES) {
            for (String service : SERVICES) {
                all.add(rig.failing(service, node));
                all.add(rig.breaker(service + ".call", node));
                all.add(rig.of("tier", service, node, new CauseKey(Cause.FALLBACK_ACTIVE, service)));
            }
            for (Cause cause : List.of(Cause.MARKET_UNFIT, Cause.LEADER_ABSENT, Cause.PERSISTENCE_LAG,
                Cause.SYNTHETIC_FAILED, Cause.LATENCY_BURN, Cause.CHECKPOINT_FAILED)) {
                all.add(rig.cluster(cause, node));
            }
            all.add(rig.of("quorum", "*", node, new CauseKey(Cause.QUORUM_LOST, node)));
        }
        return all.stream();
    }

    private static CauseKey fault(Cause cause, String node) {
        return switch (cause.of()) {
            case CLUSTER -> CauseKey.cluster(cause);
            case NODE, SUBJECT -> new CauseKey(cause, node);
            case SERVICE -> CauseKey.service(cause, "execution", node);
        };
    }

    /**
     * A fault comes with its consequences in any order, all within the hold of the quickest, lasts as long as
     * it likes, and goes with its consequences: it is one page, or one recorded self-heal, and no more.
     */
    @Property(tries = 300)
    void oneFaultIsOnePageOrOneRecordedSelfHeal(@ForAll long seed,
                                                @ForAll @IntRange(min = 1, max = 200) int lasts) {
        Random chance = new Random(seed);
        DeskRig rig = new DeskRig();
        String node = NODES.get(chance.nextInt(NODES.size()));
        CauseKey fault = fault(FAULTS.get(chance.nextInt(FAULTS.size())), node);
        List<Symptom> symptoms = symptoms(rig, fault, node);
        Collections.shuffle(symptoms, chance);
        for (Symptom symptom : symptoms) {
            rig.pass(chance.nextInt(20) == 0 ? 1 : 0);
            rig.report(symptom);
            assertNoTwoOfOneCause(rig);
        }
        rig.pass(lasts);
        Collections.shuffle(symptoms, chance);
        symptoms.forEach(rig::clear);
        rig.pass(60);

        assertThat(rig.open()).isEmpty();
        long healed = rig.desk.book().recent().stream().filter(Incident::isSelfHealed).count();
        assertThat(rig.pages() + healed).as(rig.desk.book().recent().toString()).isEqualTo(1);
        assertThat(rig.desk.noise().pages()).isEqualTo(rig.pages());
    }

    /** A cause that nobody would be called for hides nothing that somebody has to be called for. */
    @Property(tries = 100)
    void whatLastsAndIsWorthAPageIsAPageThoughItsCauseIsNot(@ForAll long seed) {
        Random chance = new Random(seed);
        DeskRig rig = new DeskRig();
        CauseKey fault = fault(FAULTS.get(chance.nextInt(FAULTS.size())), "node-2");
        List<Symptom> symptoms = symptoms(rig, fault, "node-2");
        symptoms.set(0, DeskRig.as(Severity.TICKET, symptoms.getFirst()));
        Collections.shuffle(symptoms, chance);
        symptoms.forEach(rig::report);
        rig.pass(200);

        assertThat(rig.only().severity()).isEqualTo(Severity.PAGE);
        assertThat(rig.pages()).isEqualTo(1);
    }

    /** Whatever comes and goes, whenever: each open symptom is in one incident, and all of it is bounded. */
    @Property(tries = 100)
    void neverLosesASymptomAndNeverOpensTwoOfOneCause(@ForAll long seed) {
        Random chance = new Random(seed);
        DeskRig rig = new DeskRig();
        List<Symptom> all = new ArrayList<>(candidates(rig).toList());
        NODES.forEach(node -> all.add(rig.nodeDown(node)));
        Set<Symptom.Id> wrong = new HashSet<>();
        for (int step = 0; step < 300; step++) {
            Symptom symptom = all.get(chance.nextInt(all.size()));
            if (chance.nextInt(3) > 0) {
                rig.report(symptom);
                wrong.add(symptom.id());
            } else {
                rig.clear(symptom);
                wrong.remove(symptom.id());
            }
            rig.pass(chance.nextInt(4));
            assertNoTwoOfOneCause(rig);
            assertThat(held(rig)).containsExactlyInAnyOrderElementsOf(wrong);
        }
        all.forEach(rig::clear);
        rig.pass(310);
        assertThat(rig.open()).isEmpty();
    }

    /** Another desk that takes over at any moment, with what was published, calls nobody a second time. */
    @Property(tries = 100)
    void aDeskThatTakesOverCallsNobodyTwice(@ForAll long seed, @ForAll @IntRange(min = 0, max = 90) int at) {
        Random chance = new Random(seed);
        DeskRig rig = new DeskRig();
        CauseKey fault = fault(FAULTS.get(chance.nextInt(FAULTS.size())), "node-2");
        List<Symptom> symptoms = symptoms(rig, fault, "node-2");
        symptoms.forEach(rig::report);
        rig.pass(at);
        IncidentDesk next = new IncidentDesk(AlertRules.usual(DeskRig.ESCALATION), "");
        next.restore(rig.open(), List.of());
        rig.desk = next;
        symptoms.forEach(rig::report);
        rig.pass(120);

        assertThat(rig.pages()).isEqualTo(1);
    }

    private static List<Symptom.Id> held(DeskRig rig) {
        return rig.open().stream().flatMap(incident -> incident.open().stream())
            .map(seen -> seen.symptom().id()).toList();
    }

    private static void assertNoTwoOfOneCause(DeskRig rig) {
        assertThat(rig.open()).extracting(Incident::cause).doesNotHaveDuplicates();
    }
}

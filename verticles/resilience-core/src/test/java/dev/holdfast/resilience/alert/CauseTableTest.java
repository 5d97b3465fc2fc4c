package dev.holdfast.resilience.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CauseTableTest {
    private final DeskRig rig = new DeskRig();

    @Test
    void saysThatADeadNodeExplainsItsOwnServicesOnly() {
        CauseKey down = new CauseKey(Cause.NODE_DOWN, "node-2");

        assertThat(CauseTable.explains(down, rig.failing("risk", "node-2"))).isTrue();
        assertThat(CauseTable.explains(down, rig.failing("risk", "node-1"))).isFalse();
    }

    @Test
    void saysThatTheBrokerExplainsEveryServiceThatNeedsIt() {
        CauseKey broker = CauseKey.cluster(Cause.BROKER_DOWN);

        for (String service : List.of("execution", "risk", "persistence", "portfolio-manager", "failsafe")) {
            assertThat(CauseTable.explains(broker, rig.failing(service, "node-1"))).as(service).isTrue();
        }
        assertThat(CauseTable.explains(broker, rig.cluster(Cause.MARKET_UNFIT, "node-1"))).isFalse();
        assertThat(CauseTable.explains(broker, rig.cluster(Cause.RECONCILIATION_BREAK, "node-1"))).isFalse();
    }

    @Test
    void saysThatTheVenueExplainsStaleMarketsAndExecutionButNotRisk() {
        CauseKey venue = CauseKey.cluster(Cause.VENUE_DOWN);

        assertThat(CauseTable.explains(venue, rig.cluster(Cause.MARKET_UNFIT, "node-1"))).isTrue();
        assertThat(CauseTable.explains(venue, rig.failing("execution", "node-1"))).isTrue();
        assertThat(CauseTable.explains(venue, rig.failing("risk", "node-1"))).isFalse();
    }

    @Test
    void saysThatANodeThatSeesNobodyKnowsNothingOfTheOthers() {
        CauseKey cut = new CauseKey(Cause.QUORUM_LOST, "node-1");

        assertThat(CauseTable.explains(cut, rig.nodeDown("node-2"))).isTrue();
        assertThat(CauseTable.explains(cut, rig.nodeDown("node-1"))).isFalse();
    }

    @Test
    void saysThatAFailingServiceExplainsTheBreakersTowardsIt() {
        CauseKey failing = CauseKey.service(Cause.SERVICE_FAILING, "execution", "node-2");

        assertThat(CauseTable.explains(failing, rig.breaker("execution.submit", "node-1"))).isTrue();
        assertThat(CauseTable.explains(failing, rig.breaker("risk.assess", "node-1"))).isFalse();
    }

    @Test
    void neverExplainsMoneyThatIsMissing() {
        assertThat(CauseTable.rows()).noneMatch(row -> row.consequence() == Cause.RECONCILIATION_BREAK);
    }

    @Test
    void hasNoTwoCausesThatExplainEachOther() {
        List<CauseKey> keys = new ArrayList<>();
        for (Cause cause : Cause.values()) {
            for (String node : List.of("node-1", "node-2")) {
                keys.add(switch (cause.of()) {
                    case CLUSTER -> CauseKey.cluster(cause);
                    case NODE -> new CauseKey(cause, node);
                    case SERVICE -> CauseKey.service(cause, "execution", node);
                    case SUBJECT -> new CauseKey(cause, "execution.submit");
                });
            }
        }
        for (CauseKey one : keys) {
            for (CauseKey other : keys) {
                assertThat(explains(one, other) && explains(other, one)).as(one + " and " + other).isFalse();
            }
        }
    }

    /** On the node that it is about; of a cluster's cause, on any. */
    private boolean explains(CauseKey cause, CauseKey consequence) {
        List<String> nodes = consequence.node() == null ? List.of("node-1", "node-2")
            : List.of(consequence.node());
        return nodes.stream().anyMatch(node ->
            CauseTable.explains(cause, rig.of("x", "execution", node, consequence)));
    }

    @Test
    void keepsEachRowOnce() {
        assertThat(CauseTable.rows()).doesNotHaveDuplicates();
    }

    @Test
    void readsBackEveryKeyThatItWrites() {
        for (CauseKey key : List.of(CauseKey.cluster(Cause.VENUE_DOWN),
            new CauseKey(Cause.NODE_DOWN, "node-2"),
            CauseKey.service(Cause.SERVICE_FAILING, "risk", "node-1"))) {
            assertThat(CauseKey.parse(key.text())).isEqualTo(key);
        }
    }
}

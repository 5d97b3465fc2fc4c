package dev.holdfast.resilience.partition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.resilience.partition.ClusterDesk.Pulse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Three desks, whose words reach each other as far as a test lets them. */
class ClusterDeskTest {
    private static final long MILLI = 1_000_000;
    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
    private final Map<String, ClusterDesk> desks = new LinkedHashMap<>();
    private final List<String> cutFromMesh = new ArrayList<>();
    private final List<String> cutFromLog = new ArrayList<>();
    private final List<String> frozen = new ArrayList<>();
    private long millis;

    @Test
    void mayNotActBeforeItsHeartbeatWasReadBack() {
        ClusterDesk alone = new ClusterDesk(new ClusterView.Who("a", "a1", 1, true), 0);
        Pulse first = alone.tick(0, START);
        assertThat(alone.refusalToAct(0)).contains("no heartbeat of a was confirmed");
        alone.onHeartbeatRead(first.heartbeat(), 50 * MILLI);
        assertThat(alone.refusalToAct(50 * MILLI)).isNull();
    }

    @Test
    void mayActForOneLeaseFromTheSending() {
        ClusterDesk alone = new ClusterDesk(new ClusterView.Who("a", "a1", 1, true), 0);
        Pulse first = alone.tick(0, START);
        alone.onHeartbeatRead(first.heartbeat(), 400 * MILLI);
        assertThat(alone.refusalToAct(1_500 * MILLI - 1)).isNull();
        assertThat(alone.refusalToAct(1_500 * MILLI)).contains("is 1500 ms old");
        assertThat(alone.nodes(1_500 * MILLI).getFirst().isEligible()).isFalse();
    }

    @Test
    void formsAMajorityOfThree() {
        three();
        run(1_000);
        desks.forEach((name, desk) -> {
            assertThat(desk.quorum()).isEqualTo(Quorum.MAJORITY);
            assertThat(refusal(name)).isNull();
            assertThat(desk.nodes(millis * MILLI)).extracting(NodeView::node).containsExactly("a", "b", "c");
            assertThat(desk.nodes(millis * MILLI)).allMatch(NodeView::isEligible);
        });
    }

    @Test
    void stopsTheNodeThatIsCutOffAndKeepsTheOthers() {
        three();
        run(1_000);
        cutFromMesh.add("c");
        run(1_400);
        assertThat(desks.get("c").quorum()).isEqualTo(Quorum.MAJORITY);
        run(400);
        assertThat(desks.get("c").quorum()).isEqualTo(Quorum.ISOLATED);
        assertThat(refusal("c")).contains("c reaches 1 of 3 nodes");
        assertThat(refusal("a")).isNull();
        assertThat(seenBy("a", "c").isEligible()).isFalse();
        cutFromMesh.clear();
        run(600);
        assertThat(refusal("c")).isNull();
        assertThat(seenBy("a", "c").isEligible()).isTrue();
    }

    @Test
    void stopsTheNodeThatIsCutFromTheLogOnly() {
        three();
        run(1_000);
        cutFromLog.add("c");
        run(1_600);
        assertThat(refusal("c")).contains("ms old");
        assertThat(seenBy("a", "c").isEligible()).isFalse();
        assertThat(seenBy("a", "c").agreedDead()).isFalse();
    }

    @Test
    void agreesOnADeathOnlyWhenAllThreeSignalsSaySo() {
        three();
        run(1_000);
        frozen.add("c");
        desks.get("a").onMember("c", false, millis * MILLI);
        run(800);
        assertThat(seenBy("a", "c").agreedDead()).isFalse();
        run(600);
        assertThat(seenBy("a", "c").agreedDead()).isTrue();
        assertThat(seenBy("b", "c").agreedDead()).as("membership did not speak").isFalse();
        desks.get("a").onMember("c", true, millis * MILLI);
        assertThat(seenBy("a", "c").agreedDead()).isFalse();
    }

    @Test
    void agreesOnADeathWithinTwoTicksWhenLinksAreRefused() {
        three();
        run(1_000);
        frozen.add("c");
        desks.get("a").onMember("c", false, millis * MILLI);
        desks.get("a").onLinkRefused("c", millis * MILLI);
        desks.get("b").onLinkRefused("c", millis * MILLI);
        run(400);
        assertThat(seenBy("a", "c").agreedDead()).isTrue();
    }

    @Test
    void doesNotAccuseTheOthersOfItsOwnFreeze() {
        three();
        run(1_000);
        frozen.add("a");
        run(4_000);
        assertThat(refusal("a")).contains("ms old");
        assertThat(seenBy("a", "b").sinceHeartbeat()).isLessThan(Duration.ofSeconds(1));
        frozen.clear();
        tick("a");
        assertThat(desks.get("a").quorum()).isEqualTo(Quorum.MAJORITY);
        assertThat(seenBy("a", "b").sinceHeartbeat()).isLessThan(Duration.ofSeconds(1));
        run(600);
        assertThat(refusal("a")).isNull();
    }

    @Test
    void actsNotUnderANameThatAnotherProcessHasToo() {
        three();
        run(1_000);
        Heartbeat twin = new Heartbeat("a", "a2", 1, true, true, true, START);
        desks.get("a").onHeartbeatRead(twin, millis * MILLI);
        assertThat(refusal("a")).contains("node.name must be unique");
        Pulse pulse = desks.get("a").tick(millis * MILLI, START);
        assertThat(pulse.heartbeat().quorate()).isFalse();
        run(1_600);
        assertThat(refusal("a")).isNull();
    }

    @Test
    void takesARestartedNodeForANewOne() {
        three();
        run(1_000);
        frozen.add("c");
        desks.get("a").onMember("c", false, millis * MILLI);
        run(1_600);
        assertThat(seenBy("a", "c").agreedDead()).isTrue();
        Heartbeat again = new Heartbeat("c", "c2", 1, true, false, false, START);
        desks.get("a").onHeartbeatRead(again, millis * MILLI);
        assertThat(seenBy("a", "c").agreedDead()).isFalse();
        assertThat(seenBy("a", "c").incarnation()).isEqualTo("c2");
        desks.get("a").onHeartbeatRead(new Heartbeat("c", "c1", 99, true, true, true, START), millis * MILLI);
        assertThat(seenBy("a", "c").incarnation()).isEqualTo("c2");
    }

    private void three() {
        for (String name : List.of("a", "b", "c")) {
            ClusterDesk desk = new ClusterDesk(new ClusterView.Who(name, name + "1", 3, true), 0);
            desk.venueIsUp(true, 0);
            desks.put(name, desk);
        }
    }

    private void run(long during) {
        for (long end = millis + during; millis < end;) {
            millis += ClusterDesk.TICK_MILLIS;
            desks.keySet().stream().filter(name -> !frozen.contains(name)).forEach(this::tick);
        }
    }

    private void tick(String name) {
        Pulse pulse = desks.get(name).tick(millis * MILLI, START.plusMillis(millis));
        desks.forEach((other, desk) -> {
            boolean apart = cutFromMesh.contains(name) || cutFromMesh.contains(other);
            if (!frozen.contains(other) && !other.equals(name) && !apart) {
                desk.onMeshHeartbeat(pulse.mesh(), millis * MILLI);
            }
            if (!frozen.contains(other) && !cutFromLog.contains(name) && !cutFromLog.contains(other)) {
                desk.onHeartbeatRead(pulse.heartbeat(), millis * MILLI);
            }
        });
    }

    private String refusal(String name) {
        return desks.get(name).refusalToAct(millis * MILLI);
    }

    private NodeView seenBy(String watcher, String node) {
        return desks.get(watcher).nodes(millis * MILLI).stream()
            .filter(view -> view.node().equals(node)).findFirst().orElseThrow();
    }
}

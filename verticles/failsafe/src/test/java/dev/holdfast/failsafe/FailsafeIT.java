package dev.holdfast.failsafe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.runtime.stream.StreamTail;
import dev.holdfast.runtime.stream.TopicAdmin;
import dev.holdfast.runtime.stream.TopicsFile;
import dev.holdfast.testkit.FreePorts;
import dev.holdfast.testkit.KafkaFixture;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.failsafe.FailsafeEvent.HealthChanged;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three nodes in three processes over a real broker and a real cluster. Each runs one service. */
class FailsafeIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    /** What the design bounds, and as much again for a busy machine. */
    private static final long DEAD_MILLIS = 1_500 + 4_000;
    private static final long HUNG_MILLIS = 6_000 + 4_000;

    private final List<FailsafeProcess> nodes = new ArrayList<>();
    private final List<Integer> ports = FreePorts.some(3);
    private KafkaFixture kafka;

    @BeforeEach
    void startThree() throws Exception {
        kafka = KafkaFixture.fresh();
        TopicAdmin.apply(kafka.bootstrap(), TopicsFile.shipped(), Duration.ofSeconds(20));
        for (int i = 0; i < 3; i++) {
            nodes.add(started(i));
        }
        until("all see one leader and every service well", () -> nodes.stream().allMatch(node ->
            !node.newest("leader").isEmpty() && !node.newest("leader").equals("null")
                && node.newest("leader").equals(nodes.getFirst().newest("leader"))
                && nodes.stream().allMatch(other -> isWell(node, other.service())
                    && isWell(node, "failsafe@" + other.name()))));
    }

    @AfterEach
    void stopAll() {
        nodes.forEach(FailsafeProcess::close);
        kafka.close();
    }

    @Test
    void electsAnotherLeaderAndCondemnsTheServicesOfAKilledOne() {
        FailsafeProcess victim = leader();
        List<FailsafeProcess> rest = nodes.stream().filter(node -> node != victim).toList();
        long killed = System.currentTimeMillis();
        victim.kill();

        until("a new leader", () -> rest.stream().allMatch(node -> !node.newest("leader").equals("null")
            && !node.newest("leader").equals(victim.name())));
        until("its service is gone", () -> rest.stream().allMatch(node ->
            node.when("health " + victim.service(), killed, what -> what.startsWith("UNHEALTHY")) > 0));

        FailsafeProcess witness = rest.getFirst();
        long elected = rest.stream().mapToLong(node -> witness.when("elected " + node.name(), killed,
            any -> true)).max().orElseThrow();
        long noticed = witness.when("health " + victim.service(), killed, what -> true);
        System.out.println("killed leader: its service was condemned after " + (noticed - killed)
            + " ms, another led after " + (elected - killed) + " ms");
        assertThat(noticed - killed).isBetween(0L, DEAD_MILLIS);
        assertThat(elected - killed).isBetween(0L, DEAD_MILLIS + 2_000);
        assertThat(witness.count("health " + victim.service(), killed, "UNHEALTHY"))
            .as("one node speaks for the dead one, or two at the very same moment").isBetween(1L, 2L);
        awaitWritten("what became of the dead", victim.name(), "its node is dead");
    }

    @Test
    void saysFromOutsideThatAnEventLoopHangsAndSeesItTurnAgain() {
        FailsafeProcess victim = follower();
        long hung = System.currentTimeMillis();
        victim.tell("hang 9000");

        awaitTurn(victim, hung, "its event loop does not turn");
        long noticed = leader().when("health " + victim.service(), hung, what ->
            what.startsWith("UNHEALTHY")) - hung;
        System.out.println("hung service: condemned after " + noticed + " ms");
        // Half of what a busy loop gets: its thread sleeps.
        assertThat(noticed).isBetween(1_000L, HUNG_MILLIS);
    }

    @Test
    void condemnsAServiceThatFallsSilentAndForgivesItWhenItSpeaks() {
        FailsafeProcess victim = follower();
        long muted = System.currentTimeMillis();
        victim.tell("mute");
        until("condemned", () -> nodes.stream().allMatch(node ->
            node.newest("health " + victim.service()).startsWith("UNHEALTHY")));
        long noticed = leader().when("health " + victim.service(), muted, what ->
            what.startsWith("UNHEALTHY")) - muted;
        // Two checks a second apart have to fail; the first may have been on its way when it fell silent.
        assertThat(noticed).isBetween(1_000L, HUNG_MILLIS);
        victim.tell("speak");

        awaitTurn(victim, muted, "");
        assertThat(leader().count("health " + victim.service(), muted, "UNHEALTHY"))
            .as("one node speaks for it").isBetween(1L, 2L);
    }

    @Test
    void findsAServiceThatAnswersButCannotDoItsJobAndWhatItNeeds() {
        FailsafeProcess victim = follower();
        long failed = System.currentTimeMillis();
        victim.tell("fail");
        until("found out", () -> nodes.stream().allMatch(node ->
            node.newest("health " + victim.service()).startsWith("UNHEALTHY by DEEP: cannot do its job")
                && node.newest("health oracle@" + victim.name()).startsWith("UNHEALTHY by DEEP: is dumb")));
        System.out.println("incapable service: found out after "
            + (leader().when("health " + victim.service(), failed, what -> true) - failed) + " ms");
        victim.tell("work");

        awaitTurn(victim, failed, "cannot do its job");
    }

    @Test
    void writesDownAfterwardsWhatHappenedWhileTheBrokerWasAway() {
        FailsafeProcess victim = follower();
        long away = System.currentTimeMillis();
        kafka.stop();
        victim.tell("hang 4000");
        until("everybody hears of it all the same", () -> nodes.stream().allMatch(node ->
            node.when("health " + victim.service(), away, what -> what.startsWith("UNHEALTHY")) > 0));
        kafka.restart();

        awaitWritten("what happened meanwhile", victim.name(), "its event loop does not turn");
    }

    @Test
    void keepsTheSameHistoryOfChecksOnEveryNode() {
        FailsafeProcess victim = nodes.getFirst();
        until("checks of both levels on all nodes", () -> nodes.stream().allMatch(node -> {
            String line = node.newest("view " + victim.service());
            return line.contains("SHALLOW=HHH") && line.contains("DEEP=HH");
        }));
    }

    @Test
    void comparesItselfWithTheOthersWhenItHasTheMajorityAgain() {
        FailsafeProcess survivor = nodes.getFirst();
        nodes.subList(1, 3).forEach(FailsafeProcess::kill);
        until("alone", () -> survivor.output().contains("QuorumChanged[node=n0, from=MINORITY, to=ISOLATED")
            || survivor.output().contains("QuorumChanged[node=n0, from=MAJORITY, to=ISOLATED"));
        for (int i = 1; i < 3; i++) {
            nodes.set(i, started(i));
        }
        until("healed", () -> survivor.output().contains("PartitionHealed[node=n0"));
        assertThat(survivor.output().lines().filter(line -> line.contains("PartitionHealed[node=n0"))
            .findFirst().orElseThrow())
            .contains("reachedBy=[n1, n2], unreachedBy=[], compared=8, behind=0, differences=[]");
    }

    private FailsafeProcess started(int number) {
        return new FailsafeProcess("n" + number, kafka.bootstrap(), ports.get(number), ports);
    }

    private void awaitTurn(FailsafeProcess victim, long from, String why) {
        until("condemned and forgiven", () -> nodes.stream().allMatch(node -> {
            long bad = node.when("health " + victim.service(), from, what ->
                what.startsWith("UNHEALTHY") && what.contains(why));
            return bad > 0 && node.when("health " + victim.service(), bad, what ->
                what.startsWith("HEALTHY")) > 0 && isWell(node, victim.service());
        }));
    }

    private FailsafeProcess leader() {
        String name = nodes.getFirst().newest("leader");
        return nodes.stream().filter(node -> node.name().equals(name)).findFirst().orElseThrow();
    }

    private FailsafeProcess follower() {
        String name = leader().name();
        return nodes.stream().filter(node -> !node.name().equals(name)).findFirst().orElseThrow();
    }

    private static boolean isWell(FailsafeProcess witness, String service) {
        return witness.newest("view " + service).startsWith("HEALTHY");
    }

    private void awaitWritten(String what, String node, String detail) {
        Vertx vertx = Vertx.vertx();
        List<HealthChanged> read = new CopyOnWriteArrayList<>();
        vertx.runOnContext(now -> new StreamTail<FailsafeEvent>(vertx, kafka.bootstrap(), Topics.FAILSAFE,
            new StreamTail.Listener<>() {
                @Override
                public void onRecord(int partition, long offset, FailsafeEvent event) {
                    if (event instanceof HealthChanged changed && changed.node().equals(node)) {
                        read.add(changed);
                    }
                }

                @Override
                public void onCaughtUp() {
                    // Reading goes on until the test has what it waits for.
                }
            }).start(Map.of()));
        until(what + " is written", () -> read.stream().anyMatch(event -> event.detail().contains(detail)));
        vertx.close();
    }

    private void until(String what, BooleanSupplier condition) {
        try {
            await(what).atMost(SOON).pollInterval(Duration.ofMillis(200)).until(condition::getAsBoolean);
        } catch (RuntimeException e) {
            nodes.forEach(node -> System.out.println(node.name() + ":\n" + node.output().lines()
                .filter(line -> !line.contains(" view ") && !line.contains(" leader ")).limit(150)
                .reduce("", (one, next) -> one + next + "\n")));
            throw e;
        }
    }
}

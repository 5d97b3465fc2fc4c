package dev.holdfast.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.runtime.stream.TopicAdmin;
import dev.holdfast.runtime.stream.TopicsFile;
import dev.holdfast.testkit.FreePorts;
import dev.holdfast.testkit.KafkaFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Three nodes on a machine whose every core is busy: nobody may be taken for dead, and no duty may change
 * hands. Twenty seconds in the build; for ten minutes run it with {@code -Dholdfast.endurance.seconds=600}.
 */
class WatchEnduranceIT {
    private static final String SECONDS = "holdfast.endurance.seconds";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final List<WatchProcess> nodes = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private KafkaFixture kafka;

    @AfterEach
    void stopAll() {
        over.countDown();
        nodes.forEach(WatchProcess::close);
        if (kafka != null) {
            kafka.close();
        }
    }

    @Test
    void takesNobodyForDeadUnderFullLoad() throws Exception {
        kafka = KafkaFixture.fresh();
        TopicAdmin.apply(kafka.bootstrap(), TopicsFile.shipped(), Duration.ofSeconds(20));
        List<Integer> ports = FreePorts.some(3);
        for (int i = 0; i < 3; i++) {
            nodes.add(new WatchProcess("n" + i, kafka.bootstrap(), ports.get(i), ports));
        }
        await().atMost(SOON).until(() -> nodes.stream().allMatch(node -> node.newest("act").equals("yes")
            && nodes.stream().allMatch(other -> node.newest(other.name()).equals("eligible")))
            && nodes.stream().filter(node -> node.newest("duty").equals("held")).count() == 1);

        long begin = System.currentTimeMillis();
        int cores = Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < cores; i++) {
            Thread burner = new Thread(this::burn, "burner-" + i);
            burner.setDaemon(true);
            burner.start();
        }
        over.await(Long.getLong(SECONDS, 20), TimeUnit.SECONDS);

        for (WatchProcess node : nodes) {
            long stops = count(node, "act", begin, "no");
            long silences = nodes.stream()
                .mapToLong(other -> count(node, other.name(), begin, "silent")).sum();
            System.out.println(node.name() + " under full load: stopped acting " + stops
                + " times, heard a heartbeat late by a second or more " + silences + " times");
            for (WatchProcess other : nodes) {
                assertThat(count(node, other.name(), begin, "dead")).as("false deaths").isZero();
            }
            assertThat(count(node, "duty", begin, "")).as("changes of the duty").isZero();
        }
    }

    private static long count(WatchProcess node, String about, long from, String what) {
        return node.said(about).stream()
            .filter(said -> said.atMillis() >= from && said.what().contains(what)).count();
    }

    private void burn() {
        long work = 1;
        while (over.getCount() > 0) {
            for (int i = 0; i < 1_000_000; i++) {
                work = work * 31 + i;
            }
        }
        if (work == 0) {
            System.out.println("never");
        }
    }
}

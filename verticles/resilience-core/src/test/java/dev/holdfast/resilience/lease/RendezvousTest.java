package dev.holdfast.resilience.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RendezvousTest {
    private static final List<String> THREE = List.of("node-1", "node-2", "node-3");

    @Test
    void givesEachOfThreeNodesSomeOfSixteenShards() {
        for (String node : THREE) {
            assertThat(shardsOf(node, THREE)).as(node).hasSizeBetween(2, 9);
        }
    }

    @Test
    void doesNotDependOnTheOrderOfTheNames() {
        for (int shard = 0; shard < 16; shard++) {
            assertThat(Rendezvous.first(shard, List.of("node-3", "node-1", "node-2")))
                .isEqualTo(Rendezvous.first(shard, THREE));
        }
    }

    @Test
    void movesOnlyTheShardsOfTheNodeThatWent() {
        List<String> two = List.of("node-1", "node-3");
        assertThat(shardsOf("node-1", two)).containsAll(shardsOf("node-1", THREE));
        assertThat(shardsOf("node-3", two)).containsAll(shardsOf("node-3", THREE));
    }

    @Test
    void hasNoOwnerWithoutNodes() {
        assertThat(Rendezvous.first(3, List.of())).isEmpty();
    }

    private static List<Integer> shardsOf(String node, List<String> nodes) {
        return IntStream.range(0, 16).boxed()
            .filter(shard -> Rendezvous.first(shard, nodes).orElseThrow().equals(node)).toList();
    }
}

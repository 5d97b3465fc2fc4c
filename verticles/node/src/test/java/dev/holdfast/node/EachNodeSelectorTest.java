package dev.holdfast.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Completable;
import io.vertx.core.spi.cluster.ClusteredNode;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.RegistrationInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EachNodeSelectorTest {
    private final List<String> reached = new ArrayList<>();

    @Test
    void reachesEachNodeThoughTheBusFailsAtEveryOne() {
        selector("a", "b", "c").selectForPublish("address", (nodes, failure) -> {
            nodes.forEach(reached::add);
            throw new IllegalStateException("Promise already completed");
        });

        assertThat(reached).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void asksTheBusOnceWhereNobodyListens() {
        int[] asked = {0};
        selector().selectForPublish("address", (nodes, failure) -> {
            asked[0]++;
            assertThat(failure).isNull();
        });

        assertThat(asked[0]).isOne();
    }

    @Test
    void goesOnAfterTheBusFailedOverTheFirstMessageToAnAddress() {
        EachNodeSelector selector = selector("a");
        selector.selectForSend("address", (node, failure) -> {
            throw new UnsupportedOperationException("of one message");
        });

        selector.selectForSend("address", (node, failure) -> reached.add(node));

        assertThat(reached).containsExactly("a");
    }

    private static EachNodeSelector selector(String... nodes) {
        EachNodeSelector selector = new EachNodeSelector();
        selector.init(new Registered(nodes));
        return selector;
    }

    /** A cluster in which these nodes have one handler each. */
    private record Registered(String... nodes) implements ClusteredNode {
        @Override
        public String getNodeId() {
            return "a";
        }

        @Override
        public void getRegistrations(String address, Completable<List<RegistrationInfo>> promise) {
            promise.succeed(Stream.of(nodes).map(node -> new RegistrationInfo(node, 0, false)).toList());
        }

        @Override
        public NodeInfo getNodeInfo() {
            return new NodeInfo("127.0.0.1", 1, null);
        }

        @Override
        public void getNodeInfo(String nodeId, Completable<NodeInfo> promise) {
            promise.succeed(getNodeInfo());
        }

        @Override
        public List<String> getNodes() {
            return Arrays.asList(nodes);
        }
    }
}

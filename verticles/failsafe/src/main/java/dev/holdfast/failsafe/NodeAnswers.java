package dev.holdfast.failsafe;

import dev.holdfast.resilience.partition.NodeView;
import dev.holdfast.runtime.guard.GuardedBus;
import dev.holdfast.wire.CommandAddress;
import dev.holdfast.wire.message.Ask;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The newest answer of each node to one question; that of a node not heard of any more is forgotten. */
public final class NodeAnswers<A> {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private final FailsafeKit kit;
    private final GuardedBus bus;
    private final Function<String, CommandAddress<Ask, A>> address;
    private final Map<String, A> byNode = new TreeMap<>();

    /**
     * Nobody was asked yet.
     *
     * @param address where a node of that name answers
     */
    public NodeAnswers(FailsafeKit kit, Function<String, CommandAddress<Ask, A>> address) {
        this.kit = kit;
        this.bus = kit.node().guardedBus();
        this.address = address;
    }

    /** Asks every live node. */
    public void askAll() {
        kit.node().cluster().nodes().stream().filter(NodeView::isAlive).forEach(node -> ask(node.node()));
    }

    /** Asks one node; what it said before stands until it answers. */
    public void ask(String node) {
        bus.request(GuardedBus.node(node), address.apply(node), new Ask(), ANSWER_WITHIN)
            .onSuccess(answer -> byNode.put(node, answer));
    }

    /** Of every node that is heard of, by name. */
    public Collection<A> newest() {
        byNode.keySet().retainAll(kit.node().cluster().nodes().stream().map(NodeView::node).toList());
        return byNode.values();
    }
}

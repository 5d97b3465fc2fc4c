package dev.holdfast.failsafe;

import dev.holdfast.resilience.partition.NodeView;
import dev.holdfast.runtime.guard.GuardedBus;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.CommandAddress;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.message.Ask;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The newest answer of each node to one question: each live node is asked every few seconds, and at once when
 * an event says that its answer changed. What a node not heard of any more said is forgotten.
 */
public final class NodeAnswers<A> {
    private static final long EVERY_MILLIS = 5_000;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private final FailsafeKit kit;
    private final GuardedBus bus;
    private final Function<String, CommandAddress<Ask, A>> address;
    private final Class<? extends FailsafeEvent> change;
    private final Map<String, A> byNode = new TreeMap<>();
    private MessageConsumer<Buffer> changes;
    private long timer;

    /**
     * Nobody was asked yet.
     *
     * @param address where a node of that name answers
     * @param change  the event after which the node that it names answers differently
     */
    public NodeAnswers(FailsafeKit kit, Function<String, CommandAddress<Ask, A>> address,
                       Class<? extends FailsafeEvent> change) {
        this.kit = kit;
        this.bus = kit.node().guardedBus();
        this.address = address;
        this.change = change;
    }

    /**
     * Begins to ask.
     *
     * @param before done before each round
     */
    public Future<Void> start(Runnable before) {
        changes = kit.node().bus().subscribe(Addresses.FAILSAFE, event -> {
            if (change.isInstance(event)) {
                ask(event.node());
            }
        });
        timer = kit.vertx().setPeriodic(0, EVERY_MILLIS, tick -> {
            before.run();
            kit.node().cluster().nodes().stream().filter(NodeView::isAlive)
                .forEach(node -> ask(node.node()));
        });
        return changes.completion();
    }

    public Future<Void> stop() {
        kit.vertx().cancelTimer(timer);
        return changes.unregister();
    }

    /** What it said before stands until it answers. */
    private void ask(String node) {
        bus.request(GuardedBus.node(node), address.apply(node), new Ask(), ANSWER_WITHIN)
            .onSuccess(answer -> byNode.put(node, answer));
    }

    /** Of every node that is heard of, by name. */
    public Collection<A> newest() {
        byNode.keySet().retainAll(kit.node().cluster().nodes().stream().map(NodeView::node).toList());
        return byNode.values();
    }
}

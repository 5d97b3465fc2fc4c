package dev.holdfast.failsafe.breaker;

import dev.holdfast.failsafe.FailsafeKit;
import dev.holdfast.failsafe.NodeAnswers;
import dev.holdfast.failsafe.Part;
import dev.holdfast.resilience.partition.NodeView;
import dev.holdfast.runtime.guard.GuardedBus;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.failsafe.FailsafeEvent.BreakerChanged;
import dev.holdfast.wire.failsafe.FailsafeView.Breaker;
import dev.holdfast.wire.message.BreakerStates;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps the breakers of all nodes for the view: each live node is asked every few seconds, and at once when
 * one of its breakers changed; one that is not heard of any more is forgotten. A node that was restarted is
 * asked anew, whatever the breaker before its earlier life learnt.
 */
public final class BreakerWatch implements Part {
    private static final long EVERY_MILLIS = 5_000;

    private final FailsafeKit kit;
    private final NodeAnswers<BreakerStates> answers;
    private final Map<String, String> incarnations = new TreeMap<>();
    private MessageConsumer<Buffer> changes;
    private long timer;

    public BreakerWatch(FailsafeKit kit) {
        this.kit = kit;
        this.answers = new NodeAnswers<>(kit, Addresses::breakers);
    }

    @Override
    public Future<Void> start() {
        kit.board().breakersFrom(this::all);
        changes = kit.node().bus().subscribe(Addresses.FAILSAFE, this::onEvent);
        timer = kit.vertx().setPeriodic(0, EVERY_MILLIS, tick -> look());
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> stop() {
        kit.vertx().cancelTimer(timer);
        return changes.unregister();
    }

    private void look() {
        for (NodeView node : kit.node().cluster().nodes()) {
            if (node.isAlive()) {
                String before = incarnations.put(node.node(), node.incarnation());
                if (before != null && !before.equals(node.incarnation())) {
                    kit.node().breakers().renew(GuardedBus.node(node.node()), node.node() + " was restarted");
                }
            }
        }
        answers.askAll();
    }

    private void onEvent(FailsafeEvent event) {
        if (event instanceof BreakerChanged changed) {
            answers.ask(changed.node());
        }
    }

    private List<Breaker> all() {
        incarnations.keySet().retainAll(kit.node().cluster().nodes().stream().map(NodeView::node).toList());
        return answers.newest().stream().flatMap(states -> states.breakers().stream()).toList();
    }
}

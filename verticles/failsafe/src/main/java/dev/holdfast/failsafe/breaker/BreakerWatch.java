package dev.holdfast.failsafe.breaker;

import dev.holdfast.failsafe.FailsafeKit;
import dev.holdfast.failsafe.NodeAnswers;
import dev.holdfast.failsafe.Part;
import dev.holdfast.resilience.partition.NodeView;
import dev.holdfast.runtime.guard.GuardedBus;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeEvent.BreakerChanged;
import dev.holdfast.wire.failsafe.FailsafeView.Breaker;
import dev.holdfast.wire.message.BreakerStates;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps the breakers of all nodes for the view. A node that was restarted is asked anew, whatever the breaker
 * before its earlier life learnt.
 */
public final class BreakerWatch implements Part {
    private final FailsafeKit kit;
    private final NodeAnswers<BreakerStates> answers;
    private final Map<String, String> incarnations = new TreeMap<>();

    public BreakerWatch(FailsafeKit kit) {
        this.kit = kit;
        this.answers = new NodeAnswers<>(kit, Addresses::breakers, BreakerChanged.class);
    }

    @Override
    public Future<Void> start() {
        kit.board().breakersFrom(this::all);
        return answers.start(this::renewOfRestarted);
    }

    @Override
    public Future<Void> stop() {
        return answers.stop();
    }

    private void renewOfRestarted() {
        for (NodeView node : kit.node().cluster().nodes()) {
            if (node.isAlive()) {
                String before = incarnations.put(node.node(), node.incarnation());
                if (before != null && !before.equals(node.incarnation())) {
                    kit.node().breakers().renew(GuardedBus.node(node.node()), node.node() + " was restarted");
                }
            }
        }
    }

    private List<Breaker> all() {
        incarnations.keySet().retainAll(kit.node().cluster().nodes().stream().map(NodeView::node).toList());
        return answers.newest().stream().flatMap(states -> states.breakers().stream()).toList();
    }
}

package dev.holdfast.node;

import io.vertx.core.Completable;
import io.vertx.core.eventbus.impl.clustered.DefaultNodeSelector;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes to each node for itself. Vert.x goes through all nodes of an address with one promise, and where
 * the write to one fails at once, as to a node that hangs, completing it twice throws: whoever comes after
 * that node, this one included, never gets the message, and a hung node makes the others deaf to each other.
 */
public final class EachNodeSelector extends DefaultNodeSelector {
    private static final Logger LOG = LoggerFactory.getLogger(EachNodeSelector.class);

    @Override
    public void selectForPublish(String address, Completable<Iterable<String>> bus) {
        super.selectForPublish(address, (nodes, failure) -> {
            if (failure == null && nodes.iterator().hasNext()) {
                nodes.forEach(node -> publish(address, node, bus));
            } else {
                bus.complete(nodes, failure);
            }
        });
    }

    private static void publish(String address, String node, Completable<Iterable<String>> bus) {
        try {
            bus.succeed(List.of(node));
        } catch (IllegalStateException e) {
            LOG.debug("a message to {} did not reach node {}: {}", address, node, e.getMessage());
        }
    }
}

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
 *
 * <p>And nothing that the bus throws over one message reaches the queue of those that wait for the same
 * address: its owner would leave it half done, and whatever is sent there afterwards would wait in it until
 * the cluster changes.
 */
public final class EachNodeSelector extends DefaultNodeSelector {
    private static final Logger LOG = LoggerFactory.getLogger(EachNodeSelector.class);

    @Override
    public void selectForSend(String address, Completable<String> bus) {
        super.selectForSend(address, (node, failure) ->
            tell(address, node, () -> bus.complete(node, failure)));
    }

    @Override
    public void selectForPublish(String address, Completable<Iterable<String>> bus) {
        super.selectForPublish(address, (nodes, failure) -> {
            if (failure == null && nodes.iterator().hasNext()) {
                nodes.forEach(node -> tell(address, node, () -> bus.succeed(List.of(node))));
            } else {
                tell(address, null, () -> bus.complete(nodes, failure));
            }
        });
    }

    private static void tell(String address, String node, Runnable write) {
        try {
            write.run();
        } catch (IllegalStateException e) {
            LOG.debug("a message to {} did not reach node {}: {}", address, node, e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("a message to {} of node {} was lost", address, node, e);
        }
    }
}

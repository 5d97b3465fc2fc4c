package dev.holdfast.failsafe.state;

import dev.holdfast.failsafe.FailsafeKit;
import dev.holdfast.failsafe.Part;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears the events of all nodes for the board, and writes those about its own node to the topic, one after
 * the other. Whoever tells of a node that is not alive writes that down as well. While no broker answers the
 * events wait, at most {@value #MAX_WAITING}: what happened meanwhile is worth knowing afterwards.
 */
public final class EventPen implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(EventPen.class);
    static final int MAX_WAITING = 1_000;
    private static final long RETRY_MILLIS = 1_000;

    private final FailsafeKit kit;
    private final Deque<FailsafeEvent> waiting = new ArrayDeque<>();
    private MessageConsumer<Buffer> ear;
    private boolean writing;
    private boolean stopped;

    public EventPen(FailsafeKit kit) {
        this.kit = kit;
    }

    @Override
    public Future<Void> start() {
        kit.events().onTold(this::onTold);
        ear = kit.node().bus().subscribe(Addresses.FAILSAFE, this::onEvent);
        return ear.completion();
    }

    @Override
    public Future<Void> stop() {
        stopped = true;
        return ear.unregister();
    }

    /** Events that are not written yet. */
    public int waiting() {
        return waiting.size();
    }

    private void onEvent(FailsafeEvent event) {
        kit.board().onEvent(event);
        if (event.node().equals(kit.me())) {
            write(event);
        }
    }

    /** Nobody there would write it. */
    private void onTold(FailsafeEvent event) {
        if (!event.node().equals(kit.me()) && !kit.isAlive(event.node())) {
            write(event);
        }
    }

    private void write(FailsafeEvent event) {
        if (waiting.size() == MAX_WAITING) {
            LOG.warn("{} events wait for the broker; the oldest is not written", MAX_WAITING);
            waiting.removeFirst();
        }
        waiting.addLast(event);
        next();
    }

    private void next() {
        FailsafeEvent first = waiting.peekFirst();
        if (writing || stopped || first == null) {
            return;
        }
        writing = true;
        kit.node().streams().write(Topics.FAILSAFE, first.node(), first).onComplete(done -> {
            waiting.removeFirstOccurrence(first);
            writing = false;
            next();
        }, failure -> {
            LOG.debug("an event waits for the broker: {}", failure.toString());
            kit.vertx().setTimer(RETRY_MILLIS, due -> {
                writing = false;
                next();
            });
        });
    }
}

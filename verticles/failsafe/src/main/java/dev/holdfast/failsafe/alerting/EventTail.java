package dev.holdfast.failsafe.alerting;

import dev.holdfast.resilience.recovery.Backoff;
import dev.holdfast.runtime.stream.StreamTail;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the failsafe layer's events from their topic, from its beginning: what was missed on the bus, and
 * what was before this node began. A tail that breaks is begun again after a growing wait; to take an event
 * twice changes nothing. Lives on one context.
 */
public final class EventTail implements StreamTail.Listener<FailsafeEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(EventTail.class);
    private static final Backoff AGAIN = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    private final Vertx vertx;
    private final String bootstrap;
    private final Consumer<FailsafeEvent> reader;
    private final RandomGenerator chance = RandomGenerator.getDefault();
    private StreamTail<FailsafeEvent> tail;
    private long next;
    private int failures;
    private boolean live;
    private boolean stopped;

    /** Prepares to read. */
    public EventTail(Vertx vertx, String bootstrap, Consumer<FailsafeEvent> reader) {
        this.vertx = vertx;
        this.bootstrap = bootstrap;
        this.reader = reader;
    }

    /** Begins, or begins again after a break; on the context that is to read. */
    public void start() {
        if (!stopped) {
            tail = new StreamTail<>(vertx, bootstrap, Topics.FAILSAFE, this);
            tail.start(next == 0 ? Map.of() : Map.of(0, next));
        }
    }

    public void stop() {
        stopped = true;
        if (tail != null) {
            tail.stop();
        }
    }

    /** True once everything that was there at the start was read. */
    boolean isLive() {
        return live;
    }

    @Override
    public void onRecord(int partition, long offset, FailsafeEvent event) {
        if (!stopped) {
            next = offset + 1;
            reader.accept(event);
        }
    }

    @Override
    public void onCaughtUp() {
        live = true;
        failures = 0;
    }

    @Override
    public void onBroken(Throwable cause) {
        if (stopped) {
            return;
        }
        // Truncated or made anew: from the beginning is always right.
        next = 0;
        failures++;
        Duration wait = AGAIN.delay(failures, chance.nextDouble());
        LOG.warn("the events broke and are read anew in {} ms: {}", wait.toMillis(), cause.toString());
        vertx.setTimer(Math.max(1, wait.toMillis()), due -> start());
    }
}

package dev.holdfast.runtime.bus;

import dev.holdfast.runtime.recovery.Fence;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.CommandAddress;
import dev.holdfast.wire.EventAddress;
import dev.holdfast.wire.Headers;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.MalformedMessage;
import dev.holdfast.wire.ShardAddress;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event bus with typed addresses: what is happening now, at most once. Nothing that must survive depends
 * on a delivery here. Handlers run on the context that subscribed.
 */
public final class Bus {
    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);
    /** In place of a command's schema: nothing is asked. */
    private static final String KNOCK = "Knock";
    /** Of a caller that does not say how long it waits. */
    private static final Duration UNSTATED_PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final String node;
    private final Clock clock;
    private final Fence fence;
    private final LongAdder malformed;
    private final OwedAnswers owed = new OwedAnswers(System::nanoTime);
    private volatile long heardNanos = System.nanoTime();

    public Bus(Vertx vertx, String node, Clock clock) {
        this(vertx, node, clock, new Fence(), new LongAdder());
    }

    private Bus(Vertx vertx, String node, Clock clock, Fence fence, LongAdder malformed) {
        this.vertx = vertx;
        this.node = node;
        this.clock = clock;
        this.fence = fence;
        this.malformed = malformed;
    }

    /** The same bus for one instance of a service: once that is cut off it neither speaks nor hears. */
    public Bus behind(Fence around) {
        return new Bus(vertx, node, clock, around, malformed);
    }

    /**
     * Answers commands at an address. A {@link Refusal} from the handler reaches the caller as such; any
     * other failure as 'failed', with the cause logged here. A handler that throws is broken: the caller gets
     * its answer, and the context hears of it.
     */
    public <C, R> MessageConsumer<Buffer> serve(CommandAddress<C, R> address,
                                                Function<C, Future<R>> handler) {
        return consumer(address.address(), message -> answer(message, address.address(), () ->
            owed.add(address.address(), patience(message),
                handler.apply(Json.read(message.body().getBytes(), address.command())))));
    }

    /**
     * The same for the commands of every shard; one that does not say which is answered as malformed. Each
     * shard owes its own answers: one that gives none is not hidden by the others that do.
     */
    public <C, R> MessageConsumer<Buffer> serve(ShardAddress<C, R> address,
                                                BiFunction<ShardId, ? super C, Future<R>> handler) {
        return consumer(address.address(), message -> answer(message, address.address(), () -> {
            ShardId shard = shardOf(message.headers().get(Headers.SHARD));
            return owed.add(address.address() + " for shard " + shard, patience(message),
                handler.apply(shard, Json.read(message.body().getBytes(), address.command())));
        }));
    }

    private static ShardId shardOf(String header) {
        try {
            return new ShardId(Integer.parseInt(header));
        } catch (IllegalArgumentException e) {
            throw new MalformedMessage("the header '" + Headers.SHARD + "' must be 0 to "
                + (ShardId.COUNT - 1) + ", was " + header, e);
        }
    }

    private <R> void answer(Message<Buffer> message, String address, Supplier<Future<R>> answer) {
        if (KNOCK.equals(message.headers().get(Headers.SCHEMA))) {
            return;
        }
        try {
            answer.get().onComplete(
                reply -> message.reply(Buffer.buffer(Json.bytes(reply))),
                failure -> fail(message, address, failure));
        } catch (Refusal | MalformedMessage e) {
            fail(message, address, e);
        } catch (RuntimeException e) {
            fail(message, address, e);
            throw e;
        }
    }

    private static Duration patience(Message<Buffer> message) {
        String millis = message.headers().get(Headers.ANSWER_WITHIN);
        try {
            return millis == null ? UNSTATED_PATIENCE : Duration.ofMillis(Long.parseLong(millis));
        } catch (NumberFormatException e) {
            return UNSTATED_PATIENCE;
        }
    }

    /**
     * An address served here that answers nothing: somebody waited in vain, at least for so long, and nobody
     * else got an answer meanwhile. Null if there is none.
     */
    public String leftUnanswered(Duration atLeast) {
        return owed.overdue(atLeast);
    }

    /** The process stood still, or the event loop was behind: what is owed counts from now on. */
    public void forgiveUnanswered() {
        owed.forgive();
    }

    /** When a handler was last given a message, by {@link System#nanoTime}: who still hears is not stuck. */
    public long heardNanos() {
        return heardNanos;
    }

    /** What outlives its instance, be it leaked or stuck, is taken off the bus with the fence. */
    private MessageConsumer<Buffer> consumer(String address, Handler<Message<Buffer>> handler) {
        MessageConsumer<Buffer> consumer = vertx.eventBus().consumer(address, message -> {
            heardNanos = System.nanoTime();
            if (!fence.isCut()) {
                handler.handle(message);
            }
        });
        fence.onCut(() -> {
            if (consumer.isRegistered()) {
                consumer.unregister();
                LOG.info("took a handler of {} off the bus that its instance left behind", address);
            }
        });
        return consumer;
    }

    /**
     * Asks and waits at most {@code timeout}. Fails with {@link Refusal}: NO_HANDLER when nobody serves the
     * address, so nothing was done; NO_ANSWER when the time ran out, which says nothing about whether the
     * command took effect.
     */
    public <C, R> Future<R> request(CommandAddress<C, R> address, C command, Duration timeout) {
        return ask(address.address(), command, address.reply(), options(command), timeout);
    }

    /** The same for a command to a shard. */
    public <C, R> Future<R> request(ShardAddress<C, R> address, ShardId shard, C command, Duration timeout) {
        return ask(address.address(), command, address.reply(),
            options(command).addHeader(Headers.SHARD, shard.toString()), timeout);
    }

    private <R> Future<R> ask(String address, Object command, Class<R> reply, DeliveryOptions options,
                              Duration timeout) {
        if (fence.isCut()) {
            return Future.failedFuture(new Refusal(Refusal.Kind.UNAVAILABLE, "the caller was abandoned"));
        }
        options.setSendTimeout(timeout.toMillis())
            .addHeader(Headers.ANSWER_WITHIN, Long.toString(timeout.toMillis()));
        Buffer body = Buffer.buffer(Json.bytes(command));
        return vertx.eventBus().<Buffer>request(address, body, options)
            .map(answer -> Json.read(answer.body().getBytes(), reply))
            .recover(failure -> Future.failedFuture(asRefusal(failure, address)));
    }

    /** Has the bus look an address up, so that the first command to it need not wait for that. */
    void knock(ShardAddress<?, ?> address) {
        if (!fence.isCut()) {
            vertx.eventBus().send(address.address(), Buffer.buffer(),
                new DeliveryOptions().addHeader(Headers.SOURCE, node).addHeader(Headers.SCHEMA, KNOCK));
        }
    }

    /** Tells everybody who listens; nobody listening is fine. */
    public <E> void publish(EventAddress<E> address, E event) {
        if (!fence.isCut()) {
            vertx.eventBus().publish(address.address(), Buffer.buffer(Json.bytes(event)), options(event));
        }
    }

    /** Hears an event address. A message that is not the event is counted and dropped. */
    public <E> MessageConsumer<Buffer> subscribe(EventAddress<E> address, Handler<E> handler) {
        return consumer(address.address(), message -> {
            E event;
            try {
                event = Json.read(message.body().getBytes(), address.event());
            } catch (MalformedMessage e) {
                malformed.increment();
                LOG.warn("dropped a malformed message on {}: {}", address.address(), e.getMessage());
                return;
            }
            handler.handle(event);
        });
    }

    /** The node that speaks here. */
    public String node() {
        return node;
    }

    public Vertx vertx() {
        return vertx;
    }

    /** Messages dropped because they were not what their address carries. */
    public long malformedMessages() {
        return malformed.sum();
    }

    private DeliveryOptions options(Object body) {
        return new DeliveryOptions()
            .addHeader(Headers.MESSAGE_ID, UUID.randomUUID().toString())
            .addHeader(Headers.SOURCE, node)
            .addHeader(Headers.SENT_AT, Long.toString(clock.millis()))
            .addHeader(Headers.SCHEMA, body.getClass().getSimpleName());
    }

    private static void fail(Message<Buffer> message, String address, Throwable failure) {
        if (failure instanceof Refusal refusal) {
            message.fail(refusal.kind().code(), refusal.getMessage());
        } else if (failure instanceof MalformedMessage malformed) {
            message.fail(Refusal.Kind.MALFORMED.code(), malformed.getMessage());
        } else {
            LOG.error("a handler of {} failed", address, failure);
            message.fail(Refusal.Kind.FAILED.code(), String.valueOf(failure.getMessage()));
        }
    }

    private static Throwable asRefusal(Throwable failure, String address) {
        if (failure instanceof ReplyException reply) {
            return reply.failureType() == ReplyFailure.RECIPIENT_FAILURE
                ? new Refusal(Refusal.Kind.of(reply.failureCode()), reply.getMessage())
                : new Refusal(reply.failureType() == ReplyFailure.NO_HANDLERS ? Refusal.Kind.NO_HANDLER
                    : Refusal.Kind.NO_ANSWER, "no answer from " + address + ": "
                    + reply.failureType());
        }
        return failure;
    }
}

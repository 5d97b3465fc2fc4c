package dev.holdfast.node.drill;

import dev.holdfast.node.drill.OrderClient.Pace;
import dev.holdfast.node.drill.OrderClient.Request;
import dev.holdfast.node.drill.failsafe.Acceptance.Answer;
import dev.holdfast.trading.desk.DeskCommand.CancelOrder;
import dev.holdfast.trading.desk.DeskCommand.ReplaceOrder;
import dev.holdfast.trading.desk.DeskCommand.SubmitOrder;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.wire.Addresses;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Sends orders at a steady rate, whatever becomes of them, over all accounts in turn; cancels the resting
 * ones a little later, some after a replace. Lives on the member's context.
 */
final class OrderLoad {
    private static final long BEAT_MILLIS = 10;
    /** Beyond this many without a reply new ones are left out and counted: the memory is bounded. */
    private static final int MAX_WAITING = 1_000;
    private static final int SHORTEST_REST_MILLIS = 200;
    private static final int LONGEST_REST_MILLIS = 1_500;
    private static final double REPLACED = 0.4;
    private static final double NANOS = 1e9;

    private final Member member;
    private final OrderClient client;
    private final List<AccountId> accounts;
    private final RandomGenerator chance;
    private final OrderMix mix;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger leftOut = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger denied = new AtomicInteger();
    private final AtomicInteger queued = new AtomicInteger();
    private Consumer<Answer> told = answer -> { };
    private volatile boolean running;
    private double due;
    private long lastNanos;
    private int number;

    OrderLoad(Member member, OrderClient client, List<AccountId> accounts, RandomGenerator chance) {
        this.member = member;
        this.client = client;
        this.accounts = accounts;
        this.chance = chance;
        this.mix = new OrderMix(chance);
    }

    /** Told what became of each order; before the start. */
    void onAnswer(Consumer<Answer> listener) {
        told = listener;
    }

    void start(int perSecond) {
        running = true;
        member.context().runOnContext(begun -> {
            lastNanos = System.nanoTime();
            member.vertx().setPeriodic(BEAT_MILLIS, timer -> {
                if (running) {
                    beat(perSecond);
                } else {
                    member.vertx().cancelTimer(timer);
                }
            });
        });
    }

    void stop() {
        running = false;
    }

    int sent() {
        return sent.get();
    }

    int leftOut() {
        return leftOut.get();
    }

    int accepted() {
        return accepted.get();
    }

    int denied() {
        return denied.get();
    }

    /** Accepted, but to wait: the venue, or the breaker before it, took none. */
    int queued() {
        return queued.get();
    }

    private void beat(int perSecond) {
        long now = System.nanoTime();
        // A beat that comes late catches up with at most a second's worth.
        due = Math.min(perSecond, due + perSecond * (now - lastNanos) / NANOS);
        lastNanos = now;
        Quote quote = member.quote();
        while (due >= 1 && quote != null) {
            due--;
            if (client.waiting() < MAX_WAITING) {
                submit(quote);
            } else {
                leftOut.incrementAndGet();
                told(System.currentTimeMillis(), false);
            }
        }
    }

    private void submit(Quote quote) {
        AccountId account = accounts.get(number % accounts.size());
        SubmitOrder order = mix.next(account, "o" + ++number, quote);
        sent.incrementAndGet();
        long sentMillis = System.currentTimeMillis();
        client.ask(new Request<>("submit", order.clOrdId(), order, Addresses::submitOrder, Pace.PATIENT))
            .onComplete(reply -> {
                told(sentMillis, !isRefused(reply));
                onReply(order, reply);
            }, failure -> told(sentMillis, false));
    }

    private void told(long sentMillis, boolean accepted) {
        told.accept(new Answer(sentMillis, System.currentTimeMillis(), accepted));
    }

    private static boolean isRefused(OrderReply reply) {
        return reply.status() == null || reply.status() == OrderStatus.DENIED;
    }

    private void onReply(SubmitOrder order, OrderReply reply) {
        boolean refused = isRefused(reply);
        (refused ? denied : accepted).incrementAndGet();
        if (reply.status() == OrderStatus.QUEUED) {
            queued.incrementAndGet();
        }
        if (!refused && order.timeInForce() == TimeInForce.GTC) {
            later(() -> {
                if (chance.nextDouble() < REPLACED) {
                    replace(order);
                } else {
                    cancel(order.clOrdId());
                }
            });
        }
    }

    private void replace(SubmitOrder order) {
        ReplaceOrder command = new ReplaceOrder(order.clOrdId(), OrderMix.smaller(), OrderMix.further(order),
            "drill");
        client.ask(new Request<>("replace", order.clOrdId(), command, Addresses::replaceOrder, Pace.PATIENT))
            .onSuccess(reply -> later(() -> cancel(order.clOrdId())));
    }

    private void cancel(ClOrdId id) {
        client.ask(new Request<>("cancel", id, new CancelOrder(id, "drill"), Addresses::cancelOrder,
            Pace.PATIENT));
    }

    private void later(Runnable work) {
        long wait = chance.nextLong(SHORTEST_REST_MILLIS, LONGEST_REST_MILLIS);
        member.vertx().setTimer(wait, due -> work.run());
    }
}

package dev.holdfast.runtime.guard;

import dev.holdfast.resilience.breaker.Breaker;
import dev.holdfast.resilience.breaker.BreakerChange;
import dev.holdfast.resilience.breaker.BreakerLimits;
import dev.holdfast.resilience.breaker.BreakerMode;
import dev.holdfast.resilience.breaker.BreakerSnapshot;
import dev.holdfast.resilience.breaker.BreakerState;
import dev.holdfast.resilience.breaker.CallResult;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Makes calls of one kind: never more at once than its bound, none while the breaker is open, each over at
 * its deadline. What passes is decided by {@link Breaker}, never here. May be used from any thread; a call
 * begins on its caller's, and nothing is ever called twice.
 */
public final class GuardedCall {
    private final GuardTerms terms;
    private final Vertx vertx;
    private final LongSupplier nanoTime;
    private final Listener listener;
    private final CallRunner runner;
    private final Breaker breaker;
    private final ArrayDeque<Waiting<?>> line = new ArrayDeque<>();
    private final NotAdmitted whileOpen;
    private final NotAdmitted whileOnTrial;
    private final NotAdmitted whileFull;
    private final UnderWay underWay = new UnderWay();
    private long turnedAway;

    /** Hears what changed, on whatever thread made it change. */
    interface Listener {
        void onChange(GuardedCall guard, BreakerChange change);
    }

    /**
     * A call that waits for a trial's end.
     *
     * @param context its caller's, where it begins and where its result arrives
     */
    private record Waiting<T>(Supplier<Future<T>> work, ContextInternal context, Promise<T> result) {
    }

    GuardedCall(Vertx vertx, GuardTerms terms, LongSupplier nanoTime, Listener listener) {
        this.terms = terms;
        this.vertx = vertx;
        this.nanoTime = nanoTime;
        this.listener = listener;
        this.runner = terms.deadline() == null ? null : new CallRunner(vertx, terms);
        this.breaker = new Breaker(BreakerLimits.STANDARD, nanoTime.getAsLong());
        this.whileOpen = new NotAdmitted("the circuit breaker " + terms.name() + " is open");
        this.whileOnTrial = new NotAdmitted("the circuit breaker " + terms.name() + " waits for a trial");
        this.whileFull = new NotAdmitted(terms.maxInFlight() + " calls of " + terms.name()
            + " are under way already");
    }

    /** A guard of which nobody is told, for what runs without a node. */
    public static GuardedCall alone(Vertx vertx, GuardTerms terms, LongSupplier nanoTime) {
        return new GuardedCall(vertx, terms, nanoTime, (guard, change) -> { });
    }

    /** Calls, or fails at once with {@link NotAdmitted}: then nothing was done. */
    public <T> Future<T> call(Supplier<Future<T>> work) {
        long now = nanoTime.getAsLong();
        long permit = Breaker.REJECTED;
        NotAdmitted refusal = null;
        Waiting<T> waiting = null;
        synchronized (breaker) {
            if (mustWait(now)) {
                waiting = waiting(work);
            } else if (underWay.count() >= terms.maxInFlight()) {
                turnedAway++;
                refusal = whileFull;
            } else {
                permit = admit(now);
                refusal = permit != Breaker.REJECTED ? null
                    : breaker.state() == BreakerState.OPEN ? whileOpen : whileOnTrial;
            }
        }
        tellChanges();
        return refusal != null ? Future.failedFuture(refusal)
            : waiting != null ? waiting.result().future() : run(permit, now, work);
    }

    /** Calls, and does something else if that was not admitted or failed; the something is not guarded. */
    public <T> Future<T> call(Supplier<Future<T>> work, Function<Throwable, Future<T>> fallback) {
        return call(work).recover(fallback);
    }

    /** True if a call made now would pass. */
    public boolean wouldPass() {
        boolean would;
        synchronized (breaker) {
            would = breaker.wouldAdmit(nanoTime.getAsLong()) && underWay.count() < terms.maxInFlight();
        }
        tellChanges();
        return would;
    }

    /** An operator takes it over, or gives it back to its rule. */
    public void force(BreakerMode mode, String by, String why) {
        synchronized (breaker) {
            breaker.force(mode, by, why, nanoTime.getAsLong());
        }
        tick();
    }

    /** What is called is another one from here on: what was learnt of the old one means nothing. */
    public void renew(String why) {
        synchronized (breaker) {
            breaker.renew(why, nanoTime.getAsLong());
        }
        tick();
    }

    /** What is called gave a sign of life: if nothing passes, trials begin now. */
    public void hear(String why) {
        synchronized (breaker) {
            breaker.hear(why, nanoTime.getAsLong());
        }
        tick();
    }

    /** Lets time pass; to be called about once a second. */
    public void tick() {
        List<Runnable> next;
        synchronized (breaker) {
            long now = nanoTime.getAsLong();
            breaker.advance(now);
            underWay.forget(now);
            next = nextInLine(now);
        }
        tellChanges();
        next.forEach(Runnable::run);
    }

    BreakerSnapshot snapshot() {
        synchronized (breaker) {
            return breaker.snapshot(nanoTime.getAsLong());
        }
    }

    public String name() {
        return terms.name();
    }

    /** Calls under way. */
    public int inFlight() {
        synchronized (breaker) {
            return underWay.count();
        }
    }

    /** Calls refused because too many were under way. */
    long turnedAway() {
        synchronized (breaker) {
            return turnedAway;
        }
    }

    void close() {
        if (runner != null) {
            runner.close();
        }
    }

    /** A permit, and the call counts as under way; or REJECTED. */
    private long admit(long now) {
        long permit = breaker.admit(now);
        if (permit != Breaker.REJECTED) {
            underWay.begin(now);
        }
        return permit;
    }

    private <T> Future<T> run(long permit, long begun, Supplier<Future<T>> work) {
        Future<T> result;
        try {
            result = runner == null ? work.get() : runner.run(work);
        } catch (RuntimeException e) {
            result = Future.failedFuture(e);
        }
        return result.onComplete(done -> onEnd(permit, begun, done));
    }

    private void onEnd(long permit, long begun, AsyncResult<?> done) {
        CallResult result = terms.judge().judge(done.result(), done.cause());
        List<Runnable> next;
        synchronized (breaker) {
            long now = nanoTime.getAsLong();
            underWay.end(begun);
            breaker.settle(permit, result, now);
            next = nextInLine(now);
        }
        tellChanges();
        next.forEach(Runnable::run);
    }

    private boolean mustWait(long now) {
        return terms.maxWaiting() > 0 && !breaker.wouldAdmit(now)
            && breaker.state() == BreakerState.HALF_OPEN && line.size() < terms.maxWaiting();
    }

    private <T> Waiting<T> waiting(Supplier<Future<T>> work) {
        ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
        Waiting<T> last = new Waiting<>(work, context, context.promise());
        line.addLast(last);
        return last;
    }

    /** Who waits no longer: admitted now, or refused because the trial failed. */
    private List<Runnable> nextInLine(long now) {
        if (line.isEmpty()) {
            return List.of();
        }
        List<Runnable> next = new ArrayList<>();
        while (!line.isEmpty() && underWay.count() < terms.maxInFlight()) {
            if (breaker.wouldAdmit(now)) {
                next.add(begin(line.removeFirst(), admit(now), now));
            } else if (breaker.state() == BreakerState.OPEN) {
                breaker.admit(now);
                Promise<?> refused = line.removeFirst().result();
                next.add(() -> refused.fail(whileOpen));
            } else {
                break;
            }
        }
        return next;
    }

    private <T> Runnable begin(Waiting<T> waiting, long permit, long now) {
        return () -> waiting.context().runOnContext(go ->
            run(permit, now, waiting.work()).onComplete(waiting.result()));
    }

    private void tellChanges() {
        for (BreakerChange change = nextChange(); change != null; change = nextChange()) {
            if (runner != null && change.to() == BreakerState.OPEN) {
                runner.onOpened();
            } else if (runner != null && change.from() == BreakerState.OPEN) {
                runner.onLeftOpen();
            }
            listener.onChange(this, change);
        }
    }

    private BreakerChange nextChange() {
        synchronized (breaker) {
            return breaker.nextChange();
        }
    }
}

package dev.holdfast.bench.breaker;

import dev.holdfast.bench.BenchReport;
import dev.holdfast.bench.Figure;
import dev.holdfast.bench.Machine;
import dev.holdfast.resilience.breaker.BreakerLimits;
import dev.holdfast.runtime.guard.CallJudge;
import dev.holdfast.runtime.guard.GuardTerms;
import dev.holdfast.runtime.guard.GuardedCall;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What a guarded call is good for: callers of a dependency that hangs, at a steady rate, with the guard and,
 * in the same run, without it. Both have real sockets, and end a call that nobody answers after a while.
 */
public final class BreakerBench {
    private static final int PER_SECOND = 1_000;
    /** How long a caller can wait. */
    private static final Duration DEADLINE = Duration.ofMillis(500);
    /** Shorter, so that a caller still has time to do something else. */
    private static final Duration GUARD = Duration.ofMillis(250);
    /** What a client gives a request that nobody watches over. */
    private static final Duration CLIENT = Duration.ofSeconds(5);
    private static final int MAX_IN_FLIGHT = 64;
    /**
     * What a client still holds when its caller was told at the deadline: as many again may begin as end so
     * before the last of the failures that open the breaker.
     */
    private static final int MAX_HELD = MAX_IN_FLIGHT + BreakerLimits.STANDARD.failuresInRow() - 1;
    private static final int CONNECTIONS = 512;
    private static final int WARM_UP_SECONDS = 3;
    private static final long MEBIBYTE = 1L << 20;
    /** Room for what a process of this kind gains and loses by itself between two looks. */
    private static final double FLAT_MEBIBYTES = 8;

    private final int seconds;
    private final Vertx vertx = Vertx.vertx();
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * Prepares the bench.
     *
     * @param seconds length of each of its four measurements
     */
    public BreakerBench(int seconds) {
        this.seconds = seconds;
    }

    public BenchReport run() throws Exception {
        Machine machine = Machine.now();
        try (Dependency dependency = new Dependency()) {
            HttpClientAgent client = vertx.createHttpClient(new HttpClientOptions(),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(-1));
            RequestOptions request = new RequestOptions().setMethod(HttpMethod.GET).setHost("127.0.0.1")
                .setPort(dependency.port()).setURI("/");
            Supplier<Future<?>> unguarded = () -> client.request(request)
                .compose(ready -> ready.send().compose(answer -> answer.body()))
                .timeout(CLIENT.toMillis(), TimeUnit.MILLISECONDS);
            measure(dependency, unguarded);
        } finally {
            vertx.close();
        }
        return new BenchReport("breaker: " + PER_SECOND + " calls a second, callers can wait "
            + DEADLINE.toMillis() + " ms", machine, figures, notes);
    }

    private void measure(Dependency dependency, Supplier<Future<?>> bare) throws InterruptedException {
        GuardedCall guard = GuardedCall.alone(vertx, GuardTerms.of("bench", MAX_IN_FLIGHT,
            CallJudge.EVERY_FAILURE).within(GUARD), System::nanoTime);
        CallsAtOnce calls = new CallsAtOnce(bare);
        Supplier<Future<?>> guarded = () -> guard.call(() -> calls.get().mapEmpty());
        callers(calls).run(WARM_UP_SECONDS);
        callers(guarded).run(WARM_UP_SECONDS);
        Callers wellBare = callers(calls).run(seconds);
        Callers wellGuarded = callers(guarded).run(seconds);
        figures.addAll(wellBare.waited().figures("it answers, without guard,"));
        figures.addAll(wellGuarded.waited().figures("it answers, guarded,"));
        dependency.hang(true);
        long before = dependency.requests();
        calls.takeMost();
        Callers hungGuarded = callers(guarded).run(seconds);
        long reached = dependency.requests() - before;
        int mostGuarded = calls.takeMost();
        Callers hungBare = callers(calls).run(seconds);
        hung(hungGuarded, hungBare);
        figures.add(Figure.of("without guard, most requests held at once", calls.takeMost(), ""));
        figures.add(Figure.atMost(MAX_HELD, "guarded, most requests held at once", mostGuarded, ""));
        notes.add("of " + hungGuarded.waited().count() + " guarded calls " + reached
            + " reached the hanging dependency; without guard all " + hungBare.waited().count() + " did or"
            + " waited to");
        notes.add("guard: at most " + MAX_IN_FLIGHT + " calls at once, each ended after " + GUARD.toMillis()
            + " ms; the client ends a request that it holds after " + CLIENT.toMillis() + " ms, guarded or"
            + " not");
    }

    private void hung(Callers guarded, Callers bare) {
        figures.addAll(bare.waited().figures("it hangs, without guard,"));
        figures.add(Figure.of("without guard, memory held more at the end",
            (double) bare.heldBytes() / MEBIBYTE, "MiB"));
        figures.addAll(guarded.waited().figures("it hangs, guarded,"));
        figures.add(Figure.atMost(DEADLINE.toMillis() * 1_000.0, "guarded, callers' p99",
            guarded.waited().micros(99), "us"));
        figures.add(Figure.atMost(DEADLINE.toMillis() * 1_000.0, "guarded, the longest",
            guarded.waited().micros(100), "us"));
        figures.add(Figure.atMost(FLAT_MEBIBYTES, "guarded, memory held more at the end",
            (double) guarded.heldBytes() / MEBIBYTE, "MiB"));
        figures.add(Figure.atMost(0, "callers that were never told",
            guarded.neverTold() + bare.neverTold(), ""));
    }

    private Callers callers(Supplier<Future<?>> call) {
        return new Callers(vertx, PER_SECOND, call);
    }
}

package dev.holdfast.runtime.health;

import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.runtime.health.ServiceReporter.SelfView;
import dev.holdfast.wire.failsafe.HealthAnswer;
import dev.holdfast.wire.failsafe.HealthAnswer.Dependency;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.Status;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Our findings as procedures of vertx-health-check, and back: it knows up and down only. */
public final class Procedures {
    /** The procedure of every service: what it says of itself. */
    public static final String SELF = "self";
    static final String JOB = "job";
    private static final String STATUS = "status";
    private static final String DETAIL = "detail";
    private static final String MICROS = "micros";
    private static final long NANOS_PER_MICRO = 1_000;

    private Procedures() {
    }

    /** Runs the check on the service's context, wherever it is asked. */
    static Handler<Promise<Status>> on(Context context, Supplier<Future<SelfView>> check) {
        return promise -> context.runOnContext(now -> {
            long asked = System.nanoTime();
            run(check).onComplete(view -> promise.tryComplete(status(view, asked)),
                failure -> promise.tryComplete(status(SelfView.unhealthy(String.valueOf(
                    failure.getMessage())), asked)));
        });
    }

    /** What a finding says; a procedure that did not end in time has none. */
    public static SelfView view(CheckResult result) {
        JsonObject data = result.getData();
        return data == null || data.getString(STATUS) == null
            ? SelfView.unhealthy(result.getId() + " gave no answer in time")
            : new SelfView(HealthStatus.valueOf(data.getString(STATUS)), data.getString(DETAIL));
    }

    /** The answer of a service: itself and its job as one, and what it needs. */
    static HealthAnswer answer(CheckResult result) {
        List<CheckResult> all = result.getChecks() == null ? List.of(result) : result.getChecks();
        SelfView own = all.stream().filter(each -> isOwn(each.getId())).map(Procedures::view)
            .reduce(Procedures::worse).orElseGet(() -> SelfView.healthy(""));
        List<Dependency> needed = all.stream().filter(each -> !isOwn(each.getId()))
            .map(Procedures::dependency).toList();
        return new HealthAnswer(own.status(), own.detail(), needed);
    }

    /** Of two equally good ones the job's, which says more. */
    private static SelfView worse(SelfView one, SelfView other) {
        boolean oneIsWorse = one.status().compareTo(other.status()) > 0;
        return one.status() == other.status()
            ? new SelfView(one.status(), Stream.of(one.detail(), other.detail())
                .filter(Objects::nonNull).reduce((a, b) -> a + "; " + b).orElse(""))
            : oneIsWorse ? one : other;
    }

    private static boolean isOwn(String id) {
        return id == null || id.isEmpty() || SELF.equals(id) || JOB.equals(id);
    }

    private static Dependency dependency(CheckResult result) {
        SelfView view = view(result);
        long micros = result.getData() == null ? 0 : result.getData().getLong(MICROS, 0L);
        return new Dependency(result.getId(), view.status(), view.detail(), micros);
    }

    private static Future<SelfView> run(Supplier<Future<SelfView>> check) {
        try {
            return check.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private static Status status(SelfView view, long asked) {
        JsonObject data = new JsonObject().put(STATUS, view.status().name())
            .put(DETAIL, String.valueOf(view.detail()))
            .put(MICROS, (System.nanoTime() - asked) / NANOS_PER_MICRO);
        return view.status() == HealthStatus.UNHEALTHY ? Status.KO(data) : Status.OK(data);
    }
}

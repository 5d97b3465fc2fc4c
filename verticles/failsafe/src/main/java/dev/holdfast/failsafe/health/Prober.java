package dev.holdfast.failsafe.health;

import dev.holdfast.failsafe.FailsafeKit;
import dev.holdfast.resilience.health.CheckLevel;
import dev.holdfast.resilience.health.DeepSchedule;
import dev.holdfast.resilience.health.HealthBook;
import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.resilience.health.ServiceKey;
import dev.holdfast.resilience.health.Standing;
import dev.holdfast.runtime.config.FailsafeConfig;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.HealthAnswer;
import dev.holdfast.wire.failsafe.HealthChecked.Result;
import dev.holdfast.wire.failsafe.HealthQuery;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Asks the services that this node watches how they are: shallow in every round, deep when the
 * {@link DeepSchedule} says so. What is not answered yet is not asked again.
 */
final class Prober {
    private static final long NANOS_PER_MICRO = 1_000;

    private final FailsafeKit kit;
    private final FailsafeConfig.Health config;
    private final HealthBook book;
    private final Predicate<ServiceKey> mine;
    private final Consumer<List<Result>> found;
    private final DeepSchedule deep;
    private final Set<Asked> underWay = new HashSet<>();
    private long timer;
    private long lastRoundNanos;
    private Duration late = Duration.ZERO;

    private record Asked(ServiceKey key, CheckLevel level) {
    }

    /**
     * Prepares the rounds.
     *
     * @param mine  the services that this node checks
     * @param found takes what a question brought
     */
    Prober(FailsafeKit kit, HealthBook book, Predicate<ServiceKey> mine, Consumer<List<Result>> found) {
        this.kit = kit;
        this.config = kit.node().config().failsafe().health();
        this.book = book;
        this.mine = mine;
        this.found = found;
        this.deep = new DeepSchedule(config.deepEvery());
    }

    void start() {
        lastRoundNanos = System.nanoTime();
        timer = kit.vertx().setPeriodic(config.shallowEvery().toMillis(), tick -> round());
    }

    void stop() {
        kit.vertx().cancelTimer(timer);
    }

    /** Null while rounds come in time; else how late the last one was. */
    String lateness() {
        return late.compareTo(config.shallowEvery()) < 0 ? null
            : "the last round of checks came " + late.toMillis() + " ms late";
    }

    private void round() {
        long nanos = System.nanoTime();
        late = Duration.ofNanos(nanos - lastRoundNanos).minus(config.shallowEvery());
        lastRoundNanos = nanos;
        List<Future<List<Result>>> asked = new ArrayList<>();
        List<Standing> standings = book.standings();
        for (Standing standing : standings) {
            ServiceKey key = standing.key();
            boolean speaks = standing.lastHeard() != null;
            if (speaks && mine.test(key) && !isDead(key.node())) {
                ask(key, CheckLevel.SHALLOW, asked);
                // What is silent, or just begins, is no better for being asked to prove its job.
                deep.onWord(key, status(standing, CheckLevel.SHALLOW), kit.now());
                if (book.hears(key, kit.now()) && deep.isDue(key, kit.now())) {
                    ask(key, CheckLevel.DEEP, asked);
                }
            }
        }
        deep.keepOnly(standings.stream().map(Standing::key).collect(Collectors.toSet()));
        asked.forEach(one -> one.onSuccess(found::accept));
    }

    /** Also if it has been dead for so long that the cluster forgot it. */
    private boolean isDead(String node) {
        return kit.node().cluster().nodes().stream()
            .noneMatch(view -> view.node().equals(node) && !view.agreedDead());
    }

    private void ask(ServiceKey key, CheckLevel level, List<Future<List<Result>>> all) {
        if (!underWay.add(new Asked(key, level))) {
            return;
        }
        Instant at = kit.now();
        long asked = System.nanoTime();
        Duration timeout = level == CheckLevel.DEEP ? config.deepTimeout() : config.shallowTimeout();
        all.add(kit.node().bus().request(Addresses.checkHealth(key.service(), key.node()),
                new HealthQuery(level), timeout)
            .transform(done -> {
                underWay.remove(new Asked(key, level));
                long micros = (System.nanoTime() - asked) / NANOS_PER_MICRO;
                List<Result> results = done.succeeded()
                    ? results(key, level, done.result(), new Timing(at, micros))
                    : List.of(new Result(key.service(), key.node(), level, HealthStatus.UNHEALTHY, micros,
                        done.cause().getMessage(), at));
                if (level == CheckLevel.DEEP) {
                    deep.onAnswer(key, results.stream().anyMatch(this::differs), at);
                }
                return Future.succeededFuture(results);
            }));
    }

    private record Timing(Instant at, long micros) {
    }

    /** A service's own result, and with a deep one those of what it needs. */
    private static List<Result> results(ServiceKey key, CheckLevel level, HealthAnswer answer,
                                        Timing timing) {
        List<Result> results = new ArrayList<>();
        results.add(new Result(key.service(), key.node(), level, answer.status(), timing.micros(),
            answer.detail(), timing.at()));
        answer.dependencies().forEach(needed -> results.add(new Result(needed.name(), key.node(), level,
            needed.status(), needed.latencyMicros(), needed.detail(), timing.at())));
        return results;
    }

    private boolean differs(Result result) {
        Standing known = book.standing(new ServiceKey(result.service(), result.node()));
        return result.outcome() != (known == null ? HealthStatus.HEALTHY : status(known, result.level()));
    }

    private static HealthStatus status(Standing standing, CheckLevel level) {
        return standing.levels().stream().filter(each -> each.level() == level)
            .map(Standing.Level::status).findFirst().orElse(HealthStatus.HEALTHY);
    }
}

package dev.holdfast.failsafe.recovery;

import dev.holdfast.failsafe.FailsafeKit;
import dev.holdfast.failsafe.Part;
import dev.holdfast.resilience.health.CheckLevel;
import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.resilience.health.ServiceKey;
import dev.holdfast.resilience.recovery.Fault;
import dev.holdfast.runtime.config.FailsafeConfig;
import dev.holdfast.runtime.config.Settings;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.failsafe.FailsafeEvent.HealthChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.NodeStarted;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryEnded;
import dev.holdfast.wire.failsafe.FailsafeEvent.RecoveryStarted;
import dev.holdfast.wire.message.RecoverService;
import dev.holdfast.wire.message.ServiceReport;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets recovery going (requirement A3.3): for the services of this node by telling their host what checks
 * found, and, as the leader, for a node whose own failsafe verticle does not act. What is then done is the
 * host's, by the rule in the core.
 */
public final class RecoveryPart implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(RecoveryPart.class);
    private static final String SERVICE = "failsafe";
    /** The node's own process is listed too, and is nothing that lies outside. */
    private static final String PROCESS = "process";
    private static final Duration ASK = Duration.ofSeconds(3);
    /** A deep check may fail before the check of what it needs does: so long the two are waited for. */
    private static final long DEPENDENCY_MILLIS = 6_000;
    /** Health looks back over several shallow checks: what it says so soon after a change is of before. */
    private static final Duration LOOKS_BACK = Duration.ofSeconds(10);
    private static final long AGAIN_MILLIS = 2_000;
    private static final long BEAT_MILLIS = 500;
    /** Beats so far apart mean that this node stood still, and what it hears now was said meanwhile. */
    private static final long STOOD_STILL_NANOS = TimeUnit.MILLISECONDS.toNanos(2_500);

    private final FailsafeKit kit;
    private final FailsafeConfig.Health checks;
    private final Predicate<HealthChanged> isHearsay;
    private final List<MessageConsumer<Buffer>> ears = new ArrayList<>();
    private final Map<ServiceKey, HealthChanged> unhealthy = new HashMap<>();
    private final Map<ServiceKey, Instant> excusedAt = new HashMap<>();
    private final Map<ServiceKey, Instant> settling = new HashMap<>();
    private Instant begunAt;
    private Instant awakeAt = Instant.MIN;
    private long beatNanos;
    private long timer;

    /**
     * Prepares it.
     *
     * @param isHearsay true of what is said of a service of this node and is not so
     */
    public RecoveryPart(FailsafeKit kit, Predicate<HealthChanged> isHearsay) {
        this.kit = kit;
        this.isHearsay = isHearsay;
        this.checks = kit.node().config().failsafe().health();
    }

    @Override
    public Future<Void> start() {
        begunAt = kit.now();
        beatNanos = System.nanoTime();
        timer = kit.vertx().setPeriodic(BEAT_MILLIS, beat -> beat());
        ears.add(kit.node().bus().subscribe(Addresses.FAILSAFE, this::onEvent));
        ears.add(kit.node().bus().subscribe(Addresses.SERVICE_REPORT, this::onReport));
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> stop() {
        kit.vertx().cancelTimer(timer);
        ears.forEach(MessageConsumer::unregister);
        return Future.succeededFuture();
    }

    /**
     * What a service says of where its fault lies is better than any guess; and where its host speaks in its
     * place, naming no fault, it acts already.
     */
    private void onReport(ServiceReport report) {
        ServiceKey key = new ServiceKey(report.service(), report.node());
        if (concerns(key)) {
            boolean excused = report.fault() == Fault.EXTERNAL
                || report.fault() == null && report.status() == HealthStatus.UNHEALTHY;
            Instant before = excusedAt.getOrDefault(key, Instant.MIN);
            excusedAt.put(key, excused ? kit.now() : before);
        }
    }

    /** The services of this node, and what should act for them on each other one. */
    private boolean concerns(ServiceKey key) {
        return isMine(key) || key.service().equals(SERVICE);
    }

    private boolean isMine(ServiceKey key) {
        return key.node().equals(kit.me());
    }

    private void beat() {
        long now = System.nanoTime();
        awakeAt = now - beatNanos > STOOD_STILL_NANOS ? kit.now() : awakeAt;
        beatNanos = now;
    }

    private void onEvent(FailsafeEvent event) {
        // Of what came while this node stood still the first may be heard before its timer turns again.
        beat();
        switch (event) {
            case HealthChanged changed when concerns(key(changed)) && !isHearsay.test(changed) ->
                onHealth(changed);
            case RecoveryStarted started -> settling.put(new ServiceKey(started.service(), started.node()),
                Instant.MAX);
            case RecoveryEnded ended -> settling.put(new ServiceKey(ended.service(), ended.node()),
                kit.now());
            // What its last process began and did not end is over with it.
            case NodeStarted started when !started.node().equals(kit.me()) ->
                settling.keySet().removeIf(key -> key.node().equals(started.node()));
            default -> { }
        }
    }

    private static ServiceKey key(HealthChanged changed) {
        return new ServiceKey(changed.service(), changed.node());
    }

    private void onHealth(HealthChanged changed) {
        ServiceKey key = key(changed);
        if (changed.to() != HealthStatus.UNHEALTHY) {
            unhealthy.remove(key);
            if (isMine(key) && !isRole(changed.service())) {
                List.copyOf(unhealthy.values()).stream().filter(other -> isMine(key(other)))
                    .forEach(other -> judgeLater(other, notices(other.level())));
            }
            return;
        }
        unhealthy.put(key, changed);
        if (changed.level() == CheckLevel.SHALLOW || !isMine(key)) {
            judge(changed);
        } else {
            judgeLater(changed, DEPENDENCY_MILLIS);
        }
    }

    /** By then the checks of what needs something have noticed that it is back: the next, and those after. */
    private long notices(CheckLevel level) {
        Duration next = level == CheckLevel.DEEP ? checks.deepEvery() : checks.shallowEvery();
        return next.plus(checks.shallowEvery().multipliedBy(checks.rule().betterAfter()))
            .plus(checks.deepTimeout()).toMillis();
    }

    private void judgeLater(HealthChanged changed, long millis) {
        kit.vertx().setTimer(millis, due -> {
            if (unhealthy.get(key(changed)) == changed) {
                judge(changed);
            }
        });
    }

    private void judge(HealthChanged changed) {
        if (kit.now().isBefore(judgedFrom(changed))) {
            judgeLater(changed, AGAIN_MILLIS);
        } else if (isMine(key(changed))) {
            report(changed);
        } else {
            onOther(changed);
        }
    }

    /**
     * Nobody is judged by what was found before it began, nor while it says that it lacks something: its host
     * hears that too. Who was not heard yet may have said so before this part listened. And what others said
     * of the services of a node that was frozen is true no longer.
     */
    private Instant judgedFrom(HealthChanged changed) {
        Instant settled = settling.getOrDefault(key(changed), Instant.MIN);
        Instant excused = excusedAt.getOrDefault(key(changed), begunAt);
        Instant before = Stream.of(settled, excused, awakeAt).max(Comparator.naturalOrder()).orElseThrow();
        boolean open = before.equals(Instant.MIN) || before.equals(Instant.MAX);
        return open ? before : before.plus(changed.level() == CheckLevel.SHALLOW ? LOOKS_BACK
            : Duration.ofMillis(notices(changed.level())));
    }

    /** What it needs is listed like a service of this node, under a name that is no role. */
    private void report(HealthChanged changed) {
        if (!isRole(changed.service())) {
            return;
        }
        String missing = unhealthy.keySet().stream().filter(this::isMine).map(ServiceKey::service)
            .filter(name -> !isRole(name) && !name.equals(PROCESS)).findFirst().orElse(null);
        kit.node().faults().report(changed.service(), missing != null ? Fault.EXTERNAL : Fault.OWN,
            changed.level().name().toLowerCase(Locale.ROOT) + " check: " + changed.detail()
                + (missing == null ? "" : "; " + missing + " is away"));
    }

    private static boolean isRole(String name) {
        return Settings.ROLES.contains(name);
    }

    /** Of a node that is dead nothing can be asked; its shards and duties are taken by their own rules. */
    private void onOther(HealthChanged silent) {
        if (kit.leader().isMine() && kit.isAlive(silent.node())) {
            ask(silent.node(), silent.detail());
        }
    }

    private void ask(String node, String why) {
        LOG.warn("{} does not act for itself: {}", node, why);
        kit.node().bus().request(Addresses.recoverService(node),
                new RecoverService(SERVICE, why, kit.me(), kit.leader().token()), ASK)
            .onFailure(e -> LOG.warn("{} cannot be told to recover: {}", node, e.getMessage()));
    }
}

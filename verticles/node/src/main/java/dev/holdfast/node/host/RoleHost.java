package dev.holdfast.node.host;

import dev.holdfast.node.supervise.Pulse;
import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.resilience.recovery.Fault;
import dev.holdfast.resilience.recovery.RecoveryAction;
import dev.holdfast.resilience.recovery.RecoveryDesk;
import dev.holdfast.resilience.recovery.RecoveryDesk.Kept;
import dev.holdfast.resilience.recovery.RecoveryTerms;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.recovery.Faults;
import dev.holdfast.runtime.recovery.Fence;
import dev.holdfast.runtime.recovery.Quarantine;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.message.RecoverService;
import dev.holdfast.wire.message.ServiceReport;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the services of this node, and starts again those that fail (requirement A3.3): what throws, does
 * not start, does not turn its event loop, or is found UNHEALTHY. Has a thread of its own and waits for no
 * event loop, so that it works when they do not.
 */
public final class RoleHost implements Around, Faults {
    private static final Logger LOG = LoggerFactory.getLogger(RoleHost.class);
    private static final String OURS = "dev.holdfast.";
    private static final long TICK_MILLIS = 1_000;
    /** Ticks so far apart mean that this process stood still, not its event loops. */
    private static final long STOOD_STILL_NANOS = TimeUnit.MILLISECONDS.toNanos(2 * TICK_MILLIS + 500);
    /** A node whose service was heard at work so lately can take a duty over. */
    private static final Duration HEARD_LATELY = Duration.ofSeconds(3);

    private final NodeKit kit;
    private final Means means;
    private final Deployer deployer;
    private final RandomGenerator chance = RandomGenerator.getDefault();
    private final Map<String, Service> services = new LinkedHashMap<>();
    private final Map<String, Map<String, Instant>> elsewhere = new HashMap<>();
    private final Fence fence = new Fence();
    private final RecoveryFile file;
    private final Map<String, Kept> left;
    private final long beginNanos = System.nanoTime();
    private final Instant begin;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "role-host");
        made.setDaemon(true);
        return made;
    });
    private long tickNanos = System.nanoTime();
    private boolean stopping;

    /**
     * What a node can do for its services beyond deploying them anew.
     *
     * @param terms      the limits of recovery
     * @param localState files and folders by service; empty for one that keeps nothing on this node
     * @param supervised true if whoever started the process starts it again when it ends
     * @param restart    ends the process in good order, with the code that asks for a restart
     */
    public record Means(RecoveryTerms terms, Function<String, List<Path>> localState, boolean supervised,
                        Runnable restart) {
    }

    public RoleHost(Vertx vertx, NodeKit kit, Means means) {
        this.kit = kit;
        this.means = means;
        this.begin = kit.identity().clock().instant();
        this.deployer = new Deployer(vertx, thread);
        this.file = new RecoveryFile(kit.config().node().dataDir());
        this.left = file.take();
        deployer.context().runOnContext(now -> {
            Bus bus = kit.bus().behind(fence);
            bus.subscribe(Addresses.SERVICE_REPORT, report -> onThread(() -> onReport(report)));
            new RecoveryDoor(kit, order -> onThread(() -> onOrder(order))).open(bus);
        });
        if ("1".equals(System.getenv(Pulse.VARIABLE))) {
            Pulse.beat(thread);
        }
        thread.scheduleWithFixedDelay(guarded(this::tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Starts a service; completes when it runs, or when the first try failed and the next is planned. Fails
     * only with IllegalArgumentException: what the service was told is wrong, and no later try would help.
     *
     * @param maker makes a new instance from the kit that it may use
     */
    public Future<Void> start(String role, Function<NodeKit, Deployable> maker) {
        Promise<Void> started = Promise.promise();
        onThread(() -> {
            Kept kept = left.remove(role);
            RecoveryDesk desk = kept == null ? new RecoveryDesk(means.terms())
                : new RecoveryDesk(means.terms(), kept, now());
            Service service = new Service(role, maker, this, desk);
            services.put(role, service);
            service.start().whenComplete((done, failure) -> complete(started, failure));
        });
        return started.future();
    }

    /** Stops the services, the last started first. */
    public Future<Void> stop() {
        Promise<Void> stopped = Promise.promise();
        onThread(() -> {
            stopping = true;
            CompletableFuture<Boolean> done = CompletableFuture.completedFuture(true);
            for (Service service : new ArrayList<>(services.values()).reversed()) {
                done = done.thenCompose(before -> service.stop());
            }
            done.whenComplete((all, failure) -> {
                fence.cut();
                complete(stopped, failure);
            });
        });
        return stopped.future();
    }

    @Override
    public void report(String role, Fault fault, String why) {
        onThread(() -> {
            Service service = services.get(role);
            if (service != null && !stopping) {
                service.failed(fault, why);
            }
        });
    }

    private void onOrder(RecoverService order) {
        Service service = services.get(order.service());
        if (service != null && service.isBeginning()) {
            LOG.info("{} begins anew already", order.service());
        } else {
            report(order.service(), Fault.OWN, order.why() + " (says " + order.by() + ")");
        }
    }

    private void onReport(ServiceReport report) {
        boolean mine = report.node().equals(kit.identity().name());
        Service service = mine ? services.get(report.service()) : null;
        if (service != null) {
            service.heard(report);
        } else if (!mine && report.status() != HealthStatus.UNHEALTHY) {
            elsewhere.computeIfAbsent(report.service(), first -> new HashMap<>()).put(report.node(), now());
        }
    }

    private void tick() {
        long nanos = System.nanoTime();
        boolean stoodStill = nanos - tickNanos > STOOD_STILL_NANOS;
        tickNanos = nanos;
        if (!stopping) {
            List.copyOf(services.values()).forEach(service -> service.tick(nanos, stoodStill));
        }
    }

    @Override
    public NodeKit kit() {
        return kit;
    }

    @Override
    public Deployer deployer() {
        return deployer;
    }

    @Override
    public Faults faults() {
        return this;
    }

    @Override
    public Instant now() {
        return begin.plusNanos(System.nanoTime() - beginNanos);
    }

    @Override
    public double chance() {
        return chance.nextDouble();
    }

    @Override
    public Set<RecoveryAction> possible(String role) {
        Set<RecoveryAction> possible = EnumSet.of(RecoveryAction.REDEPLOY, RecoveryAction.PAGE);
        Instant since = now().minus(HEARD_LATELY);
        if (elsewhere.getOrDefault(role, Map.of()).values().stream().anyMatch(since::isBefore)) {
            possible.add(RecoveryAction.MOVE_DUTY);
        }
        if (means.supervised()) {
            possible.add(RecoveryAction.RESTART_PROCESS);
        }
        if (!means.localState().apply(role).isEmpty()) {
            possible.add(RecoveryAction.QUARANTINE_STATE);
        }
        return possible;
    }

    @Override
    public void later(Runnable work, Duration wait) {
        thread.schedule(guarded(work), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** After an OutOfMemoryError nothing in this process can be relied upon, whoever's thread it hit. */
    @Override
    public void onThrown(String role, Throwable thrown) {
        if (isForeign(thrown)) {
            LOG.warn("a library failed on the event loop of {}, which is not at fault", role, thrown);
            return;
        }
        LOG.error("{} threw", role, thrown);
        if (thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError)) {
            onThread(() -> restartProcess(role + ": " + thrown));
        } else {
            report(role, Fault.OWN, "threw " + thrown);
        }
    }

    @Override
    public Path quarantine(String role, String why) throws IOException {
        return Quarantine.moveAside(kit.config().node().dataDir(), means.localState().apply(role),
            kit.identity().clock().instant(), role + ": " + why);
    }

    @Override
    public void restartProcess(String why) {
        LOG.error("the process ends itself to be started again: {}", why);
        Map<String, Kept> keep = new LinkedHashMap<>();
        services.values().stream().filter(service -> service.desk().kept().attempts() > 0)
            .forEach(service -> keep.put(service.role(), service.desk().kept()));
        file.leave(keep);
        means.restart().run();
    }

    /**
     * Nothing of ours was running: Vert.x, say, breaks one of its own links to another node, and a service
     * that was just writing to it hears of that as an exception on its event loop.
     */
    private static boolean isForeign(Throwable thrown) {
        return thrown instanceof Exception && Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
            .flatMap(each -> Arrays.stream(each.getStackTrace()))
            .noneMatch(frame -> frame.getClassName().startsWith(OURS));
    }

    private static void complete(Promise<Void> promise, Throwable failure) {
        if (failure == null) {
            promise.complete();
        } else {
            promise.fail(failure);
        }
    }

    private void onThread(Runnable work) {
        thread.execute(guarded(work));
    }

    /** A host that fails once would restart nothing more. */
    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("the host of the services failed; it goes on", e);
            }
        };
    }
}

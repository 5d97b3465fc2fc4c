package dev.holdfast.node.host;

import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.resilience.recovery.Fault;
import dev.holdfast.resilience.recovery.RecoveryAction;
import dev.holdfast.resilience.recovery.RecoveryDesk;
import dev.holdfast.resilience.recovery.RecoveryDesk.Attempt;
import dev.holdfast.resilience.recovery.RecoveryDesk.Failure;
import dev.holdfast.resilience.recovery.RecoveryDesk.Step;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.recovery.FaultException;
import dev.holdfast.runtime.recovery.Fence;
import dev.holdfast.wire.message.ServiceReport;
import io.vertx.core.Deployable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One service of this node and its recovery. What is done about a failure is {@link RecoveryDesk}'s; this
 * does it, looks whether it helped, and tells everybody. Lives on the host's thread.
 */
final class Service {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    /** A loop that did not turn for so long is stuck; twice as long if it only lacks the processor. */
    static final Duration STUCK = Duration.ofSeconds(5);
    /** UNHEALTHY by its own word for so long: what passes by itself does so sooner. */
    private static final Duration UNWELL = Duration.ofSeconds(5);
    /** By then a service that lacks its broker says so, and is not to blame for what it owes. */
    private static final Duration UNANSWERED = Duration.ofMillis(4_500);
    /** One that never reports is taken for well once its event loop turned for so long. */
    private static final Duration SETTLED = Duration.ofSeconds(3);
    /** Whoever moves a duty stays away for this long at least, so that another really takes it. */
    private static final Duration STAND_ASIDE = Duration.ofSeconds(30);
    /** What must rather be down than act on a state that may be wrong. */
    private static final Set<String> STOPPED_WHEN_GIVEN_UP = Set.of("execution");

    private final String role;
    private final Function<NodeKit, Deployable> maker;
    private final Around around;
    private final RecoveryDesk desk;
    private final Telling telling;
    private final CompletableFuture<Void> firstTry = new CompletableFuture<>();
    private Instance instance;
    private Instant upAt;
    private Instant unwellSince;
    private boolean heard;
    private boolean waiting;
    private boolean deploying;
    private Failure failedEarly;
    private ServiceReport heardEarly;
    private boolean stopping;
    private String down = "starting";

    Service(String role, Function<NodeKit, Deployable> maker, Around around, RecoveryDesk desk) {
        this.role = role;
        this.maker = maker;
        this.around = around;
        this.desk = desk;
        this.telling = new Telling(around.kit(), role);
    }

    String role() {
        return role;
    }

    RecoveryDesk desk() {
        return desk;
    }

    /**
     * Completes when it runs, or when the first try failed and the next is planned. Fails only with
     * IllegalArgumentException: what it was told is wrong, and no later try would help.
     */
    CompletableFuture<Void> start() {
        deploy();
        return firstTry;
    }

    /** Ends it in good order and for good. */
    CompletableFuture<Boolean> stop() {
        stopping = true;
        return end();
    }

    /** True while a new instance starts: what is wrong was of the one before. */
    boolean isBeginning() {
        return deploying;
    }

    /** What anybody found wrong with it. */
    void failed(Fault fault, String why) {
        // A service that runs finds for itself that what it lacks is back; a new one would no sooner.
        if (stopping || fault == Fault.EXTERNAL && instance != null) {
            return;
        }
        if (deploying) {
            failedEarly = new Failure(fault, why, Set.of());
            return;
        }
        if (!desk.isRecovering()) {
            LOG.warn("{} failed: {}", role, why);
        }
        take(desk.failed(new Failure(fault, why, around.possible(role)), around.now(), around.chance()));
    }

    /** What it says of itself. */
    void heard(ServiceReport report) {
        if (instance == null) {
            boolean ownWords = down.equals(report.detail());
            heardEarly = deploying && !ownWords ? report : heardEarly;
            return;
        }
        heard = true;
        boolean unwell = report.status() == HealthStatus.UNHEALTHY;
        Instant now = around.now();
        waiting = unwell && report.fault() == Fault.EXTERNAL;
        unwellSince = !unwell || waiting ? null
            : unwellSince == null ? now : unwellSince;
        take(desk.seen(!unwell, now));
        if (unwellSince != null && Duration.between(unwellSince, now).compareTo(UNWELL) >= 0) {
            unwellSince = null;
            failed(Fault.OWN, "UNHEALTHY for " + UNWELL.toSeconds() + " s: " + report.detail());
        }
    }

    /** Once a second. */
    void tick(long nanos, boolean stoodStill) {
        if (stopping) {
            return;
        }
        if (instance == null) {
            telling.down(down);
        } else {
            look(instance, nanos, stoodStill);
        }
        take(desk.tick(around.possible(role), around.now(), around.chance()));
    }

    private void look(Instance running, long nanos, boolean stoodStill) {
        if (stoodStill) {
            running.forgive(nanos);
        }
        Duration silence = running.silence(nanos);
        boolean starved = around.kit().health().loops().isStarved(role);
        if (silence.compareTo(starved ? STUCK.multipliedBy(2) : STUCK) >= 0) {
            failed(Fault.OWN, "its event loop has not turned for " + silence.toMillis() + " ms");
        }
        running.ping();
        String mute = running.leftUnanswered(UNANSWERED);
        if (mute != null && !waiting) {
            failed(Fault.OWN, "the handler of " + mute + " answers nothing: its callers gave up");
        }
        boolean settled = !heard && upAt != null && silence.compareTo(Duration.ofSeconds(1)) < 0
            && Duration.between(upAt, around.now()).compareTo(SETTLED) >= 0;
        if (settled) {
            take(desk.seen(true, around.now()));
        }
    }

    private void take(List<Step> steps) {
        for (Step step : steps) {
            switch (step) {
                case Step.End end -> telling.ended(end);
                case Step.Start start -> begin(start.attempt());
            }
        }
    }

    private void begin(Attempt attempt) {
        telling.started(attempt);
        boolean page = attempt.action() == RecoveryAction.PAGE;
        if (page && !STOPPED_WHEN_GIVEN_UP.contains(role)) {
            // What still runs may still be of use; a person decides.
            down = "given up: " + attempt.why();
            return;
        }
        down = page ? "given up: " + attempt.why()
            : "recovering (" + attempt.action() + ", attempt " + attempt.number() + "): " + attempt.why();
        end().thenAccept(obeyed -> {
            if (!page) {
                around.later(() -> act(attempt), until(attempt));
            }
        });
    }

    private Duration until(Attempt attempt) {
        Duration wait = Duration.between(around.now(), attempt.dueAt());
        boolean aside = attempt.action() == RecoveryAction.MOVE_DUTY && wait.compareTo(STAND_ASIDE) < 0;
        return aside ? STAND_ASIDE : wait.isNegative() ? Duration.ZERO : wait;
    }

    private CompletableFuture<Boolean> end() {
        Instance ending = instance;
        instance = null;
        upAt = null;
        if (ending == null) {
            return CompletableFuture.completedFuture(true);
        }
        return around.deployer().undeploy(ending).thenApply(obeyed -> {
            if (!obeyed) {
                LOG.warn("{} did not stop in time: abandoned behind its fence", role);
            }
            return obeyed;
        });
    }

    private void act(Attempt attempt) {
        if (stopping) {
            return;
        }
        switch (attempt.action()) {
            case REDEPLOY, MOVE_DUTY -> deploy();
            case QUARANTINE_STATE -> {
                moveStateAside(attempt.why());
                deploy();
            }
            case RESTART_PROCESS -> around.restartProcess(role + ": " + attempt.why());
            case PAGE -> { }
        }
    }

    private void moveStateAside(String why) {
        try {
            LOG.warn("the local state of {} is now in {}", role, around.quarantine(role, why));
        } catch (IOException e) {
            LOG.error("the local state of {} could not be moved aside", role, e);
        }
    }

    private void deploy() {
        deploying = true;
        heard = false;
        waiting = false;
        heardEarly = null;
        failedEarly = null;
        unwellSince = null;
        around.deployer().deploy(this::fresh).handle((up, failure) -> {
            if (failure == null) {
                onUp(up);
            } else {
                onNotUp(failure);
            }
            return null;
        }).exceptionally(unexpected -> {
            LOG.error("the host failed over {}", role, unexpected);
            return null;
        });
    }

    private Instance fresh() {
        Fence fence = new Fence();
        NodeKit kit = around.kit().behind(fence, (service, fault, why) -> {
            if (!fence.isCut()) {
                around.faults().report(service, fault, why);
            }
        });
        return new Instance(TestFaults.around(maker.apply(kit), role, kit), kit,
            thrown -> around.onThrown(role, thrown));
    }

    private void onUp(Instance up) {
        deploying = false;
        if (stopping) {
            around.deployer().undeploy(up);
            return;
        }
        LOG.info("{} is up", role);
        instance = up;
        upAt = around.now();
        desk.acted(upAt);
        firstTry.complete(null);
        if (failedEarly != null) {
            failed(failedEarly.fault(), failedEarly.why());
        } else if (heardEarly != null) {
            heard(heardEarly);
        }
    }

    private void onNotUp(Throwable failure) {
        deploying = false;
        boolean first = !firstTry.isDone();
        if (first && failure instanceof IllegalArgumentException) {
            stopping = true;
            firstTry.completeExceptionally(failure);
            return;
        }
        LOG.debug("{} did not start", role, failure);
        down = "not started: " + failure.getMessage();
        desk.acted(around.now());
        failed(FaultException.of(failure), down);
        firstTry.complete(null);
    }
}

package dev.holdfast.node;

import dev.holdfast.resilience.recovery.Backoff;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.health.ServiceReporter;
import dev.holdfast.runtime.health.ServiceReporter.SelfView;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts services and keeps trying those that cannot start: something they need is absent, which the health
 * view then says in their place, while the other services go on. Lives on one Vert.x context.
 */
final class RoleHost {
    private static final Logger LOG = LoggerFactory.getLogger(RoleHost.class);
    private static final Backoff RETRY = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private final Vertx vertx;
    private final NodeKit kit;
    private final RandomGenerator chance = RandomGenerator.getDefault();
    private final Deque<String> deployments = new ArrayDeque<>();
    private boolean stopping;

    RoleHost(Vertx vertx, NodeKit kit) {
        this.vertx = vertx;
        this.kit = kit;
    }

    /**
     * Starts a service; completes when it runs, or when the first try failed and the next is planned. Fails
     * only with IllegalArgumentException: what the service was told is wrong, and no later try would help.
     *
     * @param fresh makes a new instance for each try: a verticle that failed is not started again
     */
    Future<Void> start(String role, Supplier<Deployable> fresh) {
        return vertx.deployVerticle(fresh.get()).map(id -> {
            deployments.push(id);
            LOG.info("{} is up", role);
            return (Void) null;
        }).recover(failure -> {
            if (failure instanceof IllegalArgumentException) {
                return Future.failedFuture(failure);
            }
            tryLater(role, fresh, 1, failure);
            return Future.succeededFuture();
        });
    }

    /** Stops the services, the last started first. */
    Future<Void> stop() {
        stopping = true;
        Future<Void> done = Future.succeededFuture();
        while (!deployments.isEmpty()) {
            String id = deployments.pop();
            done = done.compose(before -> vertx.undeploy(id)).recover(failure -> {
                LOG.warn("a service did not stop cleanly: {}", failure.toString());
                return Future.succeededFuture();
            });
        }
        return done;
    }

    private void tryLater(String role, Supplier<Deployable> fresh, int attempt, Throwable failure) {
        Duration wait = RETRY.delay(attempt, chance.nextDouble());
        String detail = "not started: " + failure.getMessage() + "; next try in " + wait.toMillis() + " ms";
        LOG.warn("{} {}", role, detail);
        LOG.debug("{}", role, failure);
        ServiceReporter reporter = ServiceReporter.start(vertx, kit.bus(), kit.identity(), role,
            () -> SelfView.unhealthy(detail));
        vertx.setTimer(Math.max(1, wait.toMillis()), due -> {
            reporter.stop();
            if (!stopping) {
                vertx.deployVerticle(fresh.get()).onComplete(id -> {
                    deployments.push(id);
                    LOG.info("{} is up after {} failed tries", role, attempt);
                }, again -> tryLater(role, fresh, attempt + 1, again));
            }
        });
    }
}

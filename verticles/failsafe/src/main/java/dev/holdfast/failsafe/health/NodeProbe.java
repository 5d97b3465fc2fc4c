package dev.holdfast.failsafe.health;

import dev.holdfast.failsafe.FailsafeKit;
import dev.holdfast.resilience.health.CheckLevel;
import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.resilience.health.ResourceRule;
import dev.holdfast.resilience.health.Resources;
import dev.holdfast.runtime.health.ServiceReporter.SelfView;
import dev.holdfast.wire.failsafe.HealthChecked.Result;
import io.vertx.core.Future;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.cluster.ClusterManager;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Checks what a node stands on rather than what runs on it: its process, its broker, its membership. Each is
 * listed like a service of the node.
 */
final class NodeProbe {
    private static final int KAFKA_MILLIS = 2_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private final FailsafeKit kit;
    private final Consumer<List<Result>> found;
    private final Consumer<Resources> read;
    private final ResourceRule rule;
    private final ProcessMeter meter;
    private Admin admin;
    private boolean asking;
    private long timer;

    /**
     * Prepares the checks.
     *
     * @param found takes what a round found
     * @param read  takes each reading of the process, on a worker thread
     */
    NodeProbe(FailsafeKit kit, Consumer<List<Result>> found, Consumer<Resources> read) {
        this.kit = kit;
        this.found = found;
        this.read = read;
        this.rule = kit.node().config().failsafe().resources();
        this.meter = new ProcessMeter(kit.node().config().node().dataDir());
    }

    void start() {
        meter.start();
        admin = Admin.create(Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kit.node().config().kafka().bootstrapServers(),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, KAFKA_MILLIS,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, KAFKA_MILLIS));
        timer = kit.vertx().setPeriodic(
            kit.node().config().failsafe().health().shallowEvery().toMillis(), tick -> round());
    }

    Future<Void> stop() {
        kit.vertx().cancelTimer(timer);
        meter.stop();
        return kit.vertx().executeBlocking(() -> {
            admin.close(Duration.ofSeconds(1));
            return null;
        }, false);
    }

    private void round() {
        if (asking) {
            return;
        }
        asking = true;
        Future<Result> process = check("process", kit.vertx().executeBlocking(this::process, false));
        Future<Result> kafka = check("kafka", kit.vertx().executeBlocking(this::kafka, false));
        Future<Result> bus = check("bus", Future.succeededFuture(membership()));
        Future.join(process, kafka, bus).onComplete(done -> {
            asking = false;
            found.accept(List.of(process.result(), kafka.result(), bus.result()));
        });
    }

    private Future<Result> check(String what, Future<SelfView> check) {
        Instant at = kit.now();
        long asked = System.nanoTime();
        return check.recover(failure ->
                Future.succeededFuture(SelfView.unhealthy("does not answer: " + failure.getMessage())))
            .map(view -> new Result(what, kit.me(), CheckLevel.DEEP, view.status(),
                (System.nanoTime() - asked) / NANOS_PER_MICRO, view.detail(), at));
    }

    private SelfView process() throws IOException {
        Resources now = meter.read(kit.node().health().loops().takeWorstDelay());
        read.accept(now);
        ResourceRule.Verdict verdict = rule.judge(now);
        return new SelfView(verdict.status(), verdict.detail());
    }

    private SelfView kafka() throws Exception {
        try {
            int brokers = admin.describeCluster().nodes().get(KAFKA_MILLIS, TimeUnit.MILLISECONDS).size();
            return SelfView.healthy(brokers + (brokers == 1 ? " broker answers" : " brokers answer"));
        } catch (TimeoutException e) {
            return SelfView.unhealthy("does not answer within " + KAFKA_MILLIS + " ms");
        }
    }

    /** Hazelcast's members against the nodes that send heartbeats: with fewer, the bus has holes. */
    private SelfView membership() {
        ClusterManager members = ((VertxInternal) kit.vertx()).clusterManager();
        if (members == null) {
            return SelfView.healthy("alone, without a cluster");
        }
        long alive = kit.node().cluster().nodes().stream().filter(node -> node.isAlive()).count();
        int joined = members.isActive() ? members.getNodes().size() : 0;
        String said = joined + " members, " + alive + " nodes send heartbeats";
        HealthStatus status = joined == 0 ? HealthStatus.UNHEALTHY
            : joined < alive ? HealthStatus.DEGRADED : HealthStatus.HEALTHY;
        return new SelfView(status, said);
    }
}

package dev.holdfast.persistence;

import dev.holdfast.persistence.db.DatabaseUrl;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.recovery.Fence;
import dev.holdfast.runtime.stream.StreamWriter;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.message.ServiceReport;
import dev.holdfast.wire.view.EquityPointView;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A node with this one service, its own Vert.x, and ears on what the service says. */
final class TestNode implements AutoCloseable {
    final Vertx vertx = Vertx.vertx();
    final Bus bus = new Bus(vertx, "test", Clock.systemUTC());
    final ConcurrentLinkedQueue<ServiceReport> reports = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<EquityPointView> equity = new ConcurrentLinkedQueue<>();
    final TestFaults faults = new TestFaults();
    private final StreamWriter streams;
    private final PersistenceVerticle verticle;

    TestNode(String bootstrap, DatabaseUrl database) {
        streams = new StreamWriter(vertx, bootstrap, "test", Clock.systemUTC());
        NodeConfig config = new NodeConfig(
            new NodeConfig.Node("test", Set.of("persistence"), NodeConfig.Mode.PAPER, Path.of("target")),
            null, null, new NodeConfig.Kafka(bootstrap), null, null, null, null,
            new NodeConfig.Database(database.kind() == DatabaseUrl.Kind.H2 ? database.jdbcUrl()
                : database.pgUri(), database.user(), database.password()),
            List.of(Days.BTC), List.of(), List.of(), List.of());
        verticle = new PersistenceVerticle(new NodeKit(
            new NodeIdentity("test", "i1", Clock.systemUTC()), config, bus, streams)
            .behind(new Fence(), faults));
        bus.subscribe(Addresses.SERVICE_REPORT, reports::add);
        bus.subscribe(Addresses.EQUITY, equity::add);
    }

    TestNode start() {
        await(vertx.deployVerticle(verticle));
        return this;
    }

    /** What the service last said of itself; empty before the first report. */
    String lastReport() {
        return reports.stream().reduce((older, newer) -> newer)
            .map(report -> report.status() + " " + report.detail()).orElse("");
    }

    @Override
    public void close() {
        await(streams.close());
        await(vertx.close());
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}

package dev.holdfast.persistence;

import dev.holdfast.persistence.db.DatabaseUrl;
import dev.holdfast.persistence.equity.EquityPoint;
import dev.holdfast.persistence.store.EquityStore;
import dev.holdfast.persistence.store.PerformanceQueries;
import dev.holdfast.persistence.store.PositionConflict;
import dev.holdfast.persistence.store.RowProof;
import dev.holdfast.resilience.breaker.CallResult;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.guard.CallJudge;
import dev.holdfast.runtime.guard.GuardTerms;
import dev.holdfast.runtime.guard.GuardedCall;
import dev.holdfast.runtime.guard.NotAdmitted;
import dev.holdfast.runtime.health.ServiceReporter;
import dev.holdfast.runtime.health.ServiceReporter.SelfView;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.message.Ask;
import dev.holdfast.wire.message.EquityCurve;
import dev.holdfast.wire.message.PerformanceQuery;
import dev.holdfast.wire.message.RecordingLag;
import dev.holdfast.wire.view.PerformanceView;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the trade log, the equity curve and the audit trail in a database, and answers questions from it
 * (requirement A1.5). Nothing in the order path waits for this service; without its database it falls behind
 * and catches up later.
 */
public final class PersistenceVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(PersistenceVerticle.class);
    private static final String SERVICE = "persistence";
    /** A batch takes milliseconds; beyond this the database is taken for frozen. */
    private static final Duration WRITE_TIME = Duration.ofSeconds(20);
    /**
     * One batch at a time, and one that an instance before this one left behind. That another writer was here
     * first is no fault of the database.
     */
    private static final GuardTerms WRITES = GuardTerms.of("database.write", 2, (result, failure) ->
        failure instanceof PositionConflict ? CallResult.SUCCESS
            : CallJudge.EVERY_FAILURE.judge(result, failure)).within(WRITE_TIME);
    /** Who asks waits no longer. */
    private static final Duration QUERY_TIME = Duration.ofSeconds(3);
    /** Waiting for one of a few connections included. */
    private static final int MAX_QUERIES = 32;
    private static final long SAMPLE_MILLIS = 1_000;
    private static final long LAG_MILLIS = 2_000;
    private static final long THIN_MILLIS = Duration.ofHours(1).toMillis();

    private final NodeKit kit;
    private Recorder recorder;
    private GuardedCall queries;
    private ServiceReporter reporter;

    public PersistenceVerticle(NodeKit kit) {
        this.kit = kit;
    }

    @Override
    public Future<?> start() {
        NodeConfig config = kit.config();
        queries = kit.breakers().guard(
            GuardTerms.of("database.query", MAX_QUERIES, CallJudge.EVERY_FAILURE).within(QUERY_TIME));
        recorder = new Recorder(vertx, DatabaseUrl.of(config), config, kit.breakers().guard(WRITES),
            corrupt -> kit.faults().report(SERVICE, corrupt.fault(), corrupt.getMessage()));
        return recorder.start().onSuccess(started -> serve());
    }

    @Override
    public Future<?> stop() {
        if (reporter != null) {
            reporter.stop();
        }
        return recorder.stop();
    }

    private void serve() {
        kit.bus().subscribe(Addresses.QUOTE, recorder::onQuote);
        kit.bus().serve(Addresses.PERFORMANCE, this::onPerformanceQuery);
        kit.bus().serve(Addresses.EQUITY_CURVE, this::onEquityCurve);
        kit.bus().serve(Addresses.recordingLag(kit.identity().name()), this::onLagQuery);
        vertx.setPeriodic(SAMPLE_MILLIS, tick -> sample());
        vertx.setPeriodic(0, LAG_MILLIS, tick -> recorder.measureLag()
            .onFailure(failure -> LOG.debug("the lag is not known now: {}", failure.getMessage())));
        vertx.setPeriodic(THIN_MILLIS, tick -> thin());
        reporter = ServiceReporter.start(vertx, kit, SERVICE,
            () -> recorder.state().view()).proving(this::prove).needing("database", this::reachDatabase);
    }

    private Future<PerformanceView> onPerformanceQuery(PerformanceQuery query) {
        return asked(pool -> new PerformanceQueries(pool).performance(query));
    }

    private Future<RecordingLag> onLagQuery(Ask ask) {
        return Future.succeededFuture(
            new RecordingLag(kit.identity().name(), recorder.state().behind()));
    }

    private Future<EquityCurve> onEquityCurve(Ask ask) {
        return asked(pool -> new EquityStore(pool).curve());
    }

    private <R> Future<R> asked(Function<Pool, Future<R>> question) {
        return withPool().compose(pool -> queries.call(() -> question.apply(pool), failure ->
            Future.failedFuture(failure instanceof NotAdmitted
                ? new Refusal(Refusal.Kind.UNAVAILABLE, failure.getMessage()) : failure)));
    }

    private Future<Pool> withPool() {
        return recorder.database() == null
            ? Future.failedFuture(new Refusal(Refusal.Kind.UNAVAILABLE, recorder.state().view().detail()))
            : Future.succeededFuture(recorder.database().pool());
    }

    /** Behind the journal it may be, as long as rows go in and come out. */
    private Future<SelfView> prove() {
        return withPool().compose(pool -> new RowProof(pool, kit.identity()).prove())
            .map(took -> SelfView.healthy("wrote a row and read it back in " + took.toMillis() + " ms"));
    }

    private Future<SelfView> reachDatabase() {
        return withPool().compose(pool -> pool.query("SELECT 1").execute())
            .map(rows -> SelfView.healthy("answers"));
    }

    private void sample() {
        EquityPoint point = recorder.sampleEquity(kit.identity().clock().instant());
        if (point != null) {
            kit.bus().publish(Addresses.EQUITY, point.view());
        }
    }

    private void thin() {
        withPool().compose(pool -> new EquityStore(pool).thin(kit.identity().clock().instant()))
            .onFailure(failure -> LOG.warn("old equity points stay for another hour: {}",
                failure.getMessage()));
    }
}

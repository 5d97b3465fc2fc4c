package dev.holdfast.signal;

import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.health.ServiceReporter;
import dev.holdfast.runtime.health.ServiceReporter.SelfView;
import dev.holdfast.runtime.stream.LossCount;
import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.signal.Signal;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.Topics;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the configured strategies over closed bars (requirement A1.2). Stateless: what it knows are the last
 * bars, which any instance can read again. Several instances compute the same signals with the same ids, so
 * that whoever acts upon them acts once; none needs to know of another.
 *
 * <p>A signal goes on the bus at once and to Kafka beside it: waiting for the disk would cost more than the
 * signal is worth, and what must survive, the order, is journalled with the signal's id by whoever acts.
 */
public final class SignalVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(SignalVerticle.class);
    private static final String SERVICE = "signal";
    private static final long LOOK_MILLIS = 1_000;

    private final NodeKit kit;
    private final SignalTiers tiers;
    private StrategyDesk desk;
    private RecentBars past;
    private ServiceReporter reporter;
    private final LossCount unstored = new LossCount();
    private long signals;

    public SignalVerticle(NodeKit kit) {
        this.kit = kit;
        this.tiers = new SignalTiers(kit, this::emit);
    }

    /** Fails with {@link InvalidStrategy} if a strategy cannot run as configured. */
    @Override
    public Future<?> start() {
        Set<InstrumentId> instruments = kit.config().instruments().stream().map(Instrument::id)
            .collect(Collectors.toUnmodifiableSet());
        var strategies = new StrategyCatalog(instruments).strategies(kit.config().strategies());
        desk = new StrategyDesk(strategies, tiers.outletOf(RulesTier.NAME));
        tiers.begin(List.of(new RulesTier(desk)));
        kit.bus().subscribe(Addresses.BAR, (Bar bar) -> tiers.onBar(bar));
        vertx.setPeriodic(LOOK_MILLIS, tick -> tiers.look());
        reporter = ServiceReporter.start(vertx, kit, SERVICE, this::selfView)
            .proving(IndicatorProof::prove);
        past = new RecentBars(vertx, kit.config().kafka().bootstrapServers(), desk::recall);
        past.read().onComplete(this::onPastRead);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        past.stop();
        tiers.end();
        reporter.stop();
        return Future.succeededFuture();
    }

    private void onPastRead(AsyncResult<Void> read) {
        if (read.failed()) {
            LOG.info("warming up on live bars: {}", read.cause().getMessage());
        }
        desk.goLive();
    }

    private void emit(Signal signal) {
        signals++;
        kit.bus().publish(Addresses.SIGNAL, signal);
        kit.streams().write(Topics.SIGNALS, signal.instrument().symbol(), signal)
            .onFailure(lost -> unstored.add());
    }

    private SelfView selfView() {
        List<StrategyRun> runs = desk.runs();
        List<StrategyRun> stopped = runs.stream().filter(run -> run.failure() != null).toList();
        long warm = runs.stream().filter(StrategyRun::isWarm).count();
        long lost = unstored.sum();
        String counts = (desk.isLive() ? "" : "reading past bars, ") + warm + " of " + runs.size()
            + " warm, " + signals + " signals by " + tiers.words() + ", " + lost + " not stored";
        boolean storing = !unstored.goesOn();
        if (!stopped.isEmpty()) {
            String why = stopped.stream().map(run -> run + " stopped: " + run.failure())
                .collect(Collectors.joining("; "));
            return stopped.size() == runs.size() ? SelfView.unhealthy(why + "; " + counts)
                : SelfView.degraded(why + "; " + counts);
        }
        return storing ? SelfView.healthy(counts) : SelfView.degraded("Kafka does not store; " + counts);
    }
}

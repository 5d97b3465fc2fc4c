package dev.holdfast.risk;

import dev.holdfast.risk.RiskWatch.Look;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.runtime.bus.ShardRouter;
import dev.holdfast.runtime.checkpoint.Checkpoints;
import dev.holdfast.runtime.checkpoint.WatcherStart;
import dev.holdfast.runtime.health.ServiceReporter;
import dev.holdfast.runtime.health.ServiceReporter.SelfView;
import dev.holdfast.runtime.journal.ShardPosition;
import dev.holdfast.trading.desk.DeskCommand.SetTradingState;
import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.checkpoint.RiskSnapshot;
import dev.holdfast.wire.checkpoint.ShardSnapshot;
import dev.holdfast.wire.message.PeakEquity;
import dev.holdfast.wire.message.RiskAlive;
import dev.holdfast.wire.message.RiskAssessed;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches all accounts and orders halts. What is too much is decided by {@link RiskWatch}, never here. More
 * nodes than one may watch: a halt that is ordered twice changes nothing.
 */
public final class RiskVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(RiskVerticle.class);
    /** Judgements without an action are written this seldom; with one, at once. */
    private static final int WRITE_EVERY = 10;
    private static final Duration HALT_TIMEOUT = Duration.ofSeconds(3);
    private static final long ALIVE_MILLIS = 1_000;

    private final NodeKit kit;
    private final RiskWatch watch;
    private final ReturnCorrelation correlation = new ReturnCorrelation();
    private final Set<AccountId> halting = new HashSet<>();
    private RiskFeeds feeds;
    private ShardRouter router;
    private ServiceReporter reporter;
    private long assessments;

    public RiskVerticle(NodeKit kit) {
        this.kit = kit;
        this.watch = new RiskWatch(kit.config().instruments().stream()
            .collect(Collectors.toMap(Instrument::id, Function.identity())),
            kit.config().risk().maxDrawdownPercent());
    }

    @Override
    public Future<?> start() {
        router = new ShardRouter(vertx, kit.bus(), kit.breakers());
        kit.bus().subscribe(Addresses.QUOTE, watch::onQuote);
        kit.bus().subscribe(Addresses.BAR, this::onBar);
        feeds = new RiskFeeds(vertx, kit.config().kafka().bootstrapServers(), Checkpoints.of(kit.config()),
            new Folds());
        feeds.start();
        kit.bus().serve(Addresses.RISK_SNAPSHOT, ask -> snapshot());
        vertx.setPeriodic(kit.config().risk().assessEvery().toMillis(), tick -> assess());
        vertx.setPeriodic(0, ALIVE_MILLIS, tick -> sayAlive());
        reporter = ServiceReporter.start(vertx, kit, "risk", this::selfView).proving(() -> feeds.prove());
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        reporter.stop();
        feeds.stop();
        return Future.succeededFuture();
    }

    private Future<RiskSnapshot> snapshot() {
        return feeds.isLive() ? Future.succeededFuture(watch.snapshot(feeds::position))
            : Future.failedFuture(new Refusal(Refusal.Kind.UNAVAILABLE, "the journal is being read"));
    }

    private void onBar(Bar bar) {
        if (bar.interval() == BarInterval.MINUTE) {
            correlation.onBar(bar);
        }
    }

    private void sayAlive() {
        if (feeds.isLive()) {
            kit.bus().publish(Addresses.RISK_ALIVE,
                new RiskAlive(kit.identity().name(), kit.identity().clock().instant()));
        }
    }

    private void assess() {
        if (!feeds.isLive()) {
            return;
        }
        Look look = watch.look(kit.identity().clock().instant(), correlation.byPair());
        boolean write = assessments++ % WRITE_EVERY == 0;
        for (RiskAssessed judged : look.judged()) {
            if (judged.action() != null) {
                halt(judged);
            }
            if (write || judged.action() != null) {
                kit.streams().write(Topics.RISK_DECISIONS, judged.account().name(), judged)
                    .onFailure(e -> LOG.warn("a risk assessment was not written: {}", e.getMessage()));
            }
        }
        look.peaks().forEach(this::writePeak);
    }

    private void writePeak(PeakEquity peak) {
        kit.streams().write(Topics.RISK_PEAKS, peak.account().name(), peak).onFailure(e -> {
            LOG.warn("the peak of {} was not written and is written again: {}", peak.account(),
                e.getMessage());
            watch.onPeakNotWritten(peak);
        });
    }

    /** One order at a time for an account; while none was confirmed, each look orders it again. */
    private void halt(RiskAssessed judged) {
        if (!halting.add(judged.account())) {
            return;
        }
        LOG.warn("halting account {}: {}", judged.account(), judged.reason());
        SetTradingState order = new SetTradingState(judged.account(), TradingState.HALTED, judged.reason(),
            "risk");
        router.requestSafety(ShardId.of(judged.account()), Addresses::setTradingState, order, HALT_TIMEOUT)
            .onComplete(done -> halting.remove(judged.account()))
            .onFailure(e -> LOG.error("the halt of {} was not confirmed and is ordered again: {}",
                judged.account(), e.getMessage()));
    }

    private SelfView selfView() {
        String again = feeds.restarts() == 0 ? "" : ", reading began anew " + feeds.restarts() + " times";
        return feeds.isLive() ? SelfView.healthy("watching, " + assessments + " assessments" + again)
            : SelfView.waiting("the journal is being read, or no broker answers" + again);
    }

    /** Brings what was read to the watch. */
    private final class Folds implements RiskFeeds.Listener {
        @Override
        public void onJournalRestart() {
            watch.forgetJournal();
        }

        @Override
        public Map<ShardId, ShardPosition> onStart(WatcherStart start) {
            RiskSnapshot measures = start.other(RiskSnapshot.PART, RiskSnapshot.class);
            Map<ShardId, ShardPosition> from = new HashMap<>();
            if (measures == null) {
                return from;
            }
            for (RiskSnapshot.Shard measured : measures.shards()) {
                ShardSnapshot desk = start.shards().get(measured.shard());
                watch.restore(desk, measured, measures.asOf());
                from.put(new ShardId(measured.shard()), desk.nextOffset() < measured.nextOffset()
                    ? new ShardPosition(desk.nextOffset(), desk.claim(), desk.nextSeq())
                    : new ShardPosition(measured.nextOffset(), measured.claim(), measured.nextSeq()));
            }
            return from;
        }

        @Override
        public void onDecision(ShardId shard, long offset, List<DeskEvent> events) {
            watch.onEvents(shard, offset, events);
        }

        @Override
        public void onPeak(PeakEquity peak) {
            watch.onPeak(peak);
        }
    }
}

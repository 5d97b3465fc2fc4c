package dev.holdfast.risk;

import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.health.ServiceReporter;
import dev.holdfast.runtime.health.ServiceReporter.SelfView;
import dev.holdfast.runtime.journal.JournalReader;
import dev.holdfast.runtime.journal.ShardPosition;
import dev.holdfast.trading.desk.DeskCommand.SetTradingState;
import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.message.RiskAssessed;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches all accounts and orders halts. What is too much is decided by {@link RiskWatch}, never here. */
public final class RiskVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(RiskVerticle.class);
    /** Judgements without an action are written this seldom; with one, at once. */
    private static final int WRITE_EVERY = 10;
    private static final Duration HALT_TIMEOUT = Duration.ofSeconds(3);

    private final NodeKit kit;
    private final RiskWatch watch;
    private final ReturnCorrelation correlation = new ReturnCorrelation();
    private JournalReader journal;
    private ServiceReporter reporter;
    private boolean caughtUp;
    private long assessments;

    public RiskVerticle(NodeKit kit) {
        this.kit = kit;
        this.watch = new RiskWatch(kit.config().instruments().stream()
            .collect(Collectors.toMap(Instrument::id, Function.identity())),
            kit.config().risk().maxDrawdownPercent());
    }

    @Override
    public Future<?> start() {
        kit.bus().subscribe(Addresses.QUOTE, watch::onQuote);
        kit.bus().subscribe(Addresses.BAR, this::onBar);
        journal = new JournalReader(vertx, kit.config().kafka().bootstrapServers(), new Fold());
        journal.start(Map.of());
        vertx.setPeriodic(kit.config().risk().assessEvery().toMillis(), tick -> assess());
        reporter = ServiceReporter.start(vertx, kit.bus(), kit.identity(), "risk", this::selfView);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        reporter.stop();
        journal.stop();
        return Future.succeededFuture();
    }

    private void onBar(Bar bar) {
        if (bar.interval() == BarInterval.MINUTE) {
            correlation.onBar(bar);
        }
    }

    private void assess() {
        if (!caughtUp) {
            return;
        }
        boolean write = assessments++ % WRITE_EVERY == 0;
        for (RiskAssessed judged : watch.assess(kit.identity().clock().instant(), correlation.byPair())) {
            if (judged.action() != null) {
                halt(judged);
            }
            if (write || judged.action() != null) {
                kit.streams().write(Topics.RISK_DECISIONS, judged.account().name(), judged)
                    .onFailure(e -> LOG.warn("a risk assessment was not written: {}", e.getMessage()));
            }
        }
    }

    private void halt(RiskAssessed judged) {
        LOG.warn("halting account {}: {}", judged.account(), judged.reason());
        SetTradingState order = new SetTradingState(judged.account(), TradingState.HALTED, judged.reason(),
            "risk");
        kit.bus().request(Addresses.setTradingState(ShardId.of(judged.account())), order, HALT_TIMEOUT)
            .onFailure(e -> LOG.error("the halt of {} was not confirmed and is ordered again: {}",
                judged.account(), e.getMessage()));
    }

    private SelfView selfView() {
        return caughtUp ? SelfView.healthy("watching, " + assessments + " assessments")
            : SelfView.unhealthy("the journal is being read, or no broker answers");
    }

    /** Hears the journal. */
    private final class Fold implements JournalReader.Listener {
        @Override
        public void onDecision(ShardId shard, List<DeskEvent> events, ShardPosition position) {
            watch.onEvents(shard, events);
        }

        @Override
        public void onCaughtUp() {
            caughtUp = true;
        }

        @Override
        public void onBroken(Throwable cause) {
            caughtUp = false;
        }
    }
}

package dev.holdfast.failsafe.health;

import dev.holdfast.failsafe.FailsafeKit;
import dev.holdfast.failsafe.Part;
import dev.holdfast.resilience.health.CheckLevel;
import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.runtime.config.FailsafeConfig;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.config.NodeConfig.StrategyRules;
import dev.holdfast.trading.desk.AccountRules;
import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.signal.Signal;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.failsafe.HealthChecked.Result;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches synthetic transactions (requirement A3.1): the signal service makes them by the clock, for an
 * account of their own, and they go the way of any order. The leader follows each from bar to fill and
 * measures its legs. It makes no order itself, so whatever it does wrong, it trades nothing.
 */
public final class SyntheticPart implements Part {
    /** What is checked; it is nobody's node. */
    private static final String PIPELINE = "pipeline";
    private static final String NOWHERE = "cluster";
    private static final Logger LOG = LoggerFactory.getLogger(SyntheticPart.class);
    private static final long TICK_MILLIS = 250;
    private static final String DEFAULT_EVERY = "60";
    private static final long NANOS_PER_MICRO = 1_000;

    private final FailsafeKit kit;
    private final FailsafeConfig.Synthetic config;
    private final Consumer<List<Result>> found;
    private final HopTimes times = new HopTimes();
    private final List<MessageConsumer<Buffer>> ears = new ArrayList<>();
    private AccountRules account;
    private StrategyRules strategy;
    private InstrumentId instrument;
    private Duration every;
    private ShardEar journal;
    private long timer;
    private long pulseNanos;
    private SyntheticTrace trace;
    private String lastSignal;
    private boolean signalDue;
    private Boolean holding;

    public SyntheticPart(FailsafeKit kit, Consumer<List<Result>> found) {
        this.kit = kit;
        this.config = kit.node().config().failsafe().synthetic();
        this.found = found;
    }

    @Override
    public Future<Void> start() {
        if (isConfigured(kit.node().config())) {
            times.register();
            kit.leader().onChange(this::onLeaderChanged);
            onLeaderChanged();
        } else {
            LOG.info("no synthetic transactions: no enabled strategy of kind {} is followed by account {}",
                StrategyRules.PULSE, config.account());
        }
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> stop() {
        end();
        times.close();
        return Future.succeededFuture();
    }

    private boolean isConfigured(NodeConfig node) {
        account = node.accounts().stream().filter(each -> each.id().equals(config.account())).findFirst()
            .orElse(null);
        strategy = account == null ? null : node.strategies().stream().filter(rules -> rules.enabled()
            && rules.isSynthetic() && account.strategies().contains(rules.name()))
            .findFirst().orElse(null);
        instrument = node.instruments().stream().map(Instrument::id).sorted().findFirst().orElse(null);
        every = strategy == null ? null : Duration.ofSeconds(Long.parseLong(
            strategy.parameters().getOrDefault("everySeconds", DEFAULT_EVERY)));
        return strategy != null && instrument != null;
    }

    private void onLeaderChanged() {
        boolean mine = kit.leader().isMine();
        if (mine && journal == null) {
            begin();
        } else if (!mine && journal != null) {
            end();
        }
    }

    private void begin() {
        pulseNanos = System.nanoTime();
        trace = null;
        holding = null;
        signalDue = false;
        ears.add(kit.node().bus().subscribe(Addresses.BAR, this::onBar));
        ears.add(kit.node().bus().subscribe(Addresses.SIGNAL, this::onSignal));
        journal = new ShardEar(kit.context(), kit.node().config().kafka().bootstrapServers(),
            ShardId.of(account.id()), this::onRecord);
        journal.start();
        timer = kit.vertx().setPeriodic(TICK_MILLIS, tick -> tick());
    }

    private void end() {
        if (journal != null) {
            journal.stop();
            journal = null;
            kit.vertx().cancelTimer(timer);
            ears.forEach(MessageConsumer::unregister);
            ears.clear();
        }
    }

    private void onBar(Bar bar) {
        if (bar.instrument().equals(instrument) && bar.interval() == BarInterval.SECOND
            && bar.closeTime().getEpochSecond() % every.toSeconds() == 0) {
            pulseNanos = System.nanoTime();
            signalDue = true;
        }
    }

    /** Every node with the signal service makes the same one. */
    private void onSignal(Signal signal) {
        if (signal.strategy().equals(strategy.name()) && signal.instrument().equals(instrument)
            && !signal.signalId().equals(lastSignal)) {
            lastSignal = signal.signalId();
            signalDue = false;
            trace = new SyntheticTrace(signal, pulseNanos, System.nanoTime());
        }
    }

    private void onRecord(JournalRecord record) {
        if (trace != null && record instanceof DecisionMade decision) {
            long nanos = System.nanoTime();
            decision.events().forEach(event -> trace.take(event, nanos));
            if (trace.isFilled()) {
                holding = trace.buys();
                times.record(trace);
                finish(HealthStatus.HEALTHY, "filled: " + trace + "; " + times.summary());
            } else if (trace.failure() != null) {
                holding = null;
                finish(trace.isForbidden() ? HealthStatus.DEGRADED : HealthStatus.UNHEALTHY, trace.failure());
            }
        }
    }

    private void tick() {
        long nanos = System.nanoTime();
        if (trace != null && trace.sinceBar(nanos).compareTo(config.timeout()) > 0) {
            giveUp();
        }
        Duration quiet = Duration.ofNanos(nanos - pulseNanos);
        if (signalDue && quiet.compareTo(config.timeout()) > 0) {
            signalDue = false;
            tell(HealthStatus.UNHEALTHY, quiet, "no signal for " + quiet.toSeconds() + " s after a bar of "
                + instrument);
        }
        if (quiet.compareTo(every.plus(config.timeout())) > 0) {
            pulseNanos = nanos;
            tell(HealthStatus.UNHEALTHY, quiet, "no bar of " + instrument + " closed on time for "
                + quiet.toSeconds() + " s");
        }
    }

    /** To buy what is held, or to sell what is not, is no order: that happens where the last turn failed. */
    private void giveUp() {
        boolean nothingToDo = !trace.hasOrder() && (holding == null || holding == trace.buys());
        if (nothingToDo) {
            holding = trace.buys();
            trace = null;
        } else {
            holding = null;
            finish(HealthStatus.UNHEALTHY, "not filled within " + config.timeout().toSeconds()
                + " s: it waits for " + trace.waitsFor() + " after " + trace);
        }
    }

    private void finish(HealthStatus outcome, String detail) {
        Duration took = trace.isFilled() ? trace.total() : trace.sinceBar(System.nanoTime());
        trace = null;
        tell(outcome, took, detail);
    }

    private void tell(HealthStatus outcome, Duration took, String detail) {
        found.accept(List.of(new Result(PIPELINE, NOWHERE, CheckLevel.SYNTHETIC, outcome,
            took.toNanos() / NANOS_PER_MICRO, detail, kit.now())));
    }
}

package dev.holdfast.portfolio.state;

import dev.holdfast.resilience.recovery.Fault;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.guard.GuardedBus;
import dev.holdfast.runtime.health.ServiceReporter.SelfView;
import dev.holdfast.runtime.journal.FoldProof;
import dev.holdfast.runtime.journal.JournalReader;
import dev.holdfast.runtime.journal.ShardPosition;
import dev.holdfast.runtime.stream.StreamTail;
import dev.holdfast.runtime.stream.TailPace;
import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.message.Ask;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Brings the journal, the market and the equity curve to the {@link StateStore}, on one context. */
public final class StateFeeds {
    private static final String ROLE = "portfolio-manager";
    private static final String BREAKER = "persistence.history";
    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(2);
    private static final long HISTORY_RETRY_MILLIS = 5_000;
    /** Five minutes of tries: persistence may start later than the gateway, or not be there at all. */
    private static final int HISTORY_TRIES = 60;

    private final Vertx vertx;
    private final Bus bus;
    private final GuardedBus guarded;
    private final Clock clock;
    private final StateStore state;
    private final BrokerWatch broker;
    private final String bootstrap;
    private final JournalReader journal;
    private final List<MessageConsumer<?>> subscriptions = new ArrayList<>();
    private StreamTail<Bar> bars;
    private boolean stopped;

    /** Must be made on the context that owns the state. */
    public StateFeeds(Vertx vertx, NodeKit kit, StateStore state, BrokerWatch broker) {
        this.vertx = vertx;
        this.bus = kit.bus();
        this.guarded = kit.guardedBus();
        this.clock = kit.identity().clock();
        this.state = state;
        this.broker = broker;
        this.bootstrap = kit.config().kafka().bootstrapServers();
        this.journal = new JournalReader(vertx, bootstrap, TailPace.SOON, new JournalReader.Listener() {
            @Override
            public void onDecision(ShardId shard, List<DeskEvent> events, ShardPosition position) {
                state.onDecision(shard, events);
            }

            @Override
            public void onCaughtUp() {
                state.onCaughtUp();
            }

            @Override
            public void onBroken(Throwable cause) {
                state.onBroken();
                kit.faults().report(ROLE, Fault.OWN, "its view reads the journal no more: " + cause);
            }
        });
    }

    /** Starts reading from the beginning of the journal; returns at once. */
    public void start() {
        journal.start(Map.of());
        subscriptions.add(bus.subscribe(Addresses.QUOTE, state::onQuote));
        subscriptions.add(bus.subscribe(Addresses.MARKET_CONDITION, state::onCondition));
        subscriptions.add(bus.subscribe(Addresses.BAR, state::onBar));
        subscriptions.add(bus.subscribe(Addresses.OPEN_BAR, state::onOpenBar));
        subscriptions.add(bus.subscribe(Addresses.EQUITY,
            point -> state.onEquityPoint(point, clock.instant())));
        broker.recentOffsets(Topics.BARS).onSuccess(this::tailBars);
        askHistory(HISTORY_TRIES);
    }

    public void stop() {
        stopped = true;
        journal.stop();
        subscriptions.forEach(MessageConsumer::unregister);
        if (bars != null) {
            bars.stop();
        }
    }

    /** Shows that the view reaches the journal's end. */
    public Future<SelfView> prove() {
        return state.isLive() ? FoldProof.of(vertx, journal)
            : Future.succeededFuture(SelfView.waiting("the journal is not read to its end"));
    }

    /** Journal records of all shards that counted for nobody. */
    public long voidRecords() {
        return journal.voidRecords();
    }

    /** The tail goes on after the past is read: a bar that the bus lost still arrives. */
    private void tailBars(Map<Integer, Long> from) {
        if (stopped) {
            return;
        }
        bars = new StreamTail<>(vertx, bootstrap, Topics.BARS, new StreamTail.Listener<>() {
            private boolean live;

            @Override
            public void onRecord(int partition, long offset, Bar bar) {
                if (live) {
                    state.onBar(bar);
                } else {
                    state.onOldBar(bar);
                }
            }

            @Override
            public void onCaughtUp() {
                live = true;
            }
        });
        bars.start(from);
    }

    private void askHistory(int triesLeft) {
        if (triesLeft == 0 || stopped) {
            return;
        }
        guarded.request(BREAKER, Addresses.EQUITY_CURVE, new Ask(), QUERY_TIMEOUT).onComplete(
            curve -> state.onEquityHistory(curve.points()),
            failure -> vertx.setTimer(HISTORY_RETRY_MILLIS, again -> askHistory(triesLeft - 1)));
    }
}

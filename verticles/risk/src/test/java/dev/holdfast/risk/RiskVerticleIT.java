package dev.holdfast.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.resilience.checkpoint.RetentionRule;
import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.checkpoint.Checkpoints;
import dev.holdfast.runtime.checkpoint.WatcherStart;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.journal.KafkaJournalWriter;
import dev.holdfast.runtime.journal.ShardPosition;
import dev.holdfast.runtime.stream.StreamTail;
import dev.holdfast.runtime.stream.StreamWriter;
import dev.holdfast.testkit.KafkaFixture;
import dev.holdfast.trading.desk.DeskCommand.SetTradingState;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.DeskEvent.AccountOpened;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.OrderEvent.OrderCreated;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import dev.holdfast.wire.journal.JournalRecord.ShardClaimed;
import dev.holdfast.wire.journal.LogIdentity;
import dev.holdfast.wire.message.Ack;
import dev.holdfast.wire.message.PeakEquity;
import dev.holdfast.wire.message.RiskAlive;
import dev.holdfast.wire.message.ShardOwned;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The watch on a real journal and bus: a position that falls is halted, whatever the order path thinks. */
class RiskVerticleIT {
    private static final AccountId ACCOUNT = new AccountId("trend");
    private static final ShardId SHARD = ShardId.of(ACCOUNT);
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final ClaimId CLAIM = new ClaimId(0, "node-1", "life");
    private static final Duration WAIT = Duration.ofSeconds(20);

    private final KafkaFixture kafka = KafkaFixture.fresh();
    private final Vertx vertx = Vertx.vertx();
    private final NodeIdentity identity = new NodeIdentity("node-1", "life", Clock.systemUTC());
    private final Bus bus = new Bus(vertx, "node-1", identity.clock());
    private final List<SetTradingState> ordered = new CopyOnWriteArrayList<>();
    private final List<RiskAlive> alive = new CopyOnWriteArrayList<>();
    private StreamWriter streams;
    private long marks;

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        kafka.close();
    }

    @BeforeEach
    void open() throws Exception {
        kafka.createTopic(Topics.JOURNAL.name(), ShardId.COUNT);
        kafka.createTopic(Topics.RISK_DECISIONS.name(), 1);
        kafka.createTopic(Topics.RISK_PEAKS.name(), 1);
        journalAPositionOfTenAtAHundred();
        bus.serve(Addresses.setTradingState("node-1"), (shard, command) -> {
            ordered.add(command);
            return Future.succeededFuture(new Ack());
        });
        vertx.setPeriodic(0, 200, tick -> bus.publish(Addresses.SHARD_OWNED,
            new ShardOwned(SHARD.number(), CLAIM, true, null, NOW)));
        bus.subscribe(Addresses.RISK_ALIVE, alive::add);
        streams = new StreamWriter(vertx, kafka.bootstrap(), "node-1", identity.clock());
    }

    @Test
    void ordersAHaltWhenAnAccountLostTooMuch() throws Exception {
        done(vertx.deployVerticle(new RiskVerticle(kit())));
        mark("89");
        await().atMost(WAIT).untilAsserted(() -> assertThat(ordered).isNotEmpty());
        assertThat(ordered.getFirst()).isEqualTo(new SetTradingState(ACCOUNT, TradingState.HALTED,
            "drawdown 11 % reached the limit of 10 %", "risk"));
    }

    @Test
    void remembersTheHighestEquityOverARestart() throws Exception {
        String first = done(vertx.deployVerticle(new RiskVerticle(kit())));
        List<PeakEquity> written = new CopyOnWriteArrayList<>();
        vertx.runOnContext(now -> new StreamTail<>(vertx, kafka.bootstrap(), Topics.RISK_PEAKS,
            new StreamTail.Listener<PeakEquity>() {
                @Override
                public void onRecord(int partition, long offset, PeakEquity peak) {
                    written.add(peak);
                }

                @Override
                public void onCaughtUp() {
                    // Only the records matter.
                }
            }).start(Map.of()));
        mark("200");
        await().atMost(WAIT).untilAsserted(() ->
            assertThat(written).extracting(PeakEquity::peak).contains(Money.of("2000")));
        vertx.cancelTimer(marks);
        done(vertx.undeploy(first));
        mark("179");
        done(vertx.deployVerticle(new RiskVerticle(kit())));
        await().atMost(WAIT).untilAsserted(() -> assertThat(ordered).isNotEmpty());
        assertThat(ordered.getFirst().reason()).isEqualTo("drawdown 10.5 % reached the limit of 10 %");
    }

    @Test
    void saysThatItIsAliveOnlyOnceItHasReadTheJournal() throws Exception {
        done(vertx.deployVerticle(new RiskVerticle(kit())));
        await().atMost(WAIT).untilAsserted(() -> assertThat(alive).hasSizeGreaterThan(1));
        assertThat(alive.getFirst().node()).isEqualTo("node-1");
    }

    @Test
    void readsTheJournalAnewWhenItsFoldBroke() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        List<DeskEvent> folded = new CopyOnWriteArrayList<>();
        AtomicReference<RiskFeeds> feeds = new AtomicReference<>();
        vertx.runOnContext(now -> {
            feeds.set(new RiskFeeds(vertx, kafka.bootstrap(), noCheckpoints(), new RiskFeeds.Listener() {
                @Override
                public void onJournalRestart() {
                    begun.incrementAndGet();
                    folded.clear();
                }

                @Override
                public Map<ShardId, ShardPosition> onStart(WatcherStart start) {
                    return Map.of();
                }

                @Override
                public void onDecision(ShardId shard, long offset, List<DeskEvent> events) {
                    if (begun.get() < 3) {
                        throw new IllegalStateException("broken on purpose");
                    }
                    folded.addAll(events);
                }

                @Override
                public void onPeak(PeakEquity peak) {
                    throw new AssertionError("there is none");
                }
            }));
            feeds.get().start();
        });
        await().atMost(WAIT).until(() -> feeds.get() != null && feeds.get().isLive());
        assertThat(feeds.get().restarts()).isEqualTo(2);
        assertThat(folded).hasSize(4);
        feeds.get().stop();
    }

    private static Checkpoints noCheckpoints() {
        return new Checkpoints(List.of(), Map.of(), new RetentionRule(1, 0, 0));
    }

    private NodeKit kit() {
        return new NodeKit(identity, config(), bus, streams);
    }

    private void journalAPositionOfTenAtAHundred() throws Exception {
        KafkaJournalWriter writer = new KafkaJournalWriter(vertx, kafka.bootstrap(), identity);
        ClOrdId id = ClOrdId.chosen(ACCOUNT, "first");
        OrderTerms terms = new OrderTerms(id, ACCOUNT, BTC, Side.BUY, OrderType.MARKET, TimeInForce.GTC,
            Quantity.of("10"), null, Price.of("100"), Origin.manual("test"), NOW);
        Fill fill = new Fill("1", "v1", Price.of("100"), Quantity.of("10"), BigDecimal.ZERO, "USDT", false,
            NOW);
        done(writer.append(SHARD, "trend", new ShardClaimed(null, "node-1", "life",
            new LogIdentity("t", 16), NOW)));
        done(writer.append(SHARD, "trend", new DecisionMade(CLAIM, 0, List.of(
            new AccountOpened(ACCOUNT, Money.of("1000"), "USDT", NOW), new OrderCreated(id, terms, NOW),
            new SendAttempted(id, 1, id.venueId(1), Quantity.of("10"), null, NOW, NOW.plusSeconds(1), "s",
                NOW),
            new OrderFilled(id, fill, NOW)))));
        writer.abandon();
    }

    /** Prices come again and again, as from a real feed: the watch may not listen yet at the first. */
    private void mark(String bid) {
        Quote quote = new Quote(BTC, Price.of(bid), Quantity.of("1"), Price.of(bid), Quantity.of("1"), NOW,
            NOW, 1, MarketCondition.LIVE);
        marks = vertx.setPeriodic(100, tick -> bus.publish(Addresses.QUOTE, quote));
    }

    private NodeConfig config() {
        Instrument instrument = new Instrument(BTC, "BTC", "USDT", Price.of("0.01"), Quantity.of("0.001"),
            Quantity.of("0.001"), Quantity.of("1000"), Money.of("5"));
        return new NodeConfig(null, null, null, new NodeConfig.Kafka(kafka.bootstrap()), null, null, null,
            new NodeConfig.Risk(new BigDecimal("10"), Duration.ofMillis(200)), null, List.of(instrument),
            List.of(), List.of(), List.of());
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}

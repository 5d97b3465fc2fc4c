package dev.holdfast.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.journal.KafkaJournalWriter;
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
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The watch on a real journal and bus: a position that falls is halted, whatever the order path thinks. */
class RiskVerticleIT {
    private static final AccountId ACCOUNT = new AccountId("trend");
    private static final ShardId SHARD = ShardId.of(ACCOUNT);
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final Duration WAIT = Duration.ofSeconds(20);

    private final KafkaFixture kafka = KafkaFixture.fresh();
    private final Vertx vertx = Vertx.vertx();
    private final NodeIdentity identity = new NodeIdentity("node-1", "life", Clock.systemUTC());
    private final Bus bus = new Bus(vertx, "node-1", identity.clock());
    private final List<SetTradingState> ordered = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        kafka.close();
    }

    @Test
    void ordersAHaltWhenAnAccountLostTooMuch() throws Exception {
        kafka.createTopic(Topics.JOURNAL.name(), ShardId.COUNT);
        kafka.createTopic(Topics.RISK_DECISIONS.name(), 1);
        journalAPositionOfTenAtAHundred();
        bus.serve(Addresses.setTradingState(SHARD), command -> {
            ordered.add(command);
            return Future.succeededFuture(new Ack());
        });
        StreamWriter streams = new StreamWriter(vertx, kafka.bootstrap(), "node-1", identity.clock());
        done(vertx.deployVerticle(new RiskVerticle(new NodeKit(identity, config(), bus, streams))));
        mark("89");
        await().atMost(WAIT).untilAsserted(() -> assertThat(ordered).isNotEmpty());
        assertThat(ordered.getFirst()).isEqualTo(new SetTradingState(ACCOUNT, TradingState.HALTED,
            "drawdown 11 % reached the limit of 10 %", "risk"));
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
        done(writer.append(SHARD, "trend", new DecisionMade(new ClaimId(0, "node-1", "life"), 0, List.of(
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
        vertx.setPeriodic(100, tick -> bus.publish(Addresses.QUOTE, quote));
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

package dev.holdfast.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.bus.Refusal;
import dev.holdfast.runtime.cluster.ClusterWatch;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.stream.StreamWriter;
import dev.holdfast.runtime.venue.Outcome;
import dev.holdfast.runtime.venue.StatusAnswer;
import dev.holdfast.testkit.KafkaFixture;
import dev.holdfast.trading.desk.AccountRules;
import dev.holdfast.trading.desk.DeskCommand.SubmitOrder;
import dev.holdfast.trading.desk.EntryStyle;
import dev.holdfast.trading.desk.OrderReply;
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
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.trading.position.SizingRule;
import dev.holdfast.trading.risk.RiskLimits;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.message.Ask;
import dev.holdfast.wire.view.ShardView;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order path on a real broker: what is journalled, what is sent, and what a second owner makes of it. */
class ExecutionIT {
    private static final AccountId ACCOUNT = new AccountId("trend");
    private static final ShardId SHARD = ShardId.of(ACCOUNT);
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final KafkaFixture kafka = KafkaFixture.fresh();
    private final Vertx vertx = Vertx.vertx();
    private final Vertx otherVertx = Vertx.vertx();
    private final ScriptedSession session = new ScriptedSession("session-1");
    private final NodesHeard nodes = new NodesHeard("node-1");
    private Bus bus;

    @BeforeEach
    void start() throws Exception {
        kafka.createTopic(Topics.JOURNAL.name(), ShardId.COUNT);
        kafka.createTopic(Topics.SIGNALS.name(), 1);
        bus = deploy(vertx, "node-1", session, nodes);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        otherVertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        kafka.close();
    }

    @Test
    void repliesOnceTheDecisionIsInTheJournalAndSendsOnce() {
        OrderReply reply = submit(bus, "one");
        assertThat(reply.status()).isEqualTo(OrderStatus.SUBMITTED);
        OrderReply again = submit(bus, "one");
        assertThat(again.duplicate()).isTrue();
        await().atMost(WAIT).untilAsserted(() -> assertThat(session.written).hasSize(1));
        await().atMost(WAIT).until(() -> shard(bus).nextOffset() >= 4);
    }

    @Test
    void keepsAnOrderUnknownWhenTheVenueTimesOut() {
        session.onPlace = attempt -> new Outcome.Unknown("timeout after 2000 ms");
        submit(bus, "lost");
        await().atMost(WAIT).until(() -> submit(bus, "lost").status() == OrderStatus.UNKNOWN);
        await().atMost(WAIT).untilAsserted(() -> assertThat(session.queried).isNotEmpty());
        assertThat(session.written).hasSize(1);
    }

    @Test
    void provesOnANewerSessionThatALostOrderNeverArrived() {
        session.onPlace = attempt -> new Outcome.Unknown("connection reset");
        // The venue's clock runs ahead, so that the proof does not take the test twelve seconds.
        session.onQuery = () -> new StatusAnswer.NotFound(Instant.now().plusSeconds(9), session.session());
        submit(bus, "lost");
        await().atMost(Duration.ofSeconds(20))
            .until(() -> submit(bus, "lost").status() == OrderStatus.REJECTED);
        assertThat(session.renewals).hasSize(1);
        assertThat(session.written).hasSize(1);
    }

    @Test
    void standsDownWhenAnotherNodeClaimsAndLeavesItTheSameState() {
        submit(bus, "before");
        await().atMost(WAIT).until(() -> submit(bus, "before").status() == OrderStatus.WORKING);
        ScriptedSession second = new ScriptedSession("session-2");
        nodes.heard("node-2");
        Bus other = deploy(otherVertx, "node-2", second, new NodesHeard("node-2"));
        assertThat(submit(other, "before").duplicate()).isTrue();
        submit(other, "after");
        await().atMost(WAIT).untilAsserted(() -> assertThat(second.written).hasSize(1));
        await().atMost(WAIT).until(() -> second.queried.contains(id("before").text()));
        assertThat(session.written).containsExactly(id("before").text());
    }

    @Test
    void withholdsWhatExpiredBeforeItCouldBeSent() throws Exception {
        submit(bus, "warm");
        kafka.stop();
        Future<OrderReply> caught = ask(bus, "caught");
        kafka.restart();
        await().atMost(Duration.ofSeconds(30)).until(caught::isComplete);
        await().atMost(Duration.ofSeconds(30)).until(() -> live(bus)
            && submit(bus, "caught").status().isTerminal() | session.written.contains(id("caught").text()));
        OrderStatus fate = submit(bus, "caught").status();
        assertThat(fate == OrderStatus.DENIED).isNotEqualTo(session.written.contains(id("caught").text()));
    }

    private static boolean live(Bus bus) {
        ShardView view = shard(bus);
        return view.claim() != null && view.claim().node().equals(bus.node());
    }

    private Bus deploy(Vertx on, String name, ScriptedSession venue, ClusterWatch cluster) {
        NodeIdentity identity = new NodeIdentity(name, name + "-life", Clock.systemUTC());
        Bus made = new Bus(on, name, identity.clock());
        StreamWriter streams = new StreamWriter(on, kafka.bootstrap(), name, identity.clock());
        NodeKit kit = new NodeKit(identity, config(), made, streams, cluster);
        result(on.deployVerticle(new ExecutionVerticle(kit, venue)));
        // It is up before it has read, and answers nothing until it began.
        await().atMost(Duration.ofSeconds(20)).ignoreExceptionsInstanceOf(Refusal.class)
            .until(() -> live(made));
        on.setPeriodic(200, tick -> made.publish(Addresses.QUOTE, new Quote(BTC, Price.of("99.99"),
            Quantity.of("1"), Price.of("100"), Quantity.of("1"), Instant.now(), Instant.now(), 1,
            MarketCondition.LIVE)));
        AtomicInteger heard = new AtomicInteger();
        made.subscribe(Addresses.QUOTE, quote -> heard.incrementAndGet());
        await().atMost(WAIT).until(() -> heard.get() >= 2);
        return made;
    }

    private static ShardView shard(Bus bus) {
        return result(bus.request(Addresses.shardStates(bus.node()), new Ask(), WAIT)).shards().stream()
            .filter(view -> view.shard() == SHARD.number()).findFirst().orElseThrow();
    }

    private static OrderReply submit(Bus bus, String name) {
        return result(ask(bus, name));
    }

    private static Future<OrderReply> ask(Bus bus, String name) {
        return bus.request(Addresses.submitOrder(bus.node()), SHARD,
            new SubmitOrder(id(name), ACCOUNT, BTC, Side.BUY, OrderType.LIMIT, TimeInForce.GTC,
                Quantity.of("1"), Price.of("99"), Origin.manual("test")),
            Duration.ofSeconds(15));
    }

    private static ClOrdId id(String name) {
        return ClOrdId.chosen(ACCOUNT, name);
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private NodeConfig config() {
        Instrument instrument = new Instrument(BTC, "BTC", "USDT", Price.of("0.01"), Quantity.of("0.001"),
            Quantity.of("0.001"), Quantity.of("1000"), Money.of("5"));
        RiskLimits limits = new RiskLimits(Money.of("5000"), Quantity.of("40"), Money.of("8000"),
            new BigDecimal("5"), 100, Duration.ofSeconds(1), 10);
        AccountRules account = new AccountRules(ACCOUNT, Money.of("10000"), "USDT", Set.of("ema"),
            new SizingRule.FixedQuantity(Quantity.of("2")), EntryStyle.MARKET, limits);
        return new NodeConfig(
            new NodeConfig.Node("node", Set.of("execution"), NodeConfig.Mode.PAPER, Path.of("target/data")),
            new NodeConfig.Http("127.0.0.1", 0), new NodeConfig.Cluster("test", "127.0.0.1", 0, List.of()),
            new NodeConfig.Kafka(kafka.bootstrap()),
            new NodeConfig.Venue("", "", "", "", "", "WS_API"),
            new NodeConfig.MarketData(Duration.ofSeconds(5)),
            new NodeConfig.Execution(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(5),
                null),
            new NodeConfig.Risk(new BigDecimal("10"), Duration.ofSeconds(1)),
            new NodeConfig.Database("", "", ""), List.of(instrument), List.of(account), List.of(), List.of());
    }
}

package dev.holdfast.execution;

import static org.awaitility.Awaitility.await;

import dev.holdfast.resilience.checkpoint.RetentionRule;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.checkpoint.ShardPast;
import dev.holdfast.runtime.config.CheckpointConfig;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.stream.StreamWriter;
import dev.holdfast.testkit.KafkaFixture;
import dev.holdfast.trading.desk.AccountRules;
import dev.holdfast.trading.desk.DeskCommand.SetTradingState;
import dev.holdfast.trading.desk.DeskCommand.SubmitOrder;
import dev.holdfast.trading.desk.DeskRules;
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
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.position.SizingRule;
import dev.holdfast.trading.risk.RiskLimits;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.failsafe.FailsafeEvent;
import dev.holdfast.wire.failsafe.FailsafeView;
import dev.holdfast.wire.journal.JournalRecord;
import dev.holdfast.wire.message.Ack;
import dev.holdfast.wire.message.Ask;
import dev.holdfast.wire.message.ServiceReport;
import dev.holdfast.wire.view.ShardView;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A real broker and one execution node on it that keeps checkpoints, is stopped and started again. */
final class CheckpointSite implements AutoCloseable {
    static final AccountId ACCOUNT = new AccountId("trend");
    static final ShardId SHARD = ShardId.of(ACCOUNT);
    static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    static final Instrument INSTRUMENT = new Instrument(BTC, "BTC", "USDT", Price.of("0.01"),
        Quantity.of("0.001"), Quantity.of("0.001"), Quantity.of("1000"), Money.of("5"));
    static final Duration WAIT = Duration.ofSeconds(60);

    final KafkaFixture kafka = KafkaFixture.fresh();
    private final Path folder;
    private Vertx vertx;
    private Bus bus;
    private String life;
    private volatile String quarantined = "";
    private volatile ServiceReport said;

    CheckpointSite(Path folder) {
        this.folder = folder;
        createTopics();
    }

    void createTopics() {
        kafka.createTopic(Topics.JOURNAL.name(), ShardId.COUNT);
        kafka.createTopic(Topics.SIGNALS.name(), 1);
    }

    Path folder() {
        return folder;
    }

    /** Starts the node and waits until it owns the shard and hears quotes. */
    void start() {
        startOnly();
        awaitLive();
    }

    void awaitLive() {
        await().atMost(WAIT).until(() -> isLive() && submit("warm-" + System.nanoTime()) != null);
    }

    void startOnly() {
        vertx = Vertx.vertx();
        life = "life-" + System.nanoTime();
        NodeIdentity identity = new NodeIdentity("node-1", life, Clock.systemUTC());
        bus = new Bus(vertx, "node-1", identity.clock());
        NodeKit kit = new NodeKit(identity, config(),
            bus, new StreamWriter(vertx, kafka.bootstrap(), "node-1", identity.clock()),
            new NodesHeard("node-1"));
        bus.subscribe(Addresses.FAILSAFE, event -> {
            if (event instanceof FailsafeEvent.RecoveryStarted started) {
                quarantined = started.why();
            }
        });
        said = null;
        bus.subscribe(Addresses.SERVICE_REPORT, report -> said = report);
        vertx.setPeriodic(100, tick -> bus.publish(Addresses.QUOTE, new Quote(BTC, Price.of("99.99"),
            Quantity.of("1"), Price.of("100"), Quantity.of("1"), Instant.now(), Instant.now(), 1,
            MarketCondition.LIVE)));
        result(vertx.deployVerticle(new ExecutionVerticle(kit, new ScriptedSession("session-1"))));
    }

    /** What the order path said of itself last; null before its first word. */
    ServiceReport said() {
        return said;
    }

    void stop() {
        if (vertx != null) {
            result(vertx.close());
            vertx = null;
        }
    }

    boolean isLive() {
        ShardView view = shard(false);
        return view != null && view.claim() != null && view.claim().incarnation().startsWith(life);
    }

    /** Null while the node does not answer. */
    ShardView shard(boolean hash) {
        Future<ShardView> asked = bus.request(hash ? Addresses.shardHashes("node-1")
            : Addresses.shardStates("node-1"), new Ask(), Duration.ofSeconds(5)).map(states ->
            states.shards().stream().filter(view -> view.shard() == SHARD.number()).findFirst()
                .orElseThrow());
        return result(asked.otherwiseEmpty());
    }

    /** What the node said that it moved aside. */
    String quarantined() {
        return quarantined;
    }

    /** Null if it was not taken. */
    OrderReply submit(String name) {
        return result(bus.request(Addresses.submitOrder("node-1"), SHARD,
            new SubmitOrder(ClOrdId.chosen(ACCOUNT, name), ACCOUNT, BTC, Side.BUY, OrderType.LIMIT,
                TimeInForce.GTC, Quantity.of("0.1"), Price.of("99"), Origin.manual("test")),
            Duration.ofSeconds(5)).otherwiseEmpty());
    }

    Ack resume() {
        return result(bus.request(Addresses.setTradingState("node-1"), SHARD,
            new SetTradingState(null, TradingState.ACTIVE, "looked at it", "test"), Duration.ofSeconds(5)));
    }

    FailsafeView.Checkpoint checkpoint() {
        return result(bus.request(Addresses.TAKE_CHECKPOINT, new Ask(), WAIT));
    }

    /** The hash to which the journal alone leads at an offset, folded from its first record. */
    String replayedTo(long nextOffset) {
        ShardPast past = new ShardPast(Map.of(BTC, INSTRUMENT), null, Instant.MAX);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()), new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(Topics.JOURNAL.name(), SHARD.number());
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (past.nextOffset() < nextOffset) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (record.offset() < nextOffset) {
                        past.take(record.offset(), Json.read(record.value(), JournalRecord.class));
                    }
                }
            }
        }
        return past.state().stateHash();
    }

    /** Cuts off the head of the shard's journal. */
    void deleteBefore(long offset) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            admin.deleteRecords(Map.of(new TopicPartition(Topics.JOURNAL.name(), SHARD.number()),
                RecordsToDelete.beforeOffset(offset))).all().get(20, TimeUnit.SECONDS);
        }
    }

    /** The topic goes with all it held, and another of the same name comes. */
    void makeJournalAnew() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            admin.deleteTopics(List.of(Topics.JOURNAL.name())).all().get(20, TimeUnit.SECONDS);
            await().atMost(WAIT).ignoreExceptions().until(() -> {
                kafka.createTopic(Topics.JOURNAL.name(), ShardId.COUNT);
                return true;
            });
        }
    }

    static <T> T result(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(90, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        stop();
        kafka.close();
    }

    /** The desk's rules, as the node makes them from its configuration. */
    DeskRules rules() {
        NodeConfig config = config();
        return new DeskRules(Map.of(BTC, INSTRUMENT), Map.of(ACCOUNT, config.accounts().getFirst()),
            config.execution().sendWindow(), config.execution().queueTime(), config.execution().quietTime());
    }

    private NodeConfig config() {
        RiskLimits limits = new RiskLimits(Money.of("5000"), Quantity.of("40"), Money.of("800000"),
            new BigDecimal("5"), 1_000, Duration.ofSeconds(1), 1_000);
        AccountRules account = new AccountRules(ACCOUNT, Money.of("1000000"), "USDT", Set.of(),
            new SizingRule.FixedQuantity(Quantity.of("2")), EntryStyle.MARKET, limits);
        return new NodeConfig(
            new NodeConfig.Node("node-1", Set.of("execution"), NodeConfig.Mode.PAPER, folder),
            new NodeConfig.Http("127.0.0.1", 0), new NodeConfig.Cluster("test", "127.0.0.1", 0, List.of()),
            new NodeConfig.Kafka(kafka.bootstrap()), new NodeConfig.Venue("", "", "", "", "", "WS_API"),
            new NodeConfig.MarketData(Duration.ofSeconds(5)),
            new NodeConfig.Execution(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(5),
                null),
            new NodeConfig.Risk(new BigDecimal("10"), Duration.ofSeconds(1)),
            new NodeConfig.Database("", "", ""), List.of(INSTRUMENT), List.of(account), List.of(),
            List.of()).with(new CheckpointConfig(Duration.ZERO, folder,
                new RetentionRule(10, 0, 0), null));
    }
}

package dev.holdfast.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.runtime.stream.TopicAdmin;
import dev.holdfast.runtime.stream.TopicsFile;
import dev.holdfast.testkit.ChildProcess;
import dev.holdfast.testkit.FreePorts;
import dev.holdfast.testkit.KafkaFixture;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.market.Trade;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.OrderEvent.OrderAccepted;
import dev.holdfast.trading.order.OrderEvent.OrderCreated;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.wire.Json;
import dev.holdfast.wire.Topic;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.journal.JournalRecord.DecisionMade;
import dev.holdfast.wire.journal.JournalRecord.ShardClaimed;
import dev.holdfast.wire.journal.LogIdentity;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AnalyticsIT {
    private static final Path JAR = Path.of("target/holdfast-analytics.jar");
    private static final String INSTRUMENTS = "../../conf/instruments.yaml";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    private static final AccountId ACCOUNT = new AccountId("house");
    private static final ShardId SHARD = ShardId.of(ACCOUNT);
    private static final Instant MINUTE = Instant.parse("2024-08-08T10:00:00Z");
    private static KafkaFixture kafka;
    private static KafkaProducer<String, byte[]> producer;

    @BeforeAll
    static void writeKnownTradesAndFills() throws Exception {
        kafka = KafkaFixture.fresh();
        TopicAdmin.apply(kafka.bootstrap(), TopicsFile.shipped(), SOON);
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", kafka.bootstrap(), "acks", "all"),
            new StringSerializer(), new ByteArraySerializer());
        trade(1, "60000", "1", 10);
        trade(2, "60300", "2", 20);
        trade(3, "61000", "0.5", 70);
        long claimed = journal(new ShardClaimed(null, "node-1", "a",
            new LogIdentity("t", 16), MINUTE));
        ClaimId claim = new ClaimId(claimed, "node-1", "a");
        journal(new DecisionMade(claim, 0, List.of(new DeskEvent.AccountOpened(ACCOUNT,
            Money.of("100000"), "USDT", MINUTE))));
        journal(new DecisionMade(claim, 1, filled("buy", Side.BUY, "60000", "0.2", 15)));
        journal(new DecisionMade(claim, 3, filled("void", Side.BUY, "1", "9", 16)));
        journal(new DecisionMade(new ClaimId(claimed, "node-2", "b"), 2,
            filled("deposed", Side.BUY, "1", "9", 16)));
        journal(new DecisionMade(claim, 2, filled("sell", Side.SELL, "61000", "0.1", 75)));
    }

    @AfterAll
    static void close() {
        producer.close();
        kafka.close();
    }

    @Test
    void printsTheFiguresThatFollowFromTheTopics() {
        List<JsonNode> lines = run("--once", "--json");
        assertThat(lines).hasSize(2);
        expect(lines.get(0), MINUTE, "60200", "3", 2, 1, "0.2", "0");
        expect(lines.get(1), MINUTE.plusSeconds(60), "61000", "0.5", 1, 1, "0.1", "100");
    }

    @Test
    void beginsAtTheEndWhenAsked() {
        assertThat(run("--once", "--json", "--from", "end")).isEmpty();
    }

    @Test
    void printsLinesForPeople() {
        try (ChildProcess child = start(kafka.bootstrap(), "--once")) {
            assertThat(child.awaitExit(SOON)).isZero();
            assertThat(child.output()).contains("2024-08-08T10:01:00Z BTCUSDT    vwap 61000.00000000"
                + " volume 0.5 trades 1 fills 1 filled 0.1 realised 100");
        }
    }

    @Test
    void goesOnUntilItIsStopped() {
        try (ChildProcess child = start(kafka.bootstrap())) {
            child.awaitLine("10:00:00Z", SOON);
            assertThat(child.stop(SOON)).isEqualTo(143);
        }
    }

    @Test
    void saysInOneLineThatNoBrokerAnswers() {
        String nowhere = "127.0.0.1:" + FreePorts.one();
        try (ChildProcess child = start(nowhere, "--once")) {
            assertThat(child.awaitExit(SOON)).isEqualTo(2);
            assertThat(child.output()).isEqualTo("holdfast-analytics: no Kafka broker answered at " + nowhere
                + " within 5 s; start one, or correct --bootstrap");
        }
    }

    private static List<JsonNode> run(String... options) {
        try (ChildProcess child = start(kafka.bootstrap(), options)) {
            assertThat(child.awaitExit(SOON)).as(child.output()).isZero();
            return child.output().lines().map(line -> Json.read(line, JsonNode.class)).toList();
        }
    }

    private static ChildProcess start(String bootstrap, String... options) {
        String[] all = new String[options.length + 4];
        List.of("--bootstrap", bootstrap, "--instruments", INSTRUMENTS).toArray(all);
        System.arraycopy(options, 0, all, 4, options.length);
        return ChildProcess.jar(JAR, List.of("-XX:TieredStopAtLevel=1", "-Xmx128m"), all);
    }

    private static void expect(JsonNode line, Instant minute, Object... figures) {
        assertThat(line.path("minute").asText()).isEqualTo(minute.toString());
        assertThat(line.path("instrument").asText()).isEqualTo("BTCUSDT");
        String[] names = {"vwap", "volume", "trades", "fills", "filledVolume", "realisedPnl"};
        for (int i = 0; i < names.length; i++) {
            assertThat(new BigDecimal(line.path(names[i]).asText())).as(names[i])
                .isEqualByComparingTo(figures[i].toString());
        }
    }

    private static void trade(long id, String price, String quantity, int second) throws Exception {
        Instant time = MINUTE.plusSeconds(second);
        write(Topics.TRADES, null, BTC.symbol(), new Trade(BTC, id, Price.of(price), Quantity.of(quantity),
            Side.BUY, time, time));
    }

    private static long journal(Object record) throws Exception {
        return write(Topics.JOURNAL, SHARD.number(), ACCOUNT.name(), record);
    }

    private static long write(Topic<?> topic, Integer partition, String key, Object record) throws Exception {
        return producer.send(new ProducerRecord<>(topic.name(), partition, key, Json.bytes(record)))
            .get(10, TimeUnit.SECONDS).offset();
    }

    private static List<DeskEvent> filled(String name, Side side, String price, String quantity, int second) {
        Instant at = MINUTE.plusSeconds(second);
        ClOrdId id = ClOrdId.chosen(ACCOUNT, name);
        Quantity whole = Quantity.of(quantity);
        OrderTerms terms = new OrderTerms(id, ACCOUNT, BTC, side, OrderType.LIMIT, TimeInForce.GTC, whole,
            Price.of(price), Price.of(price), Origin.manual("test"), at);
        Fill fill = new Fill("exec-" + name, "v-" + name, Price.of(price), whole, BigDecimal.ZERO, "USDT",
            false, at);
        return List.of(new OrderCreated(id, terms, at),
            new SendAttempted(id, 1, id.venueId(1), whole, Price.of(price), at, at.plusSeconds(1), "s", at),
            new OrderAccepted(id, "v-" + name, at, at), new OrderFilled(id, fill, at));
    }
}

package dev.holdfast.signal;

import static dev.holdfast.signal.SampleBars.BTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.config.NodeConfig.StrategyRules;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.stream.StreamTail;
import dev.holdfast.runtime.stream.StreamWriter;
import dev.holdfast.testkit.KafkaFixture;
import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.signal.Signal;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.message.ServiceReport;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ta4j.core.BarSeries;

/** The verticle on a real bus and a real broker. */
class SignalVerticleIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final StrategyRules STEADY = rules("steady", Steady.class.getName(),
        "volatilityBars", "2");
    private static final StrategyRules FAULTY = rules("faulty", Faulty.class.getName(),
        "volatilityBars", "2");

    private final List<Signal> heard = new CopyOnWriteArrayList<>();
    private final List<Signal> stored = new CopyOnWriteArrayList<>();
    private final List<ServiceReport> reports = new CopyOnWriteArrayList<>();
    private KafkaFixture kafka;
    private Vertx vertx;
    private Bus bus;
    private StreamWriter streams;
    private StreamTail<Signal> tail;

    /** Wants in at each bar; warm after three. */
    public static final class Steady implements Strategy {
        @Override
        public int warmUpBars() {
            return 3;
        }

        @Override
        public Intent decide(BarSeries series) {
            return new Intent.EnterLong("close " + series.getLastBar().getClosePrice());
        }
    }

    /** Breaks at its first bar. */
    public static final class Faulty implements Strategy {
        @Override
        public int warmUpBars() {
            return 3;
        }

        @Override
        public Intent decide(BarSeries series) {
            throw new IllegalStateException("no such line");
        }
    }

    @BeforeEach
    void startBrokerAndBus() throws Exception {
        kafka = KafkaFixture.fresh();
        kafka.createTopic(Topics.BARS.name(), 4);
        kafka.createTopic(Topics.SIGNALS.name(), 4);
        vertx = Vertx.vertx();
        bus = new Bus(vertx, "n1", Clock.systemUTC());
        streams = new StreamWriter(vertx, kafka.bootstrap(), "n1", Clock.systemUTC());
        bus.subscribe(Addresses.SIGNAL, heard::add);
        bus.subscribe(Addresses.SERVICE_REPORT, reports::add);
    }

    @AfterEach
    void stopAll() throws Exception {
        if (tail != null) {
            tail.stop();
        }
        for (String id : vertx.deploymentIDs()) {
            done(vertx.undeploy(id));
        }
        done(streams.close());
        done(vertx.close());
        kafka.close();
    }

    @Test
    void signalsOnBusAndInKafkaOnceWarmAndNeverFromABarThatIsNotLive() throws Exception {
        listenToTopic();
        deploy(STEADY);

        publish(0, 4);
        bus.publish(Addresses.BAR, SampleBars.bar(4, 100, 1, MarketCondition.STALE));
        publish(5, 8);

        await().atMost(SOON).until(() -> stored.size() == 3);
        assertThat(stored).containsExactlyInAnyOrderElementsOf(heard);
        assertThat(heard).extracting(Signal::barCloseTime)
            .containsExactly(closeOf(2), closeOf(3), closeOf(7));
    }

    @Test
    void makesOneSetOfIdsOnTwoNodesThoughOneStartedLateFromKafka() throws Exception {
        deploy(STEADY);
        awaitLive();
        for (int second = 0; second < 10; second++) {
            Bar bar = SampleBars.bar(second, 100 + second);
            done(streams.write(Topics.BARS, BTC.symbol(), bar));
            bus.publish(Addresses.BAR, bar);
        }
        await().atMost(SOON).until(() -> heard.size() == 8);
        heard.clear();

        deploy(STEADY);
        publish(10, 12);

        await().atMost(SOON).until(() -> heard.size() == 4);
        assertThat(heard.stream().distinct()).hasSize(2);
    }

    @Test
    void reportsAStrategyThatBrokeAndRunsTheOthers() throws Exception {
        deploy(FAULTY, STEADY);

        publish(0, 5);

        await().atMost(SOON).until(() -> heard.size() == 3);
        await().atMost(SOON).untilAsserted(() -> assertThat(reports).anySatisfy(report -> {
            assertThat(report.status()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(report.detail()).contains(
                "faulty on BTCUSDT stopped: java.lang.IllegalStateException: no such line");
        }));
    }

    @Test
    void warmsUpOnLiveBarsWhenTheBrokerIsAway() throws Exception {
        kafka.stop();
        deploy(STEADY);
        await().atMost(SOON).until(() -> !reports.isEmpty());

        publish(0, 4);

        await().atMost(SOON).until(() -> heard.size() == 2);
    }

    @Test
    void refusesToStartWithAStrategyThatCannotRun() {
        StrategyRules wrong = rules("trend", "ema-cross", "fast", "0");

        Throwable cause = vertx.deployVerticle(new SignalVerticle(kit(wrong)))
            .toCompletionStage().toCompletableFuture().handle((id, failure) -> failure).join();

        assertThat(cause).isInstanceOf(InvalidStrategy.class)
            .hasMessage("strategy 'trend': parameter 'fast' must be a whole number from 2 to 200, was '0'");
    }

    private void listenToTopic() {
        tail = new StreamTail<>(vertx, kafka.bootstrap(), Topics.SIGNALS, new StreamTail.Listener<>() {
            @Override
            public void onRecord(int partition, long offset, Signal signal) {
                stored.add(signal);
            }

            @Override
            public void onCaughtUp() {
            }
        });
        tail.start(Map.of());
    }

    private void awaitLive() {
        await().atMost(SOON).until(() -> !reports.isEmpty()
            && !reports.getLast().detail().contains("reading past bars"));
    }

    private void publish(int from, int to) {
        for (int second = from; second < to; second++) {
            bus.publish(Addresses.BAR, SampleBars.bar(second, 100 + second));
        }
    }

    private static Instant closeOf(int second) {
        return SampleBars.bar(second, 100).closeTime();
    }

    private void deploy(StrategyRules... strategies) throws Exception {
        done(vertx.deployVerticle(new SignalVerticle(kit(strategies))));
    }

    private NodeKit kit(StrategyRules... strategies) {
        Instrument btc = new Instrument(BTC, "BTC", "USDT", Price.of("0.01"), Quantity.of("0.00001"),
            Quantity.of("0.00001"), Quantity.of("9000"), new Money(BigDecimal.TEN));
        NodeConfig config = new NodeConfig(null, null, null, new NodeConfig.Kafka(kafka.bootstrap()),
            null, null, null, null, null, List.of(btc), List.of(), List.of(strategies), List.of());
        return new NodeKit(new NodeIdentity("n1", "i1", Clock.systemUTC()), config, bus, streams);
    }

    private static StrategyRules rules(String name, String kind, String parameter, String value) {
        return new StrategyRules(name, kind, List.of("*"), Map.of(parameter, value), true);
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(SOON.toSeconds(), TimeUnit.SECONDS);
    }
}

package dev.holdfast.marketdata;

import static dev.holdfast.marketdata.MarketSamples.BTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.resilience.health.HealthStatus;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.cluster.ClusterWatch;
import dev.holdfast.runtime.cluster.Leases;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.stream.StreamTail;
import dev.holdfast.runtime.stream.StreamWriter;
import dev.holdfast.runtime.venue.MarketFeed;
import dev.holdfast.testkit.KafkaFixture;
import dev.holdfast.trading.market.Bar;
import dev.holdfast.trading.market.BarInterval;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.PriceSource;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Trade;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.EventAddress;
import dev.holdfast.wire.Topic;
import dev.holdfast.wire.Topics;
import dev.holdfast.wire.message.MarketConditionChanged;
import dev.holdfast.wire.message.ServiceReport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verticle on a real bus and a real broker, with a feed that says what the test wants. */
class MarketDataVerticleIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration STALE_AFTER = Duration.ofMillis(700);

    private final List<StreamTail<?>> tails = new ArrayList<>();
    private KafkaFixture kafka;
    private Vertx vertx;
    private Bus bus;
    private StreamWriter streams;
    private ScriptedFeed feed;
    private ScriptedFeed backup;
    private MarketDataVerticle verticle;

    @BeforeEach
    void startBrokerAndBus() throws Exception {
        kafka = KafkaFixture.fresh();
        for (Topic<?> topic : List.of(Topics.QUOTES, Topics.TRADES, Topics.BARS)) {
            kafka.createTopic(topic.name(), 4);
        }
        vertx = Vertx.vertx();
        bus = new Bus(vertx, "n1", Clock.systemUTC());
        streams = new StreamWriter(vertx, kafka.bootstrap(), "n1", Clock.systemUTC());
        feed = new ScriptedFeed(vertx);
        backup = new ScriptedFeed(vertx);
    }

    @AfterEach
    void stopAll() throws Exception {
        tails.forEach(StreamTail::stop);
        for (String id : vertx.deploymentIDs()) {
            done(vertx.undeploy(id));
        }
        done(streams.close());
        done(vertx.close());
        kafka.close();
    }

    @Test
    void bringsQuotesTradesAndBarsToBusAndKafka() throws Exception {
        List<Quote> quotes = hear(Addresses.QUOTE);
        List<Trade> trades = hear(Addresses.TRADE);
        List<Bar> bars = hear(Addresses.BAR);
        List<Bar> openBars = hear(Addresses.OPEN_BAR);
        deploy();

        for (int i = 0; i < 100; i++) {
            int millis = i * 25;
            feed.say(to -> to.onQuote(MarketSamples.quote(millis, "99.99", "100.01")));
            feed.say(to -> to.onTrade(MarketSamples.trade(millis, "100")));
        }

        await().atMost(SOON).until(() -> bars.size() >= 3 && !openBars.isEmpty());
        assertThat(trades).hasSize(100);
        assertThat(quotes).isNotEmpty().hasSizeLessThan(101);
        assertThat(quotes.getLast().sequence()).isEqualTo(99 * 25);
        assertThat(bars.get(1).trades()).isEqualTo(40);
        List<Trade> storedTrades = stored(Topics.TRADES);
        List<Bar> storedBars = stored(Topics.BARS);
        await().atMost(SOON).until(() -> storedTrades.size() == 100 && storedBars.containsAll(bars));
        assertThat(storedTrades).isEqualTo(trades);
    }

    @Test
    void closesBarsWithoutTradesAndMarksSilence() throws Exception {
        List<Quote> quotes = hear(Addresses.QUOTE);
        List<Bar> bars = hear(Addresses.BAR);
        List<MarketConditionChanged> conditions = hear(Addresses.MARKET_CONDITION);
        deploy();

        feed.say(to -> to.onQuote(MarketSamples.quote(0, "99", "100")));
        feed.say(to -> to.onTrade(MarketSamples.trade(100, "100")));

        await().atMost(SOON).until(() -> bars.size() >= 3);
        assertThat(conditions).extracting(MarketConditionChanged::condition)
            .startsWith(MarketCondition.LIVE, MarketCondition.STALE);
        assertThat(quotes).filteredOn(quote -> quote.source() == PriceSource.VENUE)
            .extracting(Quote::condition).containsExactly(MarketCondition.LIVE, MarketCondition.STALE);
        assertThat(bars).allMatch(bar -> bar.interval() == BarInterval.SECOND);
        assertThat(bars.get(2).condition()).isEqualTo(MarketCondition.STALE);
        assertThat(bars.get(2).trades()).isZero();
    }

    @Test
    void tellsHealthyDegradedAndUnhealthyApart() throws Exception {
        List<ServiceReport> reports = hear(Addresses.SERVICE_REPORT);
        deploy();
        await().atMost(SOON).until(() -> last(reports, HealthStatus.DEGRADED,
            "BTCUSDT STALE (nothing heard yet)"));

        long timer = vertx.setPeriodic(50,
            tick -> feed.say(to -> to.onQuote(MarketSamples.quote(tick, "99", "100"))));
        await().atMost(SOON).until(() -> last(reports, HealthStatus.HEALTHY, "1 instruments LIVE"));

        feed.say(to -> to.onCondition(BTC, MarketCondition.GAPPED, "update 7 is missing"));
        vertx.cancelTimer(timer);
        await().atMost(SOON).until(() -> last(reports, HealthStatus.DEGRADED, "update 7 is missing"));

        feed.disconnect();
        await().atMost(SOON).until(() -> last(reports, HealthStatus.UNHEALTHY,
            "feed down: connection refused, next try in 2 s"));
    }

    @Test
    void goesOnOnTheBusWhenTheBrokerIsAwayAndSaysSo() throws Exception {
        List<Trade> trades = hear(Addresses.TRADE);
        kafka.stop();
        deploy();

        for (int i = 0; i < 10; i++) {
            int millis = i;
            feed.say(to -> to.onTrade(MarketSamples.trade(millis, "100")));
        }

        await().atMost(SOON).until(() -> trades.size() == 10);
        await().atMost(Duration.ofSeconds(40)).until(() -> verticle.metrics().unstored() > 0);
    }

    @Test
    void standsByUntilItHasTheFeedAndFallsSilentTheMomentItHasItNot() throws Exception {
        ScriptedLeases leases = new ScriptedLeases();
        List<Trade> trades = hear(Addresses.TRADE);
        List<ServiceReport> reports = hear(Addresses.SERVICE_REPORT);
        String deployment = deploy(leases);
        await().atMost(SOON).until(() -> last(reports, HealthStatus.HEALTHY,
            "standing by; the feed is at n2"));
        assertThat(feed.isStarted()).isFalse();

        leases.hold();
        await().atMost(SOON).until(feed::isUp);
        await().atMost(SOON).until(feed::isStarted);
        feed.say(to -> to.onTrade(MarketSamples.trade(1, "100")));
        await().atMost(SOON).until(() -> trades.size() == 1);

        leases.expire();
        feed.say(to -> to.onTrade(MarketSamples.trade(2, "100")));
        leases.lose();
        await().atMost(SOON).until(() -> !feed.isUp());
        leases.hold();
        await().atMost(SOON).until(feed::isUp);
        feed.say(to -> to.onTrade(MarketSamples.trade(3, "100")));
        await().atMost(SOON).until(() -> trades.size() == 2);
        assertThat(trades).extracting(Trade::tradeId).containsExactly(1L, 3L);

        done(vertx.undeploy(deployment));
        assertThat(leases.isGivenUp()).isTrue();
    }

    @Test
    void servesFromTheBackupWhileTheVenueIsAwayAndMixesNothing() throws Exception {
        List<Quote> quotes = hear(Addresses.QUOTE);
        List<Trade> trades = hear(Addresses.TRADE);
        List<ServiceReport> reports = hear(Addresses.SERVICE_REPORT);
        deploy(Leases.alone("n1"), Map.of(PriceSource.VENUE, feed, PriceSource.BACKUP, backup));
        await().atMost(SOON).until(() -> feed.isStarted() && backup.isStarted());
        long venueTalks = talk(feed, "99");
        talk(backup, "89");
        await().atMost(SOON).until(() -> !quotes.isEmpty());
        assertThat(quotes).allMatch(quote -> quote.source() == PriceSource.VENUE);

        vertx.cancelTimer(venueTalks);
        feed.disconnect();
        await().atMost(SOON).until(() -> quotes.getLast().source() == PriceSource.BACKUP);
        await().atMost(SOON).until(() -> last(reports, HealthStatus.DEGRADED,
            "prices come from the backup, as venue is unfit: connection refused, next try in 2 s"));
        feed.say(to -> to.onTrade(MarketSamples.trade(1, "99")));
        backup.say(to -> to.onTrade(MarketSamples.trade(2, "89")));
        await().atMost(SOON).until(() -> !trades.isEmpty());

        assertThat(trades).containsExactly(MarketSamples.trade(2, "89").from(PriceSource.BACKUP));
        assertThat(quotes).allMatch(quote -> quote.bid().equals(
            Price.of(quote.source() == PriceSource.VENUE ? "99" : "89")));
    }

    @Test
    void tellsTheLastPriceAsStaleWhileNoSourceIsLeft() throws Exception {
        List<Quote> quotes = hear(Addresses.QUOTE);
        deploy();
        feed.say(to -> to.onQuote(MarketSamples.quote(0, "99", "100")));
        await().atMost(SOON).until(() -> !quotes.isEmpty());

        feed.disconnect();

        // More than once: whoever comes later has to hear it too.
        await().atMost(SOON).until(() -> quotes.stream()
            .filter(quote -> quote.source() == PriceSource.CACHE).count() >= 2);
        assertThat(quotes.getLast()).isEqualTo(MarketSamples.quote(0, "99", "100")
            .withCondition(MarketCondition.STALE).from(PriceSource.CACHE));
    }

    /** Quotes every 50 ms until the timer is canceled. */
    private long talk(ScriptedFeed who, String bid) {
        return vertx.setPeriodic(50, tick ->
            who.say(to -> to.onQuote(MarketSamples.quote(tick, bid, "100"))));
    }

    private static boolean last(List<ServiceReport> reports, HealthStatus status, String detail) {
        return !reports.isEmpty() && reports.getLast().status() == status
            && reports.getLast().detail().contains(detail);
    }

    private <E> List<E> hear(EventAddress<E> address) {
        List<E> heard = new CopyOnWriteArrayList<>();
        bus.subscribe(address, heard::add);
        return heard;
    }

    private <T> List<T> stored(Topic<T> topic) {
        List<T> stored = new CopyOnWriteArrayList<>();
        StreamTail<T> tail = new StreamTail<>(vertx, kafka.bootstrap(), topic, new StreamTail.Listener<>() {
            @Override
            public void onRecord(int partition, long offset, T record) {
                stored.add(record);
            }

            @Override
            public void onCaughtUp() {
            }
        });
        tails.add(tail);
        tail.start(Map.of());
        return stored;
    }

    private void deploy() throws Exception {
        deploy(Leases.alone("n1"));
        await().atMost(SOON).until(feed::isStarted);
    }

    private String deploy(Leases leases) throws Exception {
        return deploy(leases, Map.of(PriceSource.VENUE, feed));
    }

    private String deploy(Leases leases, Map<PriceSource, MarketFeed> feeds) throws Exception {
        Instrument btc = new Instrument(BTC, "BTC", "USDT", Price.of("0.01"), Quantity.of("0.00001"),
            Quantity.of("0.00001"), Quantity.of("9000"), new Money(BigDecimal.TEN));
        NodeConfig config = new NodeConfig(null, null, null, new NodeConfig.Kafka(kafka.bootstrap()), null,
            new NodeConfig.MarketData(STALE_AFTER), null, null, null, List.of(btc), List.of(), List.of(),
            List.of());
        NodeIdentity identity = new NodeIdentity("n1", "i1", Clock.systemUTC());
        verticle = new MarketDataVerticle(
            new NodeKit(identity, config, bus, streams, ClusterWatch.alone(identity), leases), feeds);
        return done(vertx.deployVerticle(verticle));
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(SOON.toSeconds(), TimeUnit.SECONDS);
    }
}

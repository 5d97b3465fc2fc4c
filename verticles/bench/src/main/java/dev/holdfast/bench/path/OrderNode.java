package dev.holdfast.bench.path;

import dev.holdfast.binance.BinanceConfig;
import dev.holdfast.binance.order.BinanceSession;
import dev.holdfast.execution.ExecutionVerticle;
import dev.holdfast.marketdata.MarketDataVerticle;
import dev.holdfast.runtime.NodeKit;
import dev.holdfast.runtime.bus.Bus;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.guard.GuardedSession;
import dev.holdfast.runtime.health.NodeIdentity;
import dev.holdfast.runtime.stream.StreamWriter;
import dev.holdfast.runtime.venue.OrderSession;
import dev.holdfast.trading.desk.DeskCommand.SubmitOrder;
import dev.holdfast.trading.desk.OrderReply;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.MarketCondition;
import dev.holdfast.trading.market.Quote;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.ShardId;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.wire.Addresses;
import dev.holdfast.wire.message.Ask;
import dev.holdfast.wire.message.ShardStates;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The order path of a node in this JVM, so that one clock sees both its ends: the verticles of market data
 * and execution, the bus between them, the broker's journal and the venue's session. Its orders are IOC
 * limits below the venue's market, so each of them is accepted, expires at once and leaves nothing behind.
 */
final class OrderNode implements AutoCloseable {
    static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    /** Below every price of the recorded market, and above a fifth of it, where the venue refuses. */
    static final Price BID = Price.of("99.99");
    static final Price ASK = Price.of("100");
    private static final String NODE = "bench";
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final long KEEP_FRESH_MILLIS = 200;

    private final Vertx vertx = Vertx.vertx();
    private final Context client = vertx.getOrCreateContext();
    private final NodeIdentity identity = new NodeIdentity(NODE, NODE + "-life", Clock.systemUTC());
    private final Bus bus = new Bus(vertx, NODE, identity.clock());
    private final DrivenFeed feed = new DrivenFeed(vertx);
    private final List<AccountId> accounts = BenchConfig.accounts();
    private final StreamWriter streams;
    private final QuoteTrader trader;
    private volatile boolean keepFresh = true;
    private long orders;

    private OrderNode(NodeConfig config, Function<Vertx, OrderSession> session) {
        this.streams = new StreamWriter(vertx, config.kafka().bootstrapServers(), NODE, identity.clock());
        this.trader = new QuoteTrader(bus, streams, accounts);
        NodeKit kit = new NodeKit(identity, config, bus, streams);
        OrderSession guarded = new GuardedSession(session.apply(vertx), kit.breakers());
        result(vertx.deployVerticle(new MarketDataVerticle(kit, feed)));
        result(vertx.deployVerticle(new ExecutionVerticle(kit, guarded)));
        vertx.setPeriodic(KEEP_FRESH_MILLIS, tick -> {
            if (keepFresh) {
                quote(0);
            }
        });
        trader.listen();
    }

    /**
     * Starts a node that sends to the site's venue.
     *
     * @param written hears each order that passes the last check before its socket
     */
    static OrderNode sendingTo(Site site, Consumer<OrderTerms> written) throws InterruptedException {
        NodeConfig config = site.config().load(site.settings());
        NodeConfig.Venue venue = config.venue();
        BinanceConfig binance = BinanceConfig.of(venue.restUrl(), venue.streamUrl(), venue.wsApiUrl(),
            venue.apiKey(), venue.secret());
        OrderNode node = new OrderNode(config, vertx -> new TimedSession(
            new BinanceSession(vertx, binance, Clock.systemUTC()), written));
        node.awaitTrading();
        return node;
    }

    /** Starts a node whose venue answers at once and in this JVM: what is left is the journal. */
    static OrderNode journalling(Site site) throws InterruptedException {
        OrderNode node = new OrderNode(site.config().load(site.settings()), vertx -> new InstantVenue());
        node.awaitTrading();
        return node;
    }

    /** Submits one more order over the bus; {@code answered} hears of the reply: its failure, or null. */
    void submit(Consumer<Throwable> answered) {
        long number = ++orders;
        client.runOnContext(go -> {
            AccountId account = accounts.get((int) (number % accounts.size()));
            Future<OrderReply> reply = bus.request(Addresses.submitOrder(NODE), ShardId.of(account),
                order(account, number), WAIT);
            reply.onComplete(done -> answered.accept(null), answered::accept);
        });
    }

    /** Lets the feed hear a quote; above zero it is one that a strategy trades on. */
    void quote(long number) {
        Instant now = Instant.now();
        feed.hear(new Quote(BTC, BID, Quantity.of("1"), ASK, Quantity.of("1"), now, now, number,
            MarketCondition.LIVE));
    }

    /** While the bench sends its own quotes, others would delay them: quotes are thinned out by time. */
    void keepFresh(boolean keep) {
        keepFresh = keep;
    }

    /** An echo over the same bus with the same messages. */
    void serveEcho() {
        bus.serve(Addresses.submitOrder("echo"), (shard, command) ->
            Future.succeededFuture(new OrderReply(command.clOrdId(), null, null, false)));
    }

    void echo(Runnable answered) {
        long number = ++orders;
        client.runOnContext(go -> {
            bus.request(Addresses.submitOrder("echo"), new ShardId(0), order(accounts.get(0), number), WAIT)
                .onSuccess(reply -> answered.run());
        });
    }

    private static SubmitOrder order(AccountId account, long number) {
        return new SubmitOrder(ClOrdId.derived(account, NODE, Long.toString(number)), account, BTC, Side.BUY,
            OrderType.LIMIT, TimeInForce.IOC, Quantity.of("0.1"), BID, Origin.manual(NODE));
    }

    @Override
    public void close() {
        result(streams.close());
        result(vertx.close());
    }

    /** Trading needs every shard claimed, a venue session and a fresh quote: the first order shows it. */
    private void awaitTrading() throws InterruptedException {
        long end = System.nanoTime() + WAIT.toNanos();
        while (System.nanoTime() < end) {
            ShardStates states = result(bus.request(Addresses.shardStates(NODE), new Ask(), WAIT));
            boolean owned = states.shards().stream()
                .allMatch(view -> view.claim() != null && view.claim().node().equals(NODE));
            if (owned) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(KEEP_FRESH_MILLIS);
        }
        throw new IllegalStateException("the shards were not claimed within " + WAIT);
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.await(WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("no answer within " + WAIT, e);
        }
    }
}

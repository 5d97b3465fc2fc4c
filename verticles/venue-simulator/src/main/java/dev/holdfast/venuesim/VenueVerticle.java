package dev.holdfast.venuesim;

import dev.holdfast.venuesim.account.Account;
import dev.holdfast.venuesim.admin.AdminApi;
import dev.holdfast.venuesim.admin.FaultSwitch;
import dev.holdfast.venuesim.api.SpotApi;
import dev.holdfast.venuesim.book.Fixed8;
import dev.holdfast.venuesim.engine.Exchange;
import dev.holdfast.venuesim.engine.MarketPlayer;
import dev.holdfast.venuesim.engine.VenueClock;
import dev.holdfast.venuesim.fault.Fault;
import dev.holdfast.venuesim.fault.FaultName;
import dev.holdfast.venuesim.fault.Faults;
import dev.holdfast.venuesim.ledger.EntryKind;
import dev.holdfast.venuesim.ledger.Ledger;
import dev.holdfast.venuesim.market.Replay;
import dev.holdfast.venuesim.market.ReplaySource;
import dev.holdfast.venuesim.stream.Publisher;
import dev.holdfast.venuesim.stream.StreamHub;
import dev.holdfast.venuesim.stream.UserStreams;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The running venue. Everything happens on this verticle's one event loop: the market's beat, the engine,
 * both ports. So there are no locks, and the order of events is the order in which they were handled.
 */
public final class VenueVerticle extends VerticleBase {

    private static final long MARKET_BEAT = 10;
    private static final long FAST_BEAT = 100;
    private static final long SLOW_BEAT = 1_000;
    private static final long PING_BEAT = 20_000;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String LOOPBACK = "127.0.0.1";

    private final VenueOptions options;
    private final ReplaySource source;
    private final double speed;
    private HttpServer server;
    private HttpServer admin;
    private Ledger ledger;
    private long lastBeatNanos;

    /** {@code source} is read already: nothing here touches a data file. */
    public VenueVerticle(VenueOptions options, ReplaySource source, double speed) {
        this.options = options;
        this.source = source;
        this.speed = speed;
    }

    @Override
    public Future<?> start() throws IOException {
        var clockSource = InstantSource.system();
        var faults = new Faults(clockSource);
        var clock = new VenueClock(clockSource, () -> faults.find(FaultName.CLOCK_SKEW, null)
            .map(fault -> fault.options().getLong("ms", 0L)).orElse(0L));
        ledger = Ledger.open(clock, options.ledger());
        var hub = new StreamHub(faults);
        var users = new UserStreams(vertx, hub, clock, faults);
        var publisher = new Publisher(hub, users, clock, faults);
        var exchange = exchange(clock, faults, publisher);
        var replay = new Replay(source, speed, options.playback().loop());
        var parts = new VenueParts(options.config(), clock, faults, ledger, accounts(), exchange, replay,
            hub, users);
        writeStart(parts);
        var api = new SpotApi(vertx, parts);
        var player = new MarketPlayer(exchange);
        var faultSwitch = new FaultSwitch(vertx, parts, api, player);
        startBeats(parts, api, player, publisher, faultSwitch);
        return listen(parts, api, faultSwitch);
    }

    @Override
    public Future<?> stop() throws IOException {
        ledger.close();
        return Future.succeededFuture();
    }

    /** The bound port of the public interface. */
    public int port() {
        return server.actualPort();
    }

    /** The bound admin port. */
    public int adminPort() {
        return admin.actualPort();
    }

    private Future<?> listen(VenueParts parts, SpotApi api, FaultSwitch faultSwitch) {
        server = vertx.createHttpServer(new HttpServerOptions().setHost(options.host())
            .setPort(options.port())
            .setMaxWebSocketMessageSize(1024 * 1024).setTcpNoDelay(true));
        api.install(server);
        var adminApi = new AdminApi(parts, faultSwitch);
        admin = vertx.createHttpServer(new HttpServerOptions().setHost(LOOPBACK).setPort(options.adminPort()))
            .requestHandler(adminApi::handle);
        return server.listen().recover(failure -> Future.failedFuture(portRefusal("--port", options.port(),
            failure)))
            .compose(done -> admin.listen().recover(
                failure -> Future.failedFuture(portRefusal("--admin-port", options.adminPort(), failure))));
    }

    private void startBeats(VenueParts parts, SpotApi api, MarketPlayer player, Publisher publisher,
                            FaultSwitch faultSwitch) {
        lastBeatNanos = System.nanoTime();
        // The first moment is played at once, so that there is a book before anyone can ask for it.
        parts.replay().step(0, player::play);
        vertx.setPeriodic(MARKET_BEAT, beat -> {
            var now = System.nanoTime();
            parts.replay().step((now - lastBeatNanos) / NANOS_PER_MILLI, player::play);
            lastBeatNanos = now;
        });
        vertx.setPeriodic(FAST_BEAT, beat -> {
            faultSwitch.tidy();
            publisher.onFastBeat(parts.exchange());
        });
        vertx.setPeriodic(SLOW_BEAT, beat -> publisher.onSlowBeat(parts.exchange(), api::dayTicker));
        vertx.setPeriodic(PING_BEAT, beat -> parts.hub().pingAll(parts.clock().millis()));
    }

    private Exchange exchange(VenueClock clock, Faults faults, Publisher publisher) {
        var listed = options.config().instruments().stream()
            .filter(instrument -> source.symbols().contains(instrument.symbol())).toList();
        return new Exchange(listed, options.config().fees(), clock, ledger, publisher,
            () -> faults.find(FaultName.PARTIAL_FILLS,
                null).map(VenueVerticle::mostPerFill).orElse(Long.MAX_VALUE));
    }

    private static long mostPerFill(Fault fault) {
        return Fixed8.of(new BigDecimal(String.valueOf(fault.options().getValue("quantity", "0.001"))));
    }

    private Map<String, Account> accounts() {
        var accounts = new LinkedHashMap<String, Account>();
        options.config().accounts().forEach(each -> accounts.put(each.apiKey(),
            new Account(each.name(), each.apiKey(), each.secret(), each.balances())));
        return accounts;
    }

    private void writeStart(VenueParts parts) {
        ledger.append(EntryKind.START, entry -> {
            var balances = new JsonObject();
            parts.accountsByKey().values().forEach(account -> {
                var each = new JsonObject();
                account.balances().forEach((asset, balance) -> each.put(asset, Fixed8.text(balance.free())));
                balances.put(account.name(), each);
            });
            entry.put("data", source.description()).put("speed", speed).put("balances", balances);
        });
    }

    private static VenueRefusal portRefusal(String option, int port, Throwable failure) {
        return new VenueRefusal("cannot listen on port " + port + " (" + failure.getMessage()
            + "); stop what uses it "
            + "or choose another with " + option);
    }
}

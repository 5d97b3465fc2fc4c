package dev.holdfast.venuesim.stream;

import dev.holdfast.venuesim.account.Account;
import dev.holdfast.venuesim.engine.DepthDiff;
import dev.holdfast.venuesim.engine.Exchange;
import dev.holdfast.venuesim.engine.Interval;
import dev.holdfast.venuesim.engine.Market;
import dev.holdfast.venuesim.engine.PublicTrade;
import dev.holdfast.venuesim.engine.VenueClock;
import dev.holdfast.venuesim.engine.VenueListener;
import dev.holdfast.venuesim.fault.FaultName;
import dev.holdfast.venuesim.fault.Faults;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Turns what happens in the exchange into stream events: trades and best prices at once, the rest on a
 * beat.
 */
public final class Publisher implements VenueListener {

    private static final int[] PARTIAL_DEPTHS = {5, 10, 20};

    private final StreamHub hub;
    private final UserStreams users;
    private final VenueClock clock;
    private final Faults faults;
    private final Map<String, Long> lastBarByStream = new HashMap<>();

    /** Publishes through {@code hub} and {@code users}. */
    public Publisher(StreamHub hub, UserStreams users, VenueClock clock, Faults faults) {
        this.hub = hub;
        this.users = users;
        this.clock = clock;
        this.faults = faults;
    }

    @Override
    public void onReport(Report report) {
        users.report(report.order().account(), EventJson.executionReport(report));
    }

    @Override
    public void onBalances(Account account, Set<String> assets, long time) {
        users.send(account, EventJson.accountPosition(account, assets, time));
    }

    @Override
    public void onTrade(Market market, PublicTrade trade) {
        var symbol = market.instrument().symbol();
        var stream = market.instrument().streamName();
        hub.publish(stream + "@trade", () -> EventJson.trade(symbol, trade, clock.millis()));
        hub.publish(stream + "@aggTrade", () -> EventJson.aggTrade(symbol, trade, clock.millis()));
    }

    @Override
    public void onBest(Market market) {
        var best = market.best();
        if (best.bid() == null || best.ask() == null) {
            return;
        }
        hub.publish(market.instrument().streamName() + "@bookTicker", () -> EventJson.bookTicker(
            market.instrument().symbol(), market.updateId(), best.bid(), best.ask()));
    }

    /** Every 100 ms: the fast depth streams, only when something changed. */
    public void onFastBeat(Exchange exchange) {
        for (var market : exchange.markets().values()) {
            publishDepth(market, "@depth@100ms", market.drainFast(), "@100ms");
        }
    }

    /** Every second: the slow depth streams, bars and day tickers. */
    public void onSlowBeat(Exchange exchange, Function<Market, JsonObject> dayTicker) {
        for (var market : exchange.markets().values()) {
            publishDepth(market, "@depth", market.drainSlow(), "");
            var symbol = market.instrument().symbol();
            hub.publish(market.instrument().streamName() + "@ticker",
                () -> EventJson.ticker(dayTicker.apply(market), symbol, clock.millis()));
        }
        for (var stream : List.copyOf(hub.streams())) {
            publishBars(exchange, stream);
        }
    }

    private void publishDepth(Market market, String stream, List<DepthDiff.Event> events, String pace) {
        var symbol = market.instrument().symbol();
        var name = market.instrument().streamName();
        for (var event : events) {
            // Skipping what nobody listens to would use the fault up and show nobody a gap.
            if (hub.isHeard(name + stream) && faults.use(FaultName.SKIP_U, symbol).isEmpty()) {
                hub.publish(name + stream, () -> EventJson.depthUpdate(symbol, event, clock.millis()));
            }
        }
        if (!events.isEmpty()) {
            for (var limit : PARTIAL_DEPTHS) {
                hub.publish(name + "@depth" + limit + pace, () -> EventJson.partialDepth(market, limit));
            }
        }
    }

    /** The growing bar each second, and once more, closed, a bar that has ended since. */
    private void publishBars(Exchange exchange, String stream) {
        var at = stream.indexOf("@kline_");
        var market = at < 0 ? null : exchange.markets().get(stream.substring(0, at).toUpperCase(Locale.ROOT));
        var name = at < 0 ? "" : stream.substring(at + "@kline_".length());
        var length = Interval.millis(name);
        if (market == null || length.isEmpty()) {
            return;
        }
        var bars = market.tape().candles(length.get());
        if (bars.isEmpty()) {
            return;
        }
        var last = bars.getLast();
        var before = lastBarByStream.put(stream, last.openTime());
        if (before != null && before < last.openTime() && bars.size() > 1) {
            var ended = bars.get(bars.size() - 2);
            hub.publish(stream, () -> EventJson.kline(market.instrument().symbol(), name, ended, length.get(),
                clock.millis()));
        }
        hub.publish(stream, () -> EventJson.kline(market.instrument().symbol(), name, last, length.get(),
            clock.millis()));
    }
}

package dev.holdfast.venuesim.api;

import dev.holdfast.venuesim.VenueParts;
import dev.holdfast.venuesim.engine.Market;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;

/** The public interface of the venue: REST, streams and WebSocket API on one server. */
public final class SpotApi {

    private final MarketCommands market;
    private final RestDoor rest;
    private final SocketDoor sockets;
    private final VenueParts venue;

    /** Builds the interface over a venue. */
    public SpotApi(Vertx vertx, VenueParts venue) {
        this.venue = venue;
        var gate = new Gate(venue.accountsByKey(), venue.clock(), new RateLimits(venue.config().limits()),
            venue.faults());
        this.market = new MarketCommands(venue.exchange(), gate);
        var reader = new OrderReader(venue.exchange());
        var entry = new OrderEntry(vertx, venue.exchange(), gate,
            new OrderEntry.Journal(venue.ledger(), venue.clock(), reader),
                venue.config().latency().orderMillis());
        var accounts = new AccountCommands(gate, venue.config().fees(), venue.users());
        var endpoints = new Endpoints(market, new OrderCommands(venue.exchange(), reader, entry), accounts);
        var dispatcher = new Dispatcher(gate, entry);
        this.rest = new RestDoor(endpoints, dispatcher);
        this.sockets = new SocketDoor(venue.hub(), venue.users(),
            new SocketRequests(endpoints, dispatcher, accounts, venue.users(), venue.hub()), gate);
    }

    /** Sets the server's handlers. */
    public void install(HttpServer server) {
        server.requestHandler(rest::handle);
        server.webSocketHandshakeHandler(sockets::onHandshake);
        server.webSocketHandler(sockets::onSocket);
    }

    /** Fixes what /depth answers while the frozen-snapshot fault is on. */
    public void freezeSnapshots() {
        market.freeze();
    }

    /** A market's last 24 hours, as REST prints it; the ticker stream says the same. */
    public JsonObject dayTicker(Market each) {
        return MarketJson.dayTicker(each, venue.clock().millis());
    }
}

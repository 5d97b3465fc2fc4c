package dev.holdfast.venuesim.api;

import dev.holdfast.venuesim.book.Side;
import dev.holdfast.venuesim.engine.Exchange;
import dev.holdfast.venuesim.engine.OrderRequest;
import dev.holdfast.venuesim.engine.OrderType;
import dev.holdfast.venuesim.engine.TimeInForce;
import dev.holdfast.venuesim.engine.VenueError;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * Reads an order out of its parameters, type by type, with the exchange's errors for what does not belong.
 */
final class OrderReader {

    private static final VenueError BAD_SIDE = VenueError.bad(-1117, "Invalid side.");
    private static final VenueError BAD_TYPE = VenueError.bad(-1116, "Invalid orderType.");
    private static final VenueError BAD_TIME_IN_FORCE = VenueError.bad(-1115, "Invalid timeInForce.");
    private static final String CLIENT_ID = "^[\\.A-Z\\:/a-z0-9_-]{1,36}$";

    private final Exchange exchange;

    OrderReader(Exchange exchange) {
        this.exchange = exchange;
    }

    OrderRequest read(Params params) {
        var instrument = exchange.market(params.required("symbol")).instrument();
        var side = params.oneOf("side", Side.class, BAD_SIDE);
        var type = params.oneOf("type", OrderType.class, BAD_TYPE);
        var clientOrderId = clientId(params, "newClientOrderId");
        if (type == OrderType.MARKET) {
            refuse(params, "price", "timeInForce");
            var byQuote = params.has("quoteOrderQty");
            if (byQuote) {
                refuse(params, "quantity");
            }
            BigDecimal quote = byQuote ? params.decimal("quoteOrderQty") : null;
            return new OrderRequest(instrument, side, type, TimeInForce.GTC, 0,
                byQuote ? 0 : params.fixed8("quantity"), quote, clientOrderId);
        }
        refuse(params, "quoteOrderQty");
        var timeInForce = TimeInForce.GTC;
        if (type == OrderType.LIMIT) {
            timeInForce = params.oneOf("timeInForce", TimeInForce.class, BAD_TIME_IN_FORCE);
        } else {
            refuse(params, "timeInForce");
        }
        return new OrderRequest(instrument, side, type, timeInForce, params.fixed8("price"),
            params.fixed8("quantity"), null, clientOrderId);
    }

    /** The client's id of this name, or a new one. */
    String clientId(Params params, String name) {
        var id = params.text(name).orElseGet(this::newClientId);
        if (!id.matches(CLIENT_ID)) {
            throw VenueError.bad(-1100, "Illegal characters found in parameter '" + name
                + "'; legal range is '"
                + CLIENT_ID + "'.").asException();
        }
        return id;
    }

    /** 32 hex digits: an id that no client chose only has to be unique. */
    String newClientId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static void refuse(Params params, String... names) {
        for (var name : names) {
            if (params.has(name)) {
                throw VenueError.notRequired(name).asException();
            }
        }
    }
}

package dev.holdfast.binance.instrument;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.binance.BinanceConfig;
import dev.holdfast.binance.net.HttpAnswer.Answered;
import dev.holdfast.binance.net.NoAnswer;
import dev.holdfast.binance.net.RestCall;
import dev.holdfast.binance.net.RestClient;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** What the venue lets be traded, and in which steps ({@code GET /api/v3/exchangeInfo}). */
public final class BinanceInstruments {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;

    private BinanceInstruments() {
    }

    /** Asks the venue; fails with {@link NoAnswer}. */
    public static Future<Map<InstrumentId, Instrument>> fetch(Vertx vertx, BinanceConfig config) {
        RestClient rest = new RestClient(vertx, config);
        return rest.send(RestCall.open("/api/v3/exchangeInfo")).map(answer -> {
            if (answer instanceof Answered answered && answered.status() == OK) {
                return read(answered.body());
            }
            throw new NoAnswer("no exchangeInfo: " + answer);
        }).eventually(rest::close);
    }

    /**
     * Reads the answer. Instruments that do not trade now are left out, and so are those whose symbol or
     * steps our orders could not express.
     */
    public static Map<InstrumentId, Instrument> read(String exchangeInfo) {
        var instruments = new TreeMap<InstrumentId, Instrument>();
        for (JsonNode symbol : tree(exchangeInfo).path("symbols")) {
            if ("TRADING".equals(symbol.path("status").asText())) {
                try {
                    Instrument instrument = instrument(symbol);
                    instruments.put(instrument.id(), instrument);
                } catch (IllegalArgumentException e) {
                    // A symbol of other letters, or a step of zero: not for us, no reason to lose the rest.
                    continue;
                }
            }
        }
        return instruments;
    }

    private static Instrument instrument(JsonNode symbol) {
        var filters = new TreeMap<String, JsonNode>();
        symbol.path("filters").forEach(filter -> filters.put(filter.path("filterType").asText(), filter));
        JsonNode lot = filters.get("LOT_SIZE");
        return new Instrument(new InstrumentId(symbol.path("symbol").asText()),
            symbol.path("baseAsset").asText(), symbol.path("quoteAsset").asText(),
            new Price(decimal(filters.get("PRICE_FILTER"), "tickSize")),
            new Quantity(decimal(lot, "stepSize")), new Quantity(decimal(lot, "minQty")),
            new Quantity(decimal(lot, "maxQty")), minNotional(filters));
    }

    /** NOTIONAL today, MIN_NOTIONAL in older answers; none means any value will do. */
    private static Money minNotional(Map<String, JsonNode> filters) {
        JsonNode filter = filters.getOrDefault("NOTIONAL", filters.get("MIN_NOTIONAL"));
        return filter == null ? Money.ZERO : new Money(decimal(filter, "minNotional"));
    }

    private static BigDecimal decimal(JsonNode filter, String field) {
        if (filter == null || !filter.hasNonNull(field)) {
            throw new IllegalArgumentException("no " + field);
        }
        return new BigDecimal(filter.get(field).asText());
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new NoAnswer("exchangeInfo is not JSON: " + e.getOriginalMessage());
        }
    }
}

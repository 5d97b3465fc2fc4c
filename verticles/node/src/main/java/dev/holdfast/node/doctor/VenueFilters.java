package dev.holdfast.node.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.trading.market.Instrument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lays instruments.yaml beside the venue's exchangeInfo: a wrong step would have every order rejected. */
final class VenueFilters {
    private VenueFilters() {
    }

    /**
     * The differences, one text each. An instrument that the venue does not list is none: it is not traded
     * there, and its orders never leave.
     */
    static List<String> differences(List<Instrument> instruments, JsonNode exchangeInfo) {
        Map<String, JsonNode> listed = new HashMap<>();
        exchangeInfo.path("symbols").forEach(symbol -> listed.put(symbol.path("symbol").asText(), symbol));
        List<String> differences = new ArrayList<>();
        for (Instrument instrument : instruments) {
            JsonNode symbol = listed.get(instrument.id().symbol());
            if (symbol != null) {
                compare(instrument, symbol, differences);
            }
        }
        if (instruments.stream().noneMatch(instrument -> listed.containsKey(instrument.id().symbol()))) {
            differences.add("the venue lists none of the instruments");
        }
        return differences;
    }

    private static void compare(Instrument ours, JsonNode symbol, List<String> differences) {
        String name = ours.id().symbol();
        differ(name + " tickSize", ours.tickSize().value(), filter(symbol, "PRICE_FILTER", "tickSize"),
            differences);
        differ(name + " lotSize", ours.lotSize().value(), filter(symbol, "LOT_SIZE", "stepSize"),
            differences);
        differ(name + " minQuantity", ours.minQuantity().value(), filter(symbol, "LOT_SIZE", "minQty"),
            differences);
        differ(name + " maxQuantity", ours.maxQuantity().value(), filter(symbol, "LOT_SIZE", "maxQty"),
            differences);
        BigDecimal notional = filter(symbol, "NOTIONAL", "minNotional");
        differ(name + " minNotional", ours.minNotional().amount(),
            notional == null ? filter(symbol, "MIN_NOTIONAL", "minNotional") : notional, differences);
    }

    private static void differ(String what, BigDecimal ours, BigDecimal theirs, List<String> differences) {
        if (theirs != null && ours.compareTo(theirs) != 0) {
            differences.add(what + " is " + ours.toPlainString() + ", the venue says "
                + theirs.stripTrailingZeros().toPlainString());
        }
    }

    private static BigDecimal filter(JsonNode symbol, String type, String field) {
        for (JsonNode filter : symbol.path("filters")) {
            if (type.equals(filter.path("filterType").asText()) && filter.hasNonNull(field)) {
                return new BigDecimal(filter.get(field).asText());
            }
        }
        return null;
    }
}

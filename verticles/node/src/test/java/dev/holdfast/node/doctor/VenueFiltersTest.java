package dev.holdfast.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.wire.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class VenueFiltersTest {
    private static final Instrument OURS = new Instrument(new InstrumentId("BTCUSDT"), "BTC", "USDT",
        Price.of("0.01"), Quantity.of("0.00001"), Quantity.of("0.00001"), Quantity.of("9000"),
        Money.of("5"));
    private static final String THEIRS = """
        {"symbols": [{"symbol": "BTCUSDT", "filters": [
          {"filterType": "PRICE_FILTER", "tickSize": "0.01000000"},
          {"filterType": "LOT_SIZE", "stepSize": "0.00001000", "minQty": "0.00001000",
           "maxQty": "9000.00000000"},
          {"filterType": "NOTIONAL", "minNotional": "5.00000000"}]}]}""";

    @Test
    void agreesWhateverTheNumberOfZeros() throws JsonProcessingException {
        assertThat(differences(THEIRS)).isEmpty();
    }

    @Test
    void namesEachDifference() throws JsonProcessingException {
        assertThat(differences(THEIRS.replace("\"0.01000000\"", "\"0.10\"").replace("9000.0", "100.0")))
            .containsExactly("BTCUSDT tickSize is 0.01, the venue says 0.1",
                "BTCUSDT maxQuantity is 9000, the venue says 100");
    }

    @Test
    void aVenueThatListsNothingOfOursIsTheWrongOne() throws JsonProcessingException {
        assertThat(differences(THEIRS.replace("BTCUSDT", "BTCEUR")))
            .containsExactly("the venue lists none of the instruments");
    }

    private static List<String> differences(String exchangeInfo) throws JsonProcessingException {
        return VenueFilters.differences(List.of(OURS), Json.mapper().readTree(exchangeInfo));
    }
}

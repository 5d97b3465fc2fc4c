package dev.holdfast.binance.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.binance.Recording;
import dev.holdfast.binance.net.NoAnswer;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import org.junit.jupiter.api.Test;

class BinanceInstrumentsTest {
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT");

    private static String symbol(String name, String status, String step, String notional) {
        return "{'symbol':'" + name + "','status':'" + status + "','baseAsset':'BTC','quoteAsset':'USDT',"
            + "'filters':[{'filterType':'PRICE_FILTER','tickSize':'0.01000000'},{'filterType':'LOT_SIZE',"
            + "'minQty':'0.00001000','maxQty':'9000.00000000','stepSize':'" + step + "'}," + notional + "]}";
    }

    private static String today(String name, String status, String step) {
        return symbol(name, status, step, "{'filterType':'NOTIONAL','minNotional':'5.00000000'}");
    }

    private static String info(String... symbols) {
        return ("{'symbols':[" + String.join(",", symbols) + "]}").replace('\'', '"');
    }

    @Test
    void readsTheFilters() {
        var expected = new Instrument(BTC, "BTC", "USDT", Price.of("0.01"), Quantity.of("0.00001"),
            Quantity.of("0.00001"), Quantity.of("9000"), Money.of("5"));
        assertThat(BinanceInstruments.read(info(today("BTCUSDT", "TRADING", "0.00001000"))))
            .containsOnlyKeys(BTC).containsValue(expected);
        String older = symbol("BTCUSDT", "TRADING", "0.00001",
            "{'filterType':'MIN_NOTIONAL','minNotional':'5'}");
        assertThat(BinanceInstruments.read(info(older))).containsValue(expected);
    }

    @Test
    void leavesOutWhatCannotBeTraded() {
        assertThat(BinanceInstruments.read(info(today("BTCUSDT", "BREAK", "0.01"),
            today("币安人生USDT", "TRADING", "0.01"), today("ETHUSDT", "TRADING", "0.00"),
            "{'symbol':'LTCUSDT','status':'TRADING','filters':[]}", today("BNBUSDT", "TRADING", "0.01"))))
            .containsOnlyKeys(new InstrumentId("BNBUSDT"));
    }

    @Test
    void saysWhenTheAnswerIsNone() {
        assertThatThrownBy(() -> BinanceInstruments.read("<html>")).isInstanceOf(NoAnswer.class);
    }

    @Test
    void readsTheRecordedAnswerOf2021() {
        var file = Recording.find("binance-exchange-info/BINANCE.0.gz");
        assumeTrue(file.isPresent(), "no recorded data");
        String text = Recording.text(file.get());
        var instruments = BinanceInstruments.read(text.substring(text.indexOf('{')));
        System.out.println("recorded exchangeInfo: " + instruments.size() + " instruments trading");
        assertThat(instruments).hasSizeGreaterThan(1_000);
        assertThat(instruments.get(BTC).tickSize()).isEqualTo(Price.of("0.01"));
        assertThat(instruments.get(BTC).minNotional()).isEqualTo(Money.of("10"));
    }
}

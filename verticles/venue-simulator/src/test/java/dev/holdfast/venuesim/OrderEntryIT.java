package dev.holdfast.venuesim;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderEntryIT {

    private static final String LIMIT = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC";
    private static final String RESTING = LIMIT + "&quantity=0.1&price=900.00";

    private TestVenue venue;

    @BeforeEach
    void open() {
        venue = TestVenue.start();
    }

    @AfterEach
    void close() {
        venue.close();
    }

    @Test
    void acceptsTheSignatureWhereverItStands() {
        var text = "symbol=BTCUSDT&timestamp=" + System.currentTimeMillis() + "&recvWindow=5000";
        var signature = "signature=" + TestSignature.of(TestVenue.SECRET, text);
        var middle = text.replace("&timestamp", "&" + signature + "&timestamp");

        for (var query : new String[] {text + "&" + signature, signature + "&" + text, middle}) {
            assertThat(venue.sentAs("GET", "/api/v3/openOrders", query, "").status()).isEqualTo(200);
        }
    }

    @Test
    void acceptsParametersInTheFormBodyAndInBoth() {
        assertThat(venue.sentAs("POST", "/api/v3/order", "",
            TestVenue.sign(RESTING)).status()).isEqualTo(200);

        var body = "timestamp=" + System.currentTimeMillis();
        var signature = "&signature=" + TestSignature.of(TestVenue.SECRET, RESTING + body);
        assertThat(venue.sentAs("POST", "/api/v3/order", RESTING, body + signature).status()).isEqualTo(200);
    }

    @Test
    void refusesAWrongSignatureAndAWrongKey() {
        var forged = TestVenue.sign(RESTING).replaceAll("signature=.*", "signature=" + "0".repeat(64));

        assertThat(venue.sentAs("POST", "/api/v3/order", forged, "").code()).isEqualTo(-1022);
        assertThat(venue.get("/api/v3/account?timestamp=1").code()).isEqualTo(-2014);
        assertThat(venue.ledger("/ledger").stream().map(entry -> entry.getInteger("code")).toList())
            .contains(-1022);
    }

    @ParameterizedTest
    @CsvSource({
        "-6000, -1021", "2000, -1021"
    })
    void refusesATimestampOutsideItsWindow(long offset, int code) {
        var text = RESTING + "&timestamp=" + (System.currentTimeMillis() + offset);
        var signed = text + "&signature=" + TestSignature.of(TestVenue.SECRET, text);

        assertThat(venue.sentAs("POST", "/api/v3/order", signed, "").code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "symbol=NOPE&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=900 | -1121 | Invalid symbol",
        "side=BUY&type=LIMIT&quantity=1&price=900 | -1102 | timeInForce",
        "side=UP&type=LIMIT&timeInForce=GTC&quantity=1&price=900 | -1117 | side",
        "side=BUY&type=ICE&timeInForce=GTC&quantity=1&price=900 | -1116 | orderType",
        "side=BUY&type=MARKET&quantity=1&price=900 | -1106 | price",
        "side=BUY&type=MARKET&quantity=-1 | -1100 | quantity",
        "side=BUY&type=MARKET&quantity=1.123456789 | -1111 | precision",
        "side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=900.001 | -1013 | PRICE_FILTER",
        "side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.000001&price=900 | -1013 | LOT_SIZE",
        "side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.00001&price=900 | -1013 | NOTIONAL",
        "side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=9000 | -1013 | PERCENT_PRICE_BY_SIDE",
        "side=BUY&type=LIMIT&timeInForce=GTC&quantity=2000&price=900 | -2010 | insufficient balance",
        "side=SELL&type=LIMIT&timeInForce=GTC&quantity=1&price=900 | -2010 | insufficient balance",
        "side=BUY&type=LIMIT_MAKER&quantity=1&price=1100 | -2010 | immediately match"
    })
    void refusesWithTheExchangesOwnCode(String parameters, int code, String words) {
        for (var path : new String[] {"/api/v3/order", "/api/v3/order/test"}) {
            var reply = venue.signed("POST", path,
                parameters.contains("symbol=") ? parameters : "symbol=BTCUSDT&" + parameters);

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.code()).isEqualTo(code);
            assertThat(reply.json().getString("msg")).contains(words);
        }
    }

    @Test
    void refusesADuplicateIdOnlyWhileItsOrderIsOpen() {
        var named = RESTING + "&newClientOrderId=one";

        assertThat(venue.order(named).status()).isEqualTo(200);
        assertThat(venue.order(named).code()).isEqualTo(-2010);
        venue.signed("DELETE", "/api/v3/order", "symbol=BTCUSDT&origClientOrderId=one");
        assertThat(venue.order(named).status()).isEqualTo(200);
    }

    @Test
    void knowsWhatItWasNeverSent() {
        assertThat(venue.signed("GET", "/api/v3/order",
            "symbol=BTCUSDT&origClientOrderId=x").code()).isEqualTo(-2013);
        assertThat(venue.signed("DELETE", "/api/v3/order",
            "symbol=BTCUSDT&orderId=1").code()).isEqualTo(-2011);
        assertThat(venue.get("/api/v3/nothing").status()).isEqualTo(404);
    }

    @Test
    void testsAnOrderWithoutTakingIt() {
        assertThat(venue.signed("POST", "/api/v3/order/test", RESTING).text()).isEqualTo("{}");
        assertThat(venue.status().getInteger("orders")).isZero();
    }

    @Test
    void killsWhatCannotFillWholeAndExpiresTheRestOfImmediateOrders() {
        var killed = venue.order(LIMIT.replace("GTC", "FOK") + "&quantity=900&price=1050").json();
        var rest = venue.order(LIMIT.replace("GTC", "IOC") + "&quantity=900&price=1010").json();

        assertThat(killed.getString("status")).isEqualTo("EXPIRED");
        assertThat(killed.getString("executedQty")).isEqualTo("0.00000000");
        assertThat(rest.getString("status")).isEqualTo("EXPIRED");
        assertThat(new BigDecimal(rest.getString("executedQty"))).isPositive();
    }

    @Test
    void locksWhatAnOpenOrderNeedsAndGivesItBack() {
        venue.order(RESTING + "&newClientOrderId=locked");
        assertThat(usdt("locked")).isEqualTo("90.00000000");

        venue.signed("DELETE", "/api/v3/openOrders", "symbol=BTCUSDT");

        assertThat(usdt("locked")).isEqualTo("0.00000000");
        assertThat(usdt("free")).isEqualTo("1000000.00000000");
    }

    @Test
    void replacesOnlyWhatItCouldCancelUnlessToldOtherwise() {
        var replace = RESTING + "&cancelOrigClientOrderId=gone&cancelReplaceMode=";

        var stopped = venue.signed("POST", "/api/v3/order/cancelReplace", replace + "STOP_ON_FAILURE");
        var allowed = venue.signed("POST", "/api/v3/order/cancelReplace", replace + "ALLOW_FAILURE");

        assertThat(stopped.status()).isEqualTo(400);
        assertThat(stopped.code()).isEqualTo(-2022);
        assertThat(allowed.status()).isEqualTo(409);
        assertThat(allowed.code()).isEqualTo(-2021);
        assertThat(allowed.json().getJsonObject("data").getString("newOrderResult")).isEqualTo("SUCCESS");
        assertThat(venue.status().getInteger("openOrders")).isEqualTo(1);
    }

    @Test
    void countsWeightAndOrdersInItsHeaders() {
        var reply = venue.order(RESTING);

        assertThat(reply.header("X-MBX-USED-WEIGHT-1M")).isNotNull();
        assertThat(reply.header("X-MBX-ORDER-COUNT-10S")).isNotNull();
        assertThat(reply.header("X-MBX-ORDER-COUNT-1D")).isEqualTo("1");
    }

    @Test
    void writesEveryFillOfEveryReplyIntoTheLedger() {
        var reply = venue.order("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=3&newClientOrderId=big").json();

        var fills = venue.ledger("/ledger/fills");
        assertThat(fills).hasSameSizeAs(reply.getJsonArray("fills"));
        for (var i = 0; i < fills.size(); i++) {
            var told = reply.getJsonArray("fills").getJsonObject(i);
            assertThat(fills.get(i).getLong("tradeId")).isEqualTo(told.getLong("tradeId"));
            assertThat(fills.get(i).getString("price")).isEqualTo(told.getString("price"));
            assertThat(fills.get(i).getString("quantity")).isEqualTo(told.getString("qty"));
            assertThat(fills.get(i).getString("commission")).isEqualTo(told.getString("commission"));
        }
        var trades = venue.signed("GET", "/api/v3/myTrades", "symbol=BTCUSDT").list();
        assertThat(trades).hasSameSizeAs(fills);
        var kinds = venue.ledger("/ledger").stream().map(entry -> entry.getString("kind")).toList();
        assertThat(kinds).startsWith("START", "REQUEST", "ACCEPTED", "FILL");
    }

    private String usdt(String part) {
        return venue.signed("GET", "/api/v3/account", "").json().getJsonArray("balances").stream()
            .map(JsonObject.class::cast)
            .filter(balance -> balance.getString("asset").equals("USDT")).findFirst().orElseThrow()
                .getString(part);
    }
}

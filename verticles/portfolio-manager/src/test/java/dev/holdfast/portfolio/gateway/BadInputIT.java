package dev.holdfast.portfolio.gateway;

import static dev.holdfast.portfolio.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.portfolio.GatewayFixture;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong request with the words that the client gets. */
class BadInputIT {
    private static GatewayFixture desk;

    @BeforeAll
    static void open() {
        desk = new GatewayFixture();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    @Test
    void saysWhereTheBodyStopsBeingJson() {
        assertProblem(submit("{\"clOrdId\": \"a\",\n \"quantity\": oops}"), 400, "/problems/malformed-json",
            "Unrecognized token 'oops': was expecting (JSON String, Number, Array, Object or token 'null', "
                + "'true' or 'false') at line 2, column 19");
        assertProblem(submit(""), 400, "/problems/malformed-json", "the body is empty");
        assertProblem(submit("[1]"), 400, "/problems/malformed-json", "expected an object, got ARRAY");
        assertProblem(submit("{\"side\":\"BUY\",\"side\":\"SELL\"}"), 400, "/problems/malformed-json",
            "Duplicate field 'side' at line 1, column 21");
    }

    static Stream<Arguments> wrongFields() {
        return Stream.of(
            wrong("instrument", "\"DOGEUSDT\"", "unknown instrument 'DOGEUSDT'", "BTCUSDT, ETHUSDT"),
            wrong("account", "\"gamma\"", "unknown account 'gamma'", "alpha, beta"),
            wrong("account", "null", "is required", "alpha, beta"),
            wrong("quantity", "\"-1\"", "must be above zero, was -1", "> 0"),
            wrong("quantity", "\"0\"", "must be above zero, was 0", "> 0"),
            wrong("quantity", "\"0.0100001\"",
                "too many decimals: 0.0100001 is not a multiple of the lot size 0.00001",
                "a multiple of 0.00001"),
            wrong("quantity", "null", "is required", "a decimal such as \"12.5\""),
            wrong("quantity", "\"1e3\"", "not a plain decimal: \"1e3\"",
                "a decimal such as \"12.5\", at most 40 characters"),
            wrong("quantity", "1e999999999", "not a plain decimal: a number of too many digits",
                "a decimal such as \"12.5\", at most 40 characters"),
            wrong("limitPrice", "\"61000.123\"",
                "too many decimals: 61000.123 is not a multiple of the tick size 0.01", "a multiple of 0.01"),
            wrong("limitPrice", "61000.123",
                "too many decimals: 61000.123 is not a multiple of the tick size 0.01", "a multiple of 0.01"),
            wrong("limitPrice", "null", "is required", "a decimal such as \"12.5\""),
            wrong("side", "\"HOLD\"", "unknown side 'HOLD'", "BUY, SELL"),
            wrong("side", "7", "must be a string", null),
            wrong("type", "\"STOP\"", "unknown type 'STOP'", "MARKET, LIMIT"),
            wrong("timeInForce", "\"GTD\"", "unknown timeInForce 'GTD'", "GTC, IOC, FOK, DAY"),
            wrong("clOrdId", "\"no spaces\"", "not a clOrdId: 'no spaces'", "1 to 28 of A-Z a-z 0-9 _ -"),
            wrong("clOrdId", "\"\"", "is required", "1 to 28 of A-Z a-z 0-9 _ -"),
            wrong("limit_price", "\"5\"", "unknown field", "account, clOrdId, instrument, limitPrice, "
                + "quantity, side, timeInForce, type"));
    }

    @ParameterizedTest
    @MethodSource("wrongFields")
    void namesTheWrongFieldAndWhatIsAllowed(String field, String value, String message, String allowed) {
        HttpResponse<String> response = submit(order(field, value));
        assertProblem(response, 422, "/problems/invalid-order", "/" + field + ": " + message);
        JsonNode error = json(response).at("/errors/0");
        assertThat(error.at("/pointer").asText()).isEqualTo("/" + field);
        assertThat(error.at("/message").asText()).isEqualTo(message);
        assertThat(error.path("allowed").asText(null)).isEqualTo(allowed);
    }

    @Test
    void namesAllWrongFieldsAtOnce() {
        HttpResponse<String> response =
            submit("{\"account\":\"alpha\",\"type\":\"MARKET\",\"limitPrice\":\"1\"}");
        assertProblem(response, 422, "/problems/invalid-order", "/clOrdId: is required (and 4 more)");
        assertThat(json(response).at("/errors").findValuesAsText("pointer"))
            .containsExactly("/clOrdId", "/instrument", "/side", "/quantity", "/limitPrice");
        assertThat(json(response).at("/errors/4/message").asText())
            .isEqualTo("a MARKET order has no limit price");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        orders?limit=0              | /query/limit: not a limit: '0'                    | 1 to 1000
        orders?limit=1001           | /query/limit: not a limit: '1001'                 | 1 to 1000
        orders?limit=many           | /query/limit: not a limit: 'many'                 | 1 to 1000
        orders?open=maybe           | /query/open: not a yes or no: 'maybe'             | true, false
        fills?instrument=DOGE       | /query/instrument: unknown instrument 'DOGE'      | BTCUSDT, ETHUSDT
        candles                     | /query/instrument: is required                    | BTCUSDT, ETHUSDT
        candles?instrument=BTCUSDT&interval=HOUR | /query/interval: unknown interval 'HOUR' | SECOND, MINUTE
        performance?from=now | /query/from: not a time: 'now' | ISO-8601 in UTC, such as 2026-01-31T12:00:00Z
        positions?acount=alpha      | /query/acount: unknown parameter                  | account
        stream?topics=order,news    | /query/topics: unknown topic 'news'               | TOPICS
        """)
    void refusesQueriesThatCannotBe(String path, String message, String allowed) {
        HttpResponse<String> response = desk.get("/api/v1/" + path);
        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode error = json(response).at("/errors/0");
        assertThat(error.at("/pointer").asText() + ": " + error.at("/message").asText()).isEqualTo(message);
        assertThat(error.at("/allowed").asText()).isEqualTo(allowed.replace("TOPICS",
            "status, quote, candle, order, fill, position, account, equity, service,"
            + " health, incidents, recoveries, breakers, cluster, reset"));
    }

    @Test
    void takesOnlySmallJsonBodies() {
        HttpResponse<String> text = desk.send(desk.request("/api/v1/orders")
            .header("Authorization", GatewayFixture.basic("olga", "secret"))
            .header("Content-Type", "text/plain").POST(BodyPublishers.ofString("{}")));
        assertProblem(text, 415, "/problems/unsupported-media-type",
            "Content-Type must be application/json, was 'text/plain'");
        HttpResponse<String> large = submit("{\"clOrdId\":\"" + "x".repeat(65_536) + "\"}");
        assertProblem(large, 413, "/problems/body-too-large", "at most 65536 bytes");
    }

    @Test
    void answersUnknownPathsAndMethodsAsProblems() {
        assertProblem(desk.get("/api/v1/nothing"), 404, "/problems/not-found",
            "nothing at GET /api/v1/nothing");
        assertProblem(desk.delete("/api/v1/fills"), 405, "/problems/method-not-allowed",
            "not DELETE /api/v1/fills");
    }

    private static Arguments wrong(String field, String value, String message, String allowed) {
        return Arguments.of(field, value, message, allowed);
    }

    /** A good order but for one field. */
    private static String order(String field, String value) {
        StringBuilder body = new StringBuilder("{\"" + field + "\":" + value);
        Stream.of("clOrdId:bad-input", "account:alpha", "instrument:BTCUSDT", "side:BUY", "type:LIMIT",
                "quantity:0.01", "limitPrice:61000").map(pair -> pair.split(":"))
            .filter(pair -> !pair[0].equals(field))
            .forEach(pair -> body.append(",\"").append(pair[0]).append("\":\"").append(pair[1]).append('"'));
        return body.append('}').toString();
    }

    private static HttpResponse<String> submit(String body) {
        return desk.send("POST", "/api/v1/orders", body);
    }

    private static void assertProblem(HttpResponse<String> response, int status, String type, String detail) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(response).at("/status").asInt()).isEqualTo(status);
        assertThat(json(response).at("/type").asText()).isEqualTo(type);
        assertThat(json(response).at("/detail").asText()).isEqualTo(detail);
    }
}

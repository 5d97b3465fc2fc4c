package dev.holdfast.portfolio.gateway;

import static dev.holdfast.portfolio.GatewayFixture.basic;
import static dev.holdfast.portfolio.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.portfolio.GatewayFixture;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may pass, by which door. */
class AccessIT {
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
    void asksWhoYouAreButNotThroughTheBrowsersBox() {
        HttpResponse<String> program = desk.send(desk.request("/api/v1/status"));
        assertThat(program.statusCode()).isEqualTo(401);
        assertThat(program.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"holdfast\"");
        assertThat(json(program).at("/detail").asText()).isEqualTo("log in, or send HTTP Basic credentials");
        HttpResponse<String> page =
            desk.send(desk.request("/api/v1/status").header("Sec-Fetch-Mode", "cors"));
        assertThat(page.headers().firstValue("WWW-Authenticate")).contains("Session realm=\"holdfast\"");
        assertThat(program.headers().firstValue("Content-Security-Policy")).contains(
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:");
        assertThat(program.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void letsAViewerLookButNotAct() {
        HttpResponse<String> look = desk.send(desk.request("/api/v1/orders")
            .header("Authorization", basic("vera", "secret")));
        assertThat(look.statusCode()).isEqualTo(200);
        HttpResponse<String> act = desk.send(posting(desk.request("/api/v1/orders/cancel-all"), "{}")
            .header("Authorization", basic("vera", "secret")));
        assertThat(act.statusCode()).isEqualTo(403);
        assertThat(json(act).at("/detail").asText())
            .isEqualTo("this needs the role operator, vera is viewer");
    }

    @Test
    void keepsASessionByACookieThatNoOtherSiteCanUse() {
        HttpResponse<String> login = login("ada", "secret");
        assertThat(login.statusCode()).isEqualTo(204);
        String header = login.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(header).contains("HTTPOnly", "SameSite=Strict", "Path=/", "Max-Age=43200");
        String cookie = header.split(";")[0];
        HttpResponse<String> who = desk.send(desk.request("/api/v1/session").header("Cookie", cookie));
        assertThat(who.body()).isEqualTo("{\"user\":\"ada\",\"role\":\"admin\"}");
        assertThat(cancelAll(cookie, null, null)).isEqualTo(403);
        assertThat(cancelAll(cookie, "Sec-Fetch-Site", "cross-site")).isEqualTo(403);
        assertThat(cancelAll(cookie, "Origin", "http://evil.example")).isEqualTo(403);
        assertThat(cancelAll(cookie, "Sec-Fetch-Site", "same-origin")).isEqualTo(202);
        assertThat(cancelAll(cookie, "X-Requested-With", "test")).isEqualTo(202);
        assertThat(cancelAll(cookie, "Origin", "http://" + desk.uri("/").getAuthority())).isEqualTo(202);
        HttpResponse<String> logout = desk.send(desk.request("/api/v1/session").header("Cookie", cookie)
            .header("Sec-Fetch-Site", "same-origin").DELETE());
        assertThat(logout.statusCode()).isEqualTo(204);
        assertThat(desk.send(desk.request("/api/v1/session").header("Cookie", cookie)).statusCode())
            .isEqualTo(401);
    }

    @Test
    void stopsGuessingAfterFiveWrongPasswords() {
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> wrong = login("mallory", "guess-" + i);
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(json(wrong).at("/detail").asText()).isEqualTo("wrong user name or password");
        }
        HttpResponse<String> tooMany = login("mallory", "guess-6");
        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.headers().firstValue("Retry-After").map(Integer::parseInt).orElseThrow())
            .isBetween(1, 61);
        assertThat(login("ada", "secret").statusCode()).isEqualTo(204);
    }

    @Test
    void refusesALoginThatCannotBe() {
        assertThat(json(login("x".repeat(65), "secret")).at("/detail").asText())
            .isEqualTo("/user: has 65 characters");
        assertThat(json(login("", "secret")).at("/detail").asText()).isEqualTo("/user: is required");
    }

    @Test
    void tellsPrometheusWithoutALogin() {
        HttpResponse<String> metrics = desk.send(desk.request("/metrics"));
        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body()).contains("holdfast_equity ", "holdfast_orders{status=\"UNKNOWN\"} 0.0",
            "holdfast_data_age_seconds{instrument=\"BTCUSDT\"}", "holdfast_void_records_total 0.0",
            "holdfast_sse_clients 0.0", "holdfast_submit_seconds_bucket");
        assertThat(desk.send(desk.request("/health/live")).body())
            .isEqualTo("{\"status\":\"UP\",\"checks\":[]}");
    }

    @Test
    void servesTheDashboardToEverybodyAndKeepsOnlyHashedFiles() {
        HttpResponse<String> page = desk.send(desk.request("/"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("test page");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        HttpResponse<String> script = desk.send(desk.request("/assets/app-1a2b.js"));
        assertThat(script.headers().firstValue("Cache-Control"))
            .contains("public, immutable, max-age=31536000");
        assertThat(script.headers().firstValue("Content-Type").orElseThrow()).contains("javascript");
        HttpResponse<String> missing = desk.send(desk.request("/assets/gone.js"));
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(desk.send(desk.request("/..%2f..%2fdev/holdfast/portfolio/openapi.yaml")).statusCode())
            .isEqualTo(404);
    }

    private static HttpResponse<String> login(String user, String password) {
        return desk.send(posting(desk.request("/api/v1/session"),
            "{\"user\":\"" + user + "\",\"password\":\"" + password + "\"}"));
    }

    private static int cancelAll(String cookie, String header, String value) {
        HttpRequest.Builder request = posting(desk.request("/api/v1/orders/cancel-all"), "{}")
            .header("Cookie", cookie);
        return desk.send(header == null ? request : request.header(header, value)).statusCode();
    }

    private static HttpRequest.Builder posting(HttpRequest.Builder request, String body) {
        return request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }
}

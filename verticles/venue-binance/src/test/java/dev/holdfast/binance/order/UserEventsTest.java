package dev.holdfast.binance.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.binance.order.UserEvents.UserEvent;
import dev.holdfast.binance.order.UserEvents.UserEvent.Answer;
import dev.holdfast.binance.order.UserEvents.UserEvent.Ended;
import dev.holdfast.binance.order.UserEvents.UserEvent.Other;
import dev.holdfast.binance.order.UserEvents.UserEvent.Reported;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.ExecutionReport.Kind;
import dev.holdfast.trading.order.Fill;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserEventsTest {
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    private static final Instant TIME = Instant.ofEpochMilli(1723161255342L);

    private static String event(String execution, String status, String original) {
        return "{\"e\":\"executionReport\",\"E\":1723161255343,\"s\":\"BTCUSDT\",\"S\":\"BUY\","
            + "\"c\":\"mine\","
            + "\"C\":\"" + original + "\",\"x\":\"" + execution + "\",\"X\":\"" + status
            + "\",\"r\":\"NONE\",\"i\":4293153,\"l\":\"0.50000000\",\"z\":\"0.75000000\",\"L\":\"61837.63\","
            + "\"n\":\"0.00050000\",\"N\":\"BTC\",\"T\":1723161255342,\"t\":77,\"m\":true}";
    }

    private static ExecutionReport report(String text) {
        return ((Reported) UserEvents.read(text)).report();
    }

    @Test
    void readsAFillWrappedOrBare() {
        var fill = new Fill("BTCUSDT-77", "4293153", Price.of("61837.63"), Quantity.of("0.5"),
            new BigDecimal("0.0005"), "BTC", true, TIME);
        var expected = new ExecutionReport("mine", "4293153", BTC, Kind.TRADE, fill, Quantity.of("0.75"),
            null,
            TIME);
        String text = event("TRADE", "PARTIALLY_FILLED", "");
        assertThat(report(text)).isEqualTo(expected);
        assertThat(report("{\"subscriptionId\":0,\"event\":" + text + "}")).isEqualTo(expected);
    }

    @Test
    void namesACanceledOrderByItsOwnIdNotTheCancels() {
        assertThat(report(event("CANCELED", "CANCELED", "theirs")).venueClientId()).isEqualTo("theirs");
        assertThat(report(event("CANCELED", "CANCELED", "")).venueClientId()).isEqualTo("mine");
        assertThat(report(event("NEW", "NEW", "theirs")).venueClientId()).isEqualTo("mine");
    }

    @ParameterizedTest
    @CsvSource({"NEW, NEW, NEW", "CANCELED, CANCELED, CANCELED", "REJECTED, REJECTED, REJECTED",
        "EXPIRED, EXPIRED, EXPIRED", "TRADE_PREVENTION, EXPIRED_IN_MATCH, EXPIRED"})
    void readsEveryKind(String execution, String status, Kind kind) {
        var report = report(event(execution, status, ""));
        assertThat(report.kind()).isEqualTo(kind);
        assertThat(report.fill()).isNull();
        assertThat(report.cumulative()).isEqualTo(Quantity.of("0.75"));
    }

    @Test
    void passesOverWhatChangesNoOrder() {
        assertThat(UserEvents.read(event("TRADE_PREVENTION", "NEW", ""))).isInstanceOf(Other.class);
        assertThat(UserEvents.read("{\"e\":\"outboundAccountPosition\",\"B\":[]}")).isInstanceOf(Other.class);
        assertThat(UserEvents.read("{\"e\":\"ofTomorrow\"}")).isEqualTo(new Other("ofTomorrow"));
    }

    @Test
    void readsAnswersAndEnds() {
        assertThat(UserEvents.read("{\"id\":\"1\",\"status\":200,\"result\":{\"subscriptionId\":0}}"))
            .isEqualTo(new Answer(200, "ok"));
        UserEvent refused =
            UserEvents.read("{\"id\":\"1\",\"status\":400,\"error\":{\"code\":-1022,\"msg\":\"no\"}}");
        assertThat(refused).isEqualTo(new Answer(400, "no"));
        assertThat(UserEvents.read("{\"event\":{\"e\":\"eventStreamTerminated\"}}"))
            .isEqualTo(new Ended("eventStreamTerminated"));
        assertThat(UserEvents.read("{\"e\":\"listenKeyExpired\"}")).isEqualTo(new Ended("listenKeyExpired"));
        assertThat(UserEvents.read("{\"e\":\"serverShutdown\"}")).isEqualTo(new Ended("serverShutdown"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"e\":\"executionReport\"}",
        "{\"e\":\"executionReport\",\"x\":\"TRADE\",\"s\":\"BTCUSDT\",\"i\":1,\"t\":2,\"L\":\"abc\"}"})
    void refusesWhatMayHaveBeenAFill(String text) {
        assertThatThrownBy(() -> UserEvents.read(text)).isInstanceOf(IllegalArgumentException.class);
    }
}

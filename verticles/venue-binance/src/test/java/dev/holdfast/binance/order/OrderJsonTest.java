package dev.holdfast.binance.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.ExecutionReport.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderJsonTest {
    private static final String FILLS = "[{\"price\":\"100\",\"qty\":\"1.00\",\"commission\":\"0.001\","
        + "\"commissionAsset\":\"BTC\",\"tradeId\":5},{\"price\":\"101\",\"qty\":\"0.50\","
        + "\"commission\":\"0\",\"commissionAsset\":\"BTC\",\"tradeId\":6}]";

    private static List<ExecutionReport> placed(String status, String executed, String fills) {
        return OrderJson.placed(OrderJson.tree("{\"symbol\":\"BTCUSDT\",\"orderId\":28,"
            + "\"clientOrderId\":\"mine\",\"transactTime\":1507725176595,\"executedQty\":\"" + executed
            + "\",\"status\":\"" + status + "\",\"fills\":" + fills + "}"));
    }

    @Test
    void acceptsBeforeItFills() {
        var reports = placed("PARTIALLY_FILLED", "1.5", FILLS);
        assertThat(reports).extracting(ExecutionReport::kind)
            .containsExactly(Kind.NEW, Kind.TRADE, Kind.TRADE);
        assertThat(reports).extracting(ExecutionReport::cumulative)
            .containsExactly(Quantity.ZERO, Quantity.of("1"), Quantity.of("1.5"));
        assertThat(HeardSession.execIds(reports)).containsExactly("BTCUSDT-5", "BTCUSDT-6");
        assertThat(reports).allMatch(report -> report.venueClientId().equals("mine")
            && report.venueOrderId().equals("28"));
    }

    @Test
    void endsWithTheStatusThatEndedTheOrder() {
        assertThat(placed("EXPIRED", "1.5", FILLS)).extracting(ExecutionReport::kind)
            .containsExactly(Kind.NEW, Kind.TRADE, Kind.TRADE, Kind.EXPIRED);
        assertThat(placed("EXPIRED_IN_MATCH", "0", "[]")).extracting(ExecutionReport::kind)
            .containsExactly(Kind.NEW, Kind.EXPIRED);
        assertThat(placed("REJECTED", "0", "[]")).extracting(ExecutionReport::kind)
            .containsExactly(Kind.REJECTED);
        assertThat(placed("NEW", "0", "[]")).extracting(ExecutionReport::kind).containsExactly(Kind.NEW);
    }

    @Test
    void refusesAnAnswerItDoesNotUnderstand() {
        assertThatThrownBy(() -> placed("SOMETHING_NEW", "0", "[]"))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OrderJson.placed(OrderJson.tree("{}")))
            .isInstanceOf(IllegalArgumentException.class);
    }
}

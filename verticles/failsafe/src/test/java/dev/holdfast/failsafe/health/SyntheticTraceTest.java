package dev.holdfast.failsafe.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DenialReason;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.OrderEvent.OrderAccepted;
import dev.holdfast.trading.order.OrderEvent.OrderCreated;
import dev.holdfast.trading.order.OrderEvent.OrderDenied;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.trading.signal.Signal;
import dev.holdfast.trading.signal.SignalAction;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SyntheticTraceTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final AccountId ACCOUNT = new AccountId("synthetic");
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT");
    private static final ClOrdId ORDER = ClOrdId.chosen(ACCOUNT, "one");

    private final SyntheticTrace trace = new SyntheticTrace(signal("s1"), millis(100), millis(103));

    @Test
    void measuresEachLegFromTheEndOfTheOneBefore() {
        trace.take(created(ORDER, "s1"), millis(108));
        trace.take(new OrderAccepted(ORDER, "v1", T0, T0), millis(120));
        trace.take(filled(ORDER, "2"), millis(121));

        assertThat(trace.isFilled()).isTrue();
        assertThat(trace.hops()).containsEntry(Hop.SIGNAL, Duration.ofMillis(3))
            .containsEntry(Hop.ORDER, Duration.ofMillis(5)).containsEntry(Hop.VENUE, Duration.ofMillis(12))
            .containsEntry(Hop.FILL, Duration.ofMillis(1));
        assertThat(trace.total()).isEqualTo(Duration.ofMillis(21));
        assertThat(trace).hasToString("signal 3.0 ms, order 5.0 ms, venue 12.0 ms, fill 1.0 ms");
    }

    @Test
    void isFilledOnlyWithTheLastPart() {
        trace.take(created(ORDER, "s1"), millis(108));
        trace.take(filled(ORDER, "1.5"), millis(110));
        assertThat(trace.isFilled()).isFalse();
        assertThat(trace.waitsFor()).isEqualTo(Hop.FILL);
        trace.take(filled(ORDER, "0.5"), millis(112));
        assertThat(trace.isFilled()).isTrue();
    }

    @Test
    void takesAFillBeforeTheAcceptanceForBoth() {
        trace.take(created(ORDER, "s1"), millis(108));
        trace.take(filled(ORDER, "2"), millis(110));
        trace.take(new OrderAccepted(ORDER, "v1", T0, T0), millis(120));

        assertThat(trace.hops()).containsEntry(Hop.VENUE, Duration.ofMillis(2))
            .containsEntry(Hop.FILL, Duration.ZERO);
    }

    @Test
    void knowsItsOrderByItsSignalAndNoOther() {
        ClOrdId other = ClOrdId.chosen(ACCOUNT, "two");
        trace.take(created(other, "s2"), millis(108));
        trace.take(filled(other, "2"), millis(109));

        assertThat(trace.hasOrder()).isFalse();
        assertThat(trace.waitsFor()).isEqualTo(Hop.ORDER);
    }

    @Test
    void saysWhyItCannotBeFilled() {
        trace.take(created(ORDER, "s1"), millis(108));
        trace.take(new OrderDenied(ORDER, DenialReason.HALTED, "drawdown", T0), millis(108));

        assertThat(trace.failure()).isEqualTo("denied: HALTED, drawdown");
        assertThat(trace.isForbidden()).isTrue();
        assertThat(trace.isFilled()).isFalse();
    }

    @Test
    void tellsAWayThatIsBrokenFromOneThatSomebodyClosed() {
        trace.take(created(ORDER, "s1"), millis(108));
        trace.take(new OrderDenied(ORDER, DenialReason.NO_LIVE_MARKET, null, T0), millis(108));

        assertThat(trace.failure()).isEqualTo("denied: NO_LIVE_MARKET");
        assertThat(trace.isForbidden()).isFalse();
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private static Signal signal(String id) {
        return new Signal(id, "synthetic", BTC, SignalAction.ENTER_LONG, Price.of("100"), BigDecimal.ONE, T0,
            T0.plusSeconds(5), "synthetic transaction");
    }

    private static OrderCreated created(ClOrdId id, String signal) {
        return new OrderCreated(id, new OrderTerms(id, ACCOUNT, BTC, Side.BUY, OrderType.MARKET,
            TimeInForce.GTC, Quantity.of("2"), null, Price.of("100"), Origin.signal("synthetic", signal), T0),
            T0);
    }

    private static OrderFilled filled(ClOrdId id, String quantity) {
        return new OrderFilled(id, new Fill("x" + quantity, "v1", Price.of("100"), Quantity.of(quantity),
            BigDecimal.ZERO, "USDT", false, T0), T0);
    }
}

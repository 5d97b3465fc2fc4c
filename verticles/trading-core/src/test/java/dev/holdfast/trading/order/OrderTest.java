package dev.holdfast.trading.order;

import static dev.holdfast.trading.order.OrderStatus.CANCELED;
import static dev.holdfast.trading.order.OrderStatus.CREATED;
import static dev.holdfast.trading.order.OrderStatus.DENIED;
import static dev.holdfast.trading.order.OrderStatus.EXPIRED;
import static dev.holdfast.trading.order.OrderStatus.FILLED;
import static dev.holdfast.trading.order.OrderStatus.PARTIALLY_FILLED;
import static dev.holdfast.trading.order.OrderStatus.QUEUED;
import static dev.holdfast.trading.order.OrderStatus.REJECTED;
import static dev.holdfast.trading.order.OrderStatus.SUBMITTED;
import static dev.holdfast.trading.order.OrderStatus.UNKNOWN;
import static dev.holdfast.trading.order.OrderStatus.WORKING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.OrderEvent.CancelConfirmed;
import dev.holdfast.trading.order.OrderEvent.CancelRejected;
import dev.holdfast.trading.order.OrderEvent.CancelRequested;
import dev.holdfast.trading.order.OrderEvent.MissingAtVenue;
import dev.holdfast.trading.order.OrderEvent.OperatorResolved;
import dev.holdfast.trading.order.OrderEvent.OrderAccepted;
import dev.holdfast.trading.order.OrderEvent.OrderDenied;
import dev.holdfast.trading.order.OrderEvent.OrderExpired;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import dev.holdfast.trading.order.OrderEvent.OrderQueued;
import dev.holdfast.trading.order.OrderEvent.OrderRejected;
import dev.holdfast.trading.order.OrderEvent.OrderReplaced;
import dev.holdfast.trading.order.OrderEvent.OutcomeUnknown;
import dev.holdfast.trading.order.OrderEvent.ProvenAbsent;
import dev.holdfast.trading.order.OrderEvent.RemainderCanceled;
import dev.holdfast.trading.order.OrderEvent.ReplaceRequested;
import dev.holdfast.trading.order.OrderEvent.RequestUnresolved;
import dev.holdfast.trading.order.OrderEvent.SendAttempted;
import dev.holdfast.trading.order.OrderEvent.SendWithheld;
import dev.holdfast.trading.order.OrderEvent.StatusReported;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of moves, every cell of it: what is listed leads to its status, all else is refused. */
class OrderTest {
    static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final AccountId ACCOUNT = new AccountId("trend");
    static final ClOrdId ID = ClOrdId.chosen(ACCOUNT, "a");

    /** One row of the table: an event, and where it leads from each status that allows it. */
    private record Row(OrderEvent event, Map<OrderStatus, OrderStatus> leadsTo) {
        static Row of(OrderEvent event, Object... fromTo) {
            Map<OrderStatus, OrderStatus> moves = new EnumMap<>(OrderStatus.class);
            for (int i = 0; i < fromTo.length; i += 2) {
                moves.put((OrderStatus) fromTo[i], (OrderStatus) fromTo[i + 1]);
            }
            return new Row(event, moves);
        }
    }

    private static List<Row> table() {
        return List.of(
            Row.of(new OrderDenied(ID, DenialReason.HALTED, "halted", NOW), CREATED, DENIED, QUEUED, DENIED),
            Row.of(new OrderQueued(ID, NOW, NOW), CREATED, QUEUED),
            Row.of(send(1), CREATED, SUBMITTED, QUEUED, SUBMITTED),
            Row.of(new SendWithheld(ID, "late", NOW), SUBMITTED, DENIED),
            Row.of(new OrderAccepted(ID, "v1", NOW, NOW), SUBMITTED, WORKING),
            Row.of(new OrderRejected(ID, "no", NOW), SUBMITTED, REJECTED, WORKING, REJECTED,
                PARTIALLY_FILLED, REJECTED),
            Row.of(fill("x2", "0.1"), SUBMITTED, PARTIALLY_FILLED, UNKNOWN, PARTIALLY_FILLED, WORKING,
                PARTIALLY_FILLED, PARTIALLY_FILLED, PARTIALLY_FILLED, DENIED, DENIED, REJECTED, REJECTED,
                CANCELED, CANCELED, EXPIRED, EXPIRED, FILLED, FILLED),
            Row.of(fill("x3", "1"), SUBMITTED, FILLED, UNKNOWN, FILLED, WORKING, FILLED, PARTIALLY_FILLED,
                FILLED, DENIED, FILLED, REJECTED, FILLED, CANCELED, FILLED, EXPIRED, FILLED, FILLED, FILLED),
            Row.of(new RemainderCanceled(ID, NOW), SUBMITTED, CANCELED, WORKING, CANCELED,
                PARTIALLY_FILLED, CANCELED),
            Row.of(new OrderExpired(ID, NOW), QUEUED, EXPIRED, SUBMITTED, EXPIRED, WORKING, EXPIRED,
                PARTIALLY_FILLED, EXPIRED),
            Row.of(new OutcomeUnknown(ID, "timeout", NOW), SUBMITTED, UNKNOWN, WORKING, UNKNOWN,
                PARTIALLY_FILLED, UNKNOWN),
            Row.of(new MissingAtVenue(ID, NOW), WORKING, UNKNOWN, PARTIALLY_FILLED, UNKNOWN),
            Row.of(new ProvenAbsent(ID, "twice", NOW), UNKNOWN, REJECTED),
            Row.of(new CancelRequested(ID, "ann", NOW), QUEUED, CANCELED, SUBMITTED, SUBMITTED, UNKNOWN,
                UNKNOWN, WORKING, WORKING, PARTIALLY_FILLED, PARTIALLY_FILLED, DENIED, DENIED),
            Row.of(new CancelConfirmed(ID, NOW), SUBMITTED, CANCELED, WORKING, CANCELED,
                PARTIALLY_FILLED, CANCELED),
            Row.of(new CancelRejected(ID, "no", NOW)),
            Row.of(new ReplaceRequested(ID, Quantity.of("2"), Price.of("99"), "ann", NOW), WORKING, WORKING,
                PARTIALLY_FILLED, PARTIALLY_FILLED),
            Row.of(new OrderReplaced(ID, Quantity.of("2"), Price.of("99"), NOW)),
            Row.of(new RequestUnresolved(ID, "timeout", NOW)),
            Row.of(new OrderEvent.OrderCreated(ID, terms(), NOW)),
            Row.of(new OrderEvent.ExternalOrderAdopted(ID, terms(), "v9", NOW)));
    }

    @TestFactory
    Stream<DynamicTest> followsTheTable() {
        List<DynamicTest> tests = new ArrayList<>();
        List<Row> rows = new ArrayList<>(table());
        for (OrderStatus said : OrderStatus.values()) {
            rows.add(new Row(new StatusReported(ID, said, "v1", "asked", NOW),
                EnumSet.of(WORKING, PARTIALLY_FILLED, FILLED, CANCELED, EXPIRED, REJECTED).contains(said)
                    ? Map.of(UNKNOWN, said) : Map.of()));
            rows.add(new Row(new OperatorResolved(ID, said, "screenshot", "ann", NOW),
                EnumSet.of(CANCELED, EXPIRED, REJECTED).contains(said) ? Map.of(UNKNOWN, said) : Map.of()));
        }
        for (Row row : rows) {
            for (OrderStatus from : OrderStatus.values()) {
                String name = row.event() + " while " + from;
                tests.add(DynamicTest.dynamicTest(name, () -> check(row, from)));
            }
        }
        return tests.stream();
    }

    private static void check(Row row, OrderStatus from) {
        Order order = in(from);
        OrderStatus expected = row.leadsTo().get(from);
        if (expected == null) {
            assertThatThrownBy(() -> order.apply(row.event())).isInstanceOf(IllegalMove.class)
                .hasMessageContaining(ID.text());
        } else {
            assertThat(order.apply(row.event()).status()).isEqualTo(expected);
        }
    }

    @Test
    void keepsLeavesAndCumulativeEqualToTheQuantityWhileLive() {
        Order order = in(WORKING).apply(fill("x", "0.3"));
        assertThat(order.cumulative().plus(order.leaves())).isEqualTo(order.terms().quantity());
    }

    @Test
    void leavesNothingWhenItEnds() {
        assertThat(in(PARTIALLY_FILLED).apply(new CancelConfirmed(ID, NOW)).leaves().isZero()).isTrue();
    }

    @Test
    void appliesAnOverfillAndFlagsIt() {
        Order order = in(WORKING).apply(fill("x", "1.5"));
        assertThat(order.status()).isEqualTo(FILLED);
        assertThat(order.isOverfilled()).isTrue();
        assertThat(order.cumulative()).isEqualTo(Quantity.of("1.5"));
    }

    @Test
    void isNotOverfilledByExactlyItsQuantity() {
        assertThat(in(WORKING).apply(fill("x", "1")).isOverfilled()).isFalse();
    }

    @Test
    void isCanceledNotRejectedWhenProvenAbsentAfterAFill() {
        Order order = in(PARTIALLY_FILLED).apply(new MissingAtVenue(ID, NOW));
        assertThat(order.apply(new ProvenAbsent(ID, "twice", NOW)).status()).isEqualTo(CANCELED);
    }

    @Test
    void isFilledByAReplaceThatAsksForNoMoreThanItHas() {
        Order order = replacing(in(WORKING).apply(fill("x", "0.4")), "0.4");
        assertThat(order.apply(new OrderReplaced(ID, Quantity.of("0.4"), Price.of("99"), NOW)).status())
            .isEqualTo(FILLED);
    }

    @Test
    void sendsItsNextRevisionAfterAReplace() {
        Order replaced = replacing(in(PARTIALLY_FILLED), "2").apply(new OrderReplaced(ID, Quantity.of("2"),
            Price.of("99"), NOW));
        assertThat(replaced.revision()).isEqualTo(2);
        Order sent = replaced.apply(send(2));
        assertThat(sent.status()).isEqualTo(SUBMITTED);
        assertThat(sent.apply(new OrderAccepted(ID, "v2", NOW, NOW)).status()).isEqualTo(PARTIALLY_FILLED);
    }

    private static Order replacing(Order order, String quantity) {
        return order.apply(new ReplaceRequested(ID, Quantity.of(quantity), Price.of("99"), "ann", NOW));
    }

    @Test
    void refusesToSendARevisionTwice() {
        assertThatThrownBy(() -> in(WORKING).apply(send(1))).isInstanceOf(IllegalMove.class);
        assertThatThrownBy(() -> in(WORKING).apply(send(3))).isInstanceOf(IllegalMove.class);
    }

    @Test
    void remembersThatItEndedWithoutTheVenuesWord() {
        assertThat(in(SUBMITTED).apply(new SendWithheld(ID, "late", NOW)).endedUnseen()).isTrue();
        assertThat(in(UNKNOWN).apply(new ProvenAbsent(ID, "twice", NOW)).endedUnseen()).isTrue();
        assertThat(in(QUEUED).apply(new OrderExpired(ID, NOW)).endedUnseen()).isTrue();
        assertThat(in(WORKING).apply(new OrderExpired(ID, NOW)).endedUnseen()).isFalse();
        assertThat(in(SUBMITTED).apply(new OrderRejected(ID, "no", NOW)).endedUnseen()).isFalse();
    }

    static Order in(OrderStatus status) {
        Order created = Order.created(terms(), NOW);
        Order sent = created.apply(send(1));
        Order working = sent.apply(new OrderAccepted(ID, "v1", NOW, NOW));
        return switch (status) {
            case CREATED -> created;
            case QUEUED -> created.apply(new OrderQueued(ID, NOW, NOW));
            case SUBMITTED -> sent;
            case UNKNOWN -> sent.apply(new OutcomeUnknown(ID, "timeout", NOW));
            case WORKING -> working;
            case PARTIALLY_FILLED -> working.apply(fill("x1", "0.1"));
            case DENIED -> created.apply(new OrderDenied(ID, DenialReason.HALTED, "halted", NOW));
            case REJECTED -> sent.apply(new OrderRejected(ID, "no", NOW));
            case CANCELED -> working.apply(new CancelConfirmed(ID, NOW));
            case EXPIRED -> working.apply(new OrderExpired(ID, NOW));
            case FILLED -> working.apply(fill("x1", "1"));
        };
    }

    static OrderTerms terms() {
        return new OrderTerms(ID, ACCOUNT, new InstrumentId("BTCUSDT"), Side.BUY, OrderType.LIMIT,
            TimeInForce.GTC, Quantity.of("1"), Price.of("100"), Price.of("100"), Origin.manual("test"), NOW);
    }

    static SendAttempted send(int revision) {
        return new SendAttempted(ID, revision, ID.venueId(revision), Quantity.of("1"), Price.of("100"), NOW,
            NOW.plusSeconds(1), "s", NOW);
    }

    static OrderFilled fill(String execId, String quantity) {
        return new OrderFilled(ID, new Fill(execId, "v1", Price.of("100"), Quantity.of(quantity),
            BigDecimal.ZERO, "USDT", false, NOW), NOW);
    }

    @Test
    void knowsTheMoneyOfItsFills() {
        assertThat(in(WORKING).apply(fill("x", "0.3")).filledNotional()).isEqualTo(Money.of("30"));
    }
}

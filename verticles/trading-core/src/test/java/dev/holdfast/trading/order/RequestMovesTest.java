package dev.holdfast.trading.order;

import static dev.holdfast.trading.order.OrderTest.ID;
import static dev.holdfast.trading.order.OrderTest.NOW;
import static dev.holdfast.trading.order.OrderTest.fill;
import static dev.holdfast.trading.order.OrderTest.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.OrderEvent.CancelConfirmed;
import dev.holdfast.trading.order.OrderEvent.CancelRejected;
import dev.holdfast.trading.order.OrderEvent.CancelRequested;
import dev.holdfast.trading.order.OrderEvent.OrderAccepted;
import dev.holdfast.trading.order.OrderEvent.OrderReplaced;
import dev.holdfast.trading.order.OrderEvent.OutcomeUnknown;
import dev.holdfast.trading.order.OrderEvent.ReplaceRequested;
import dev.holdfast.trading.order.OrderEvent.RequestUnresolved;
import dev.holdfast.trading.order.PendingRequest.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The second axis of the table: each request event in each status with each pending request. */
class RequestMovesTest {
    private static final Set<OrderStatus> LIVE = EnumSet.of(OrderStatus.SUBMITTED, OrderStatus.UNKNOWN,
        OrderStatus.WORKING, OrderStatus.PARTIALLY_FILLED);
    private static final Set<OrderStatus> RESTING = EnumSet.of(OrderStatus.WORKING,
        OrderStatus.PARTIALLY_FILLED);
    private static final ReplaceRequested REPLACE = new ReplaceRequested(ID, Quantity.of("2"),
        Price.of("99"), "ann", NOW);
    private static final Instant LATER = NOW.plusSeconds(7);

    @TestFactory
    Stream<DynamicTest> followTheTable() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Order order : orders()) {
            boolean live = LIVE.contains(order.status());
            boolean resting = RESTING.contains(order.status());
            boolean ended = order.status().isTerminal();
            Kind pending = order.pending().kind();
            boolean asked = pending != Kind.NONE;
            cell(tests, order, new CancelRequested(ID, "ann", NOW), order.status() == OrderStatus.QUEUED
                || (live || order.endedUnseen()) && pending != Kind.CANCEL);
            cell(tests, order, REPLACE, resting && !asked);
            cell(tests, order, new RequestUnresolved(ID, "timeout", NOW), asked);
            cell(tests, order, new CancelRejected(ID, "no", NOW), asked && (resting || ended));
            cell(tests, order, new OrderReplaced(ID, Quantity.of("2"), Price.of("99"), NOW),
                resting && pending == Kind.REPLACE);
            cell(tests, order, new CancelConfirmed(ID, NOW), ended ? asked
                : live && order.status() != OrderStatus.UNKNOWN);
        }
        return tests.stream();
    }

    private static void cell(List<DynamicTest> tests, Order order, OrderEvent event, boolean legal) {
        tests.add(DynamicTest.dynamicTest(event.getClass().getSimpleName() + " while " + order.status()
            + ", pending " + order.pending().kind(), () -> {
                if (legal) {
                    order.apply(event);
                } else {
                    assertThatThrownBy(() -> order.apply(event)).isInstanceOf(IllegalMove.class);
                }
            }));
    }

    /** Every status with every pending request that it can have. */
    private static List<Order> orders() {
        List<Order> orders = new ArrayList<>();
        for (OrderStatus status : OrderStatus.values()) {
            orders.add(in(status));
        }
        for (OrderStatus status : LIVE) {
            orders.add(in(status).apply(new CancelRequested(ID, "ann", NOW)));
        }
        for (OrderStatus status : RESTING) {
            orders.add(in(status).apply(REPLACE));
        }
        orders.add(in(OrderStatus.WORKING).apply(REPLACE).apply(new OutcomeUnknown(ID, "lost", NOW)));
        orders.add(in(OrderStatus.DENIED).apply(new CancelRequested(ID, "ann", NOW)));
        return orders;
    }

    @Test
    void keepAPendingCancelUntilAnAnswer() {
        Order asked = in(OrderStatus.WORKING).apply(new CancelRequested(ID, "ann", NOW));
        assertThat(asked.apply(fill("x", "0.1")).pending().kind()).isEqualTo(Kind.CANCEL);
        assertThat(asked.apply(new RequestUnresolved(ID, "timeout", NOW)).pending().unresolved()).isTrue();
        assertThat(asked.apply(new CancelRejected(ID, "no", NOW)).pending().isNone()).isTrue();
    }

    @Test
    void keepAPendingRequestThroughTheAcceptanceThatItOvertook() {
        Order asked = in(OrderStatus.SUBMITTED).apply(new CancelRequested(ID, "ann", NOW));
        assertThat(asked.apply(new OrderAccepted(ID, "v1", NOW, NOW)).pending().kind())
            .isEqualTo(Kind.CANCEL);
    }

    @Test
    void putACancelInThePlaceOfAReplace() {
        Order canceling = in(OrderStatus.WORKING).apply(REPLACE).apply(new CancelRequested(ID, "ann", NOW));
        assertThat(canceling.pending()).isEqualTo(PendingRequest.CANCEL);
    }

    @Test
    void leaveTheTimeOfTheLastChangeAlone() {
        Order asked = in(OrderStatus.WORKING).apply(new CancelRequested(ID, "ann", LATER));
        assertThat(asked.changedAt()).isEqualTo(NOW);
        assertThat(asked.askedAt()).isEqualTo(LATER);
        Order again = asked.apply(new RequestUnresolved(ID, "timeout", LATER.plusSeconds(1)));
        assertThat(again.changedAt()).isEqualTo(NOW);
        assertThat(again.askedAt()).isEqualTo(LATER.plusSeconds(1));
    }

    @Test
    void leaveTheEndOfAnOrderThatShowedUpAfterAll() {
        Order asked = in(OrderStatus.DENIED).apply(new CancelRequested(ID, "ann", NOW));
        Order gone = asked.apply(new CancelConfirmed(ID, NOW));
        assertThat(gone.status()).isEqualTo(OrderStatus.DENIED);
        assertThat(gone.pending().isNone()).isTrue();
    }
}

package dev.holdfast.bench.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderBook;
import dev.holdfast.trading.order.OrderStatus;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BusyDeskTest {
    private final BusyDesk desk = new BusyDesk();

    @Test
    void playsEveryRoundTheSameWithoutAReportThatFitsNothing() {
        long parkedInTheFirstRound = desk.desk().state().parkedReports();
        long before = desk.events();
        playRound();
        long second = desk.events() - before;
        playRound();
        assertThat(desk.events() - before - second).isEqualTo(second);
        assertThat(desk.desk().state().parkedReports()).isEqualTo(parkedInTheFirstRound);
    }

    @Test
    void hasAllFatesOfOrdersAndHundredsOfOpenOnes() {
        playRound();
        Map<OrderStatus, Integer> fates = new EnumMap<>(OrderStatus.class);
        for (Order order : desk.desk().state().book().orders()) {
            fates.merge(order.status(), 1, Integer::sum);
        }
        assertThat(fates).containsKeys(OrderStatus.SUBMITTED, OrderStatus.WORKING,
            OrderStatus.PARTIALLY_FILLED, OrderStatus.FILLED, OrderStatus.CANCELED, OrderStatus.DENIED);
        assertThat(desk.desk().state().book().open()).hasSizeBetween(300, 5_000);
        assertThat(fates.get(OrderStatus.DENIED)).isLessThan(OrderBook.MAX_ENDED * 4 / 100);
        assertThat(desk.desk().state().book().ended()).hasSize(OrderBook.MAX_ENDED);
    }

    private void playRound() {
        for (int i = 0; i < desk.roundLength(); i++) {
            desk.prepare(0);
            desk.runPrepared(0);
        }
    }
}

package dev.holdfast.trading.desk;

import static dev.holdfast.trading.desk.Desks.ACCOUNT;
import static dev.holdfast.trading.desk.Desks.BTC;
import static dev.holdfast.trading.desk.Desks.NOW;
import static dev.holdfast.trading.desk.Desks.at;
import static dev.holdfast.trading.desk.Desks.execution;
import static dev.holdfast.trading.desk.Desks.names;
import static dev.holdfast.trading.desk.Desks.report;
import static dev.holdfast.trading.desk.Desks.run;
import static dev.holdfast.trading.desk.Desks.state;
import static dev.holdfast.trading.desk.Desks.trade;
import static dev.holdfast.trading.desk.Desks.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.desk.DeskCommand.AdoptOrder;
import dev.holdfast.trading.desk.DeskCommand.TakeStatus;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.ExecutionReport.Kind;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderStatus;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.TimeInForce;
import dev.holdfast.trading.order.TradingState;
import dev.holdfast.trading.reconcile.BreakKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdoptRuleTest {
    private static final String FOREIGN = "web_4711";
    private static final ClOrdId ID = ClOrdId.external(ACCOUNT, BTC, "v-" + FOREIGN);
    private final OrderDesk desk = Desks.open();

    @Test
    void takesAForeignOrderInAndFlagsIt() {
        Decision decision = run(desk, adopt(words(FOREIGN, Kind.NEW, "0")), at(NOW));
        assertThat(names(decision)).containsExactly("ExternalOrderAdopted", "BreakFound");
        assertThat(decision.reply().clOrdId()).isEqualTo(ID);
        assertThat(adopted().status()).isEqualTo(OrderStatus.WORKING);
        assertThat(adopted().venueClientId()).isEqualTo(FOREIGN);
        assertThat(desk.state().breaks().open(BreakKind.EXTERNAL_ORDER.breakId(ID.text()))).isNotNull();
    }

    @Test
    void takesTheSameOrderInOnce() {
        run(desk, adopt(words(FOREIGN, Kind.NEW, "0")), at(NOW));
        Decision again = run(desk, adopt(words(FOREIGN, Kind.NEW, "0")), at(NOW));
        assertThat(again.events()).isEmpty();
        assertThat(again.reply().duplicate()).isTrue();
    }

    @Test
    void findsItsExecutionsUnderTheForeignClientId() {
        run(desk, adopt(words(FOREIGN, Kind.NEW, "0")), at(NOW));
        run(desk, trade(FOREIGN, "x1", "2"), at(NOW));
        assertThat(adopted().status()).isEqualTo(OrderStatus.FILLED);
        assertThat(desk.state().account(ACCOUNT).position(BTC).quantity()).isEqualByComparingTo("2");
    }

    @Test
    void asksForExecutionsFromBeforeItWasFound() {
        run(desk, adopt(words(FOREIGN, Kind.NEW, "0.5")), at(NOW));
        assertThat(adopted().status()).isEqualTo(OrderStatus.UNKNOWN);
        run(desk, new TakeStatus(ID, FOREIGN, words(FOREIGN, Kind.NEW, "0.5"),
            List.of(execution(FOREIGN, "x1", "0.5")), null), at(NOW));
        assertThat(adopted().status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
    }

    @Test
    void cancelsItUnderAHalt() {
        run(desk, state(TradingState.HALTED), at(NOW));
        assertThat(names(run(desk, adopt(words(FOREIGN, Kind.NEW, "0")), at(NOW))))
            .containsExactly("ExternalOrderAdopted", "BreakFound", "CancelRequested");
        run(desk, report(FOREIGN, Kind.CANCELED), at(NOW));
        assertThat(adopted().status()).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void parksWhatItCannotBook() {
        ExecutionReport other = new ExecutionReport(FOREIGN, "v9", new InstrumentId("DOGEUSDT"), Kind.NEW,
            null, Quantity.ZERO, null, NOW);
        Decision decision = run(desk, adopt(other), at(NOW));
        assertThat(names(decision)).containsExactly("ReportParked", "BreakFound");
        assertThat(decision.reply().problem()).isNotNull();
        assertThat(run(desk, adopt(other), at(NOW)).events()).isEmpty();
    }

    @Test
    void takesAnOrderOfOursForWhatItIs() {
        run(desk, Desks.buy("a", "2", "100"), at(NOW));
        run(desk, adopt(words(Desks.id("a").venueId(1), Kind.NEW, "0")), at(NOW));
        assertThat(desk.state().book().orders()).hasSize(1);
        assertThat(Desks.order(desk, "a").status()).isEqualTo(OrderStatus.WORKING);
    }

    @Test
    void refusesAHouseThatIsNotHere() {
        Decision decision = run(desk, new AdoptOrder(new AccountId("nobody"), words(FOREIGN, Kind.NEW, "0"),
            Side.BUY, OrderType.LIMIT, TimeInForce.GTC, Quantity.of("2"), Price.of("100")), at(NOW));
        assertThat(decision.reply().problem()).contains("nobody");
    }

    private Order adopted() {
        return desk.state().book().order(ID);
    }

    private static AdoptOrder adopt(ExecutionReport found) {
        return new AdoptOrder(ACCOUNT, found, Side.BUY, OrderType.LIMIT, TimeInForce.GTC, Quantity.of("2"),
            Price.of("100"));
    }
}

package dev.holdfast.trading.desk;

import static dev.holdfast.trading.desk.Desks.NOW;
import static dev.holdfast.trading.desk.Desks.at;
import static dev.holdfast.trading.desk.Desks.names;
import static dev.holdfast.trading.desk.Desks.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.trading.desk.DeskCommand.BookBreak;
import dev.holdfast.trading.desk.DeskCommand.CloseBreak;
import dev.holdfast.trading.desk.DeskCommand.ConsumeSignals;
import dev.holdfast.trading.reconcile.BreakBook;
import dev.holdfast.trading.reconcile.BreakDisposition;
import dev.holdfast.trading.reconcile.BreakKind;
import org.junit.jupiter.api.Test;

class BreakRuleTest {
    private static final String ID = BreakKind.POSITION.breakId("BTC");
    private final OrderDesk desk = Desks.open();

    @Test
    void booksTheSameDifferenceOnce() {
        assertThat(names(run(desk, position("1"), at(NOW)))).containsExactly("BreakFound");
        assertThat(run(desk, position("2"), at(NOW)).events()).isEmpty();
        assertThat(desk.state().breaks().open(ID).venues()).isEqualTo("1");
    }

    @Test
    void booksItAgainAfterItWasClosed() {
        run(desk, position("1"), at(NOW));
        assertThat(names(run(desk, close("statement"), at(NOW)))).containsExactly("BreakClosed");
        assertThat(desk.state().breaks().open()).isEmpty();
        assertThat(names(run(desk, position("1"), at(NOW)))).containsExactly("BreakFound");
    }

    @Test
    void closesOnlyWhatIsOpenAndOnlyWithEvidence() {
        assertThat(run(desk, close("statement"), at(NOW)).reply().problem()).contains(ID);
        run(desk, position("1"), at(NOW));
        assertThat(run(desk, close(" "), at(NOW)).reply().problem()).contains("evidence");
        assertThat(desk.state().breaks().open()).hasSize(1);
    }

    @Test
    void keepsNoMoreThanItsBoundAndDropsTheOldest() {
        for (int i = 0; i <= BreakBook.MAX_OPEN; i++) {
            run(desk, new BookBreak(BreakKind.POSITION, "A" + i, "0", "1"), at(NOW));
        }
        assertThat(desk.state().breaks().open()).hasSize(BreakBook.MAX_OPEN);
        assertThat(desk.state().breaks().open(BreakKind.POSITION.breakId("A0"))).isNull();
    }

    @Test
    void leavesNoTraceOfSignalsThatDoNotAdvance() {
        assertThat(names(run(desk, new ConsumeSignals(3, 10), at(NOW)))).containsExactly("SignalsConsumed");
        assertThat(run(desk, new ConsumeSignals(3, 10), at(NOW)).events()).isEmpty();
        assertThat(run(desk, new ConsumeSignals(3, 9), at(NOW)).events()).isEmpty();
        assertThat(desk.state().nextSignalOffset(3)).isEqualTo(10);
        assertThat(desk.state().nextSignalOffset(4)).isZero();
    }

    private static BookBreak position(String venues) {
        return new BookBreak(BreakKind.POSITION, "BTC", "0", venues);
    }

    private static CloseBreak close(String evidence) {
        return new CloseBreak(ID, BreakDisposition.OPERATOR, evidence, "ann");
    }
}

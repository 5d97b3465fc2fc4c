package dev.holdfast.analytics;

import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.OrderEvent;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.wire.journal.JournalFilter;
import dev.holdfast.wire.journal.JournalRecord;
import java.time.Instant;
import java.util.Map;

/**
 * One shard's journal, folded as every reader must: void records are passed over, and orders and positions
 * come from the same core that trades. It has to begin at the journal's beginning.
 */
final class JournalFold {
    private final JournalFilter filter = new JournalFilter();
    private final DeskState state;
    private final MinuteTable minutes;

    JournalFold(Map<InstrumentId, Instrument> instruments, MinuteTable minutes) {
        this.state = new DeskState(instruments);
        this.minutes = minutes;
    }

    /**
     * Takes the next record.
     *
     * @param counted false for what happened before the figures begin: folded, but not summed
     */
    void onRecord(long offset, JournalRecord record, boolean counted) {
        filter.take(offset, record).forEach(event -> apply(event, counted));
    }

    private void apply(DeskEvent event, boolean counted) {
        switch (event) {
            case OrderEvent e -> applyToOrder(e, counted);
            case DeskEvent other -> state.apply(other);
        }
    }

    private void applyToOrder(OrderEvent event, boolean counted) {
        Money before = realised(event);
        state.apply(event);
        if (!counted) {
            return;
        }
        InstrumentId instrument = terms(event).instrument();
        Instant time = event.at();
        if (event instanceof OrderFilled filled) {
            time = filled.fill().venueTime();
            minutes.addFill(time, instrument, filled.fill().quantity());
        }
        Money change = realised(event).minus(before);
        if (!change.equals(Money.ZERO)) {
            minutes.addRealised(time, instrument, change);
        }
    }

    private Money realised(OrderEvent event) {
        if (state.book().order(event.clOrdId()) == null) {
            return Money.ZERO;
        }
        OrderTerms terms = terms(event);
        var account = state.account(terms.account());
        return account == null ? Money.ZERO : account.position(terms.instrument()).realised();
    }

    private OrderTerms terms(OrderEvent event) {
        return state.book().order(event.clOrdId()).terms();
    }
}

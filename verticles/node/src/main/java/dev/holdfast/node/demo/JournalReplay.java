package dev.holdfast.node.demo;

import dev.holdfast.resilience.lease.ClaimId;
import dev.holdfast.trading.desk.DeskState;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.order.DenialReason;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.OrderEvent.OrderDenied;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import dev.holdfast.wire.journal.JournalFilter;
import dev.holdfast.wire.journal.JournalRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One shard's journal, folded again from its first record by the core itself, as proof that the live state is
 * nothing else than the fold of what was written (invariant 15).
 */
public final class JournalReplay {
    private final JournalFilter filter = new JournalFilter();
    private final DeskState state;
    private final List<JournalFill> fills = new ArrayList<>();
    private final SortedMap<DenialReason, Integer> denials = new TreeMap<>();
    private int partialFills;

    /** A fill as the journal has it, by the order's own id. */
    public record JournalFill(String clOrdId, Fill fill) {
    }

    public JournalReplay(Map<InstrumentId, Instrument> instruments) {
        this.state = new DeskState(instruments);
    }

    /** Takes the next record and returns its events; one that is void for every reader has none. */
    public List<DeskEvent> take(long offset, JournalRecord record) {
        List<DeskEvent> events = filter.take(offset, record);
        events.forEach(this::fold);
        return events;
    }

    /** The claim whose records count now. */
    public ClaimId claim() {
        return filter.claims().current();
    }

    public DeskState state() {
        return state;
    }

    public List<JournalFill> fills() {
        return fills;
    }

    /** Fills that left their order with something still to trade. */
    int partialFills() {
        return partialFills;
    }

    SortedMap<DenialReason, Integer> denials() {
        return denials;
    }

    private void fold(DeskEvent event) {
        state.apply(event);
        if (event instanceof OrderFilled filled) {
            fills.add(new JournalFill(filled.clOrdId().text(), filled.fill()));
            Order order = state.book().order(filled.clOrdId());
            if (order.cumulative().compareTo(order.terms().quantity()) < 0) {
                partialFills++;
            }
        } else if (event instanceof OrderDenied denied) {
            denials.merge(denied.reason(), 1, Integer::sum);
        }
    }
}

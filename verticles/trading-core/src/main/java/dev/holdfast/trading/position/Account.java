package dev.holdfast.trading.position;

import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.TradingState;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * An account's cash and positions as the fold of its fills (invariant 9). Immutable.
 *
 * @param openingCash cash at the beginning; the base of its profit and loss
 * @param currency    asset of all its money
 * @param state       what it may do, before the shard's own state is considered
 */
public record Account(AccountId id, Money openingCash, String currency, Money cash,
                      SortedMap<InstrumentId, Position> positions, TradingState state) {
    public Account {
        positions = positions instanceof Holdings ? positions : new Holdings(positions);
    }

    public static Account opened(AccountId id, Money cash, String currency) {
        return new Account(id, cash, currency, cash, new TreeMap<>(), TradingState.ACTIVE);
    }

    /** What is held, or was once, by instrument. */
    @Override
    public SortedMap<InstrumentId, Position> positions() {
        return Collections.unmodifiableSortedMap(positions);
    }

    public Position position(InstrumentId instrument) {
        return positions.getOrDefault(instrument, Position.FLAT);
    }

    public Account plus(Instrument instrument, Side side, Fill fill) {
        Money moved = cash.plus(Position.cashChange(instrument, side, fill));
        return with(moved, instrument.id(), position(instrument.id()).plus(instrument, side, fill));
    }

    /**
     * The account without a fill that the venue took back. Booked as the opposite trade with the fee
     * returned, so cash and quantity are as if it had never been; realised profit keeps the average cost of
     * that moment.
     */
    public Account minus(Instrument instrument, Side side, Fill fill) {
        Fill reversed = new Fill(fill.execId(), fill.venueOrderId(), fill.price(), fill.quantity(),
            fill.fee().negate(), fill.feeAsset(), fill.maker(), fill.venueTime());
        return plus(instrument, side.opposite(), reversed);
    }

    public Account withState(TradingState changed) {
        return new Account(id, openingCash, currency, cash, positions, changed);
    }

    /**
     * Cash plus positions at the marks.
     *
     * @param marks price of an instrument, or null where none is known yet: it counts at its cost then
     */
    public Money equity(Function<InstrumentId, BigDecimal> marks) {
        Money total = cash;
        for (Map.Entry<InstrumentId, Position> held : positions.entrySet()) {
            BigDecimal mark = marks.apply(held.getKey());
            Position position = held.getValue();
            total = total.plus(mark == null ? position.cost()
                : new Money(position.quantity().multiply(mark)));
        }
        return total;
    }

    private Account with(Money newCash, InstrumentId instrument, Position position) {
        Holdings changed = new Holdings(positions);
        changed.put(instrument, position);
        return new Account(id, openingCash, currency, newCash, changed, state);
    }

    /** Positions that no one but accounts can reach: copied for a change, and not once more to be safe. */
    private static final class Holdings extends TreeMap<InstrumentId, Position> {
        private static final long serialVersionUID = 1L;

        Holdings(SortedMap<InstrumentId, Position> positions) {
            super(positions);
        }
    }
}

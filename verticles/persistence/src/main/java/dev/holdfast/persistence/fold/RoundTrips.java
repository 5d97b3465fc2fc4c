package dev.holdfast.persistence.fold;

import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.position.Position;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds where positions go back to flat. Below one lot counts as flat: a fee in the base asset leaves dust
 * that cannot be sold. A position that changes sides has made a round trip too.
 */
public final class RoundTrips {
    private final Map<Key, Money> booked = new HashMap<>();

    private record Key(AccountId account, InstrumentId instrument) {
    }

    /** Goes on after the newest stored round trip of a position. */
    public void restore(AccountId account, InstrumentId instrument, Money bookedAfter) {
        booked.put(new Key(account, instrument), bookedAfter);
    }

    /** The round trip that ended with this change of a position; null if none did. */
    public RoundTrip changed(AccountId account, Instrument instrument, Position before, Position after) {
        boolean wasOpen = !isFlat(before.quantity(), instrument);
        boolean turned = before.quantity().signum() * after.quantity().signum() < 0;
        if (!wasOpen || !isFlat(after.quantity(), instrument) && !turned) {
            return null;
        }
        Key key = new Key(account, instrument.id());
        Money total = after.realised().minus(after.fees());
        Money profit = total.minus(booked.getOrDefault(key, Money.ZERO));
        booked.put(key, total);
        return new RoundTrip(profit, total);
    }

    private static boolean isFlat(BigDecimal quantity, Instrument instrument) {
        return quantity.abs().compareTo(instrument.lotSize().value()) < 0;
    }
}

package dev.holdfast.persistence.fold;

import dev.holdfast.trading.money.Money;

/**
 * A position opened and closed to flat.
 *
 * @param profit      after fees; zero is neither won nor lost
 * @param bookedAfter realised − fees of the position since it exists: the next round trip counts from here
 */
public record RoundTrip(Money profit, Money bookedAfter) {
}

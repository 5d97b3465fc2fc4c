package dev.holdfast.persistence.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.persistence.Days;
import dev.holdfast.trading.money.Money;
import dev.holdfast.trading.position.Position;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class RoundTripsTest {
    private final RoundTrips trips = new RoundTrips();

    @Test
    void endWhenAPositionIsFlatAgain() {
        assertThat(change(position("0", "0", "0"), position("1", "0", "1"))).isNull();
        assertThat(change(position("1", "0", "1"), position("0.4", "6", "2"))).isNull();
        assertThat(change(position("0.4", "6", "2"), position("0", "10", "3")).profit())
            .isEqualTo(Money.of("7"));
    }

    @Test
    void countOnlyWhatCameSinceTheOneBefore() {
        change(position("1", "0", "1"), position("0", "10", "3"));
        assertThat(change(position("1", "10", "4"), position("0", "5", "5")))
            .isEqualTo(new RoundTrip(Money.of("-7"), Money.ZERO));
    }

    @Test
    void goOnWhereTheStoredOnesEnd() {
        trips.restore(Days.ACCOUNT, Days.BTC.id(), Money.of("7"));
        assertThat(change(position("1", "10", "4"), position("0", "15", "5")).profit())
            .isEqualTo(Money.of("3"));
    }

    @Test
    void takeLessThanOneLotForFlat() {
        assertThat(change(position("1", "0", "0"), position("0.001", "1", "0"))).isNull();
        assertThat(change(position("1", "0", "0"), position("0.0009", "1", "0"))).isNotNull();
        assertThat(change(position("0.0009", "0", "0"), position("0", "1", "0"))).isNull();
    }

    @Test
    void endWhenAPositionTurns() {
        assertThat(change(position("1", "0", "0"), position("-1", "2", "0")).profit())
            .isEqualTo(Money.of("2"));
    }

    private RoundTrip change(Position before, Position after) {
        return trips.changed(Days.ACCOUNT, Days.BTC, before, after);
    }

    private static Position position(String quantity, String realised, String fees) {
        return new Position(new BigDecimal(quantity), Money.ZERO, Money.of(realised), Money.of(fees));
    }
}

package dev.holdfast.persistence.equity;

import dev.holdfast.trading.money.Money;
import dev.holdfast.wire.view.EquityPointView;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * The whole desk's equity at one moment.
 *
 * @param capital    sum of the accounts' opening cash: equity − capital is the profit
 * @param peak       the highest equity so far, raised by capital that came later
 * @param minuteMark true for the first point of its minute
 */
public record EquityPoint(Instant at, Money equity, Money cash, Money capital, Money peak,
                          BigDecimal drawdownPercent, boolean minuteMark) {

    public Money profit() {
        return equity.minus(capital);
    }

    public EquityPointView view() {
        return new EquityPointView(at, equity, cash, drawdownPercent);
    }
}

package dev.holdfast.venuesim.engine;

import dev.holdfast.venuesim.book.Fixed8;
import dev.holdfast.venuesim.book.OrderBook;
import dev.holdfast.venuesim.book.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a market order would cost, or how much a quote amount would buy, against the visible book of now. */
final class MarketCost {

    private MarketCost() {
    }

    /** Quote amount that taking {@code quantity} from the other side moves; less when the book holds less. */
    static BigDecimal of(OrderBook book, Side side, long quantity) {
        var cost = BigDecimal.ZERO;
        var left = quantity;
        for (var level : book.depth(side.opposite(), Integer.MAX_VALUE)) {
            if (left <= 0) {
                break;
            }
            var part = Math.min(left, level.quantity());
            cost = cost.add(Fixed8.notional(level.price(), part));
            left -= part;
        }
        return cost;
    }

    /** The largest quantity in whole steps that moves no more than {@code quote}. */
    static long quantityFor(OrderBook book, Side side, BigDecimal quote, long step) {
        var quantity = 0L;
        var left = quote;
        for (var level : book.depth(side.opposite(), Integer.MAX_VALUE)) {
            var whole = Fixed8.notional(level.price(), level.quantity());
            if (whole.compareTo(left) >= 0) {
                quantity += left.divide(Fixed8.decimal(level.price()), Fixed8.SCALE, RoundingMode.DOWN)
                    .unscaledValue().longValueExact();
                break;
            }
            quantity += level.quantity();
            left = left.subtract(whole);
        }
        return quantity / step * step;
    }
}

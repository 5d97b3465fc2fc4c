package dev.holdfast.venuesim.engine;

import dev.holdfast.venuesim.book.Fixed8;
import java.util.Optional;

/** The instrument's filters, in the order the exchange asks them. Bounds are inclusive. */
final class FilterRule {

    private FilterRule() {
    }

    /**
     * The first filter that the order fails. {@code quantity} is what would trade; {@code reference} is the
     * weighted average price, 0 when nothing has traded yet (then the filters that need it pass).
     */
    static Optional<VenueError> failed(OrderRequest order, long quantity, long reference) {
        var instrument = order.instrument();
        if (!order.isMarket() && !priceFits(instrument, order.price())) {
            return Optional.of(VenueError.filter("PRICE_FILTER"));
        }
        if (!quantityFits(instrument, quantity)) {
            return Optional.of(VenueError.filter("LOT_SIZE"));
        }
        if (!order.isMarket() && !percentFits(order, reference)) {
            return Optional.of(VenueError.filter("PERCENT_PRICE_BY_SIDE"));
        }
        var notional = Fixed8.notional(order.isMarket() ? reference : order.price(), quantity);
        if (notional.signum() > 0 && notional.compareTo(instrument.minNotional()) < 0) {
            return Optional.of(VenueError.filter("NOTIONAL"));
        }
        if (!order.isMarket() && notional.compareTo(instrument.maxNotional()) > 0) {
            return Optional.of(VenueError.filter("NOTIONAL"));
        }
        return Optional.empty();
    }

    private static boolean priceFits(Instrument instrument, long price) {
        return price >= instrument.minPrice() && price <= instrument.maxPrice()
            && price % instrument.tickSize() == 0;
    }

    private static boolean quantityFits(Instrument instrument, long quantity) {
        return quantity >= instrument.minQty() && quantity <= instrument.maxQty()
            && quantity % instrument.stepSize() == 0;
    }

    private static boolean percentFits(OrderRequest order, long reference) {
        if (reference == 0) {
            return true;
        }
        var price = Fixed8.decimal(order.price());
        var average = Fixed8.decimal(reference);
        var instrument = order.instrument();
        // One pair of multipliers serves both sides, as on today's BTCUSDT.
        return price.compareTo(average.multiply(instrument.percentUp())) <= 0
            && price.compareTo(average.multiply(instrument.percentDown())) >= 0;
    }
}

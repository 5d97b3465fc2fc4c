package dev.holdfast.bench.core;

import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.DeskCommand.CancelOrder;
import dev.holdfast.trading.desk.DeskCommand.SubmitOrder;
import dev.holdfast.trading.desk.DeskCommand.TakeReport;
import dev.holdfast.trading.market.Instrument;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.ExecutionReport.Kind;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.Origin;
import dev.holdfast.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One order's life as the commands that a desk hears of it: the submit, the venue's reports, a cancel. */
final class OrderStory {
    private static final BigDecimal FEE_RATE = new BigDecimal("0.001");
    private static final Instant VENUE_TIME = Instant.parse("2026-01-05T10:00:00.250Z");

    private final ClOrdId id;
    private final Instrument instrument;
    private final Price price;
    private final BigDecimal lots;
    private final List<DeskCommand> commands = new ArrayList<>(8);
    private final String venueOrderId;
    private BigDecimal cumulative = BigDecimal.ZERO;

    /** What the order asks for; {@code lots} is a multiple of ten, so that tenths of it can trade. */
    record Ask(AccountId account, Instrument instrument, Side side, Price price, int lots) {
    }

    OrderStory(int number, Ask ask, OrderType type, TimeInForce time) {
        this.id = ClOrdId.derived(ask.account(), "bench", Integer.toString(number));
        this.instrument = ask.instrument();
        this.price = ask.price();
        this.lots = BigDecimal.valueOf(ask.lots());
        this.venueOrderId = Integer.toString(1_000_000 + number);
        commands.add(new SubmitOrder(id, ask.account(), instrument.id(), ask.side(), type, time,
            new Quantity(lots.multiply(instrument.lotSize().value())),
            type == OrderType.LIMIT ? price : null, Origin.manual("bench")));
    }

    OrderStory accepted() {
        return report(Kind.NEW, null);
    }

    /** One execution of some tenths of the order, with a fee in the quote asset. */
    OrderStory traded(int tenths) {
        BigDecimal quantity = lots.movePointLeft(1).multiply(BigDecimal.valueOf(tenths))
            .multiply(instrument.lotSize().value());
        cumulative = cumulative.add(quantity);
        BigDecimal fee = quantity.multiply(price.value()).multiply(FEE_RATE);
        Fill fill = new Fill(venueOrderId + "-" + commands.size(), venueOrderId, price,
            new Quantity(quantity), fee, instrument.quote(), false, VENUE_TIME);
        return report(Kind.TRADE, fill);
    }

    OrderStory canceled() {
        commands.add(new CancelOrder(id, "bench"));
        return report(Kind.CANCELED, null);
    }

    /** The venue ends what an IOC order could not trade at once. */
    OrderStory expired() {
        return report(Kind.EXPIRED, null);
    }

    List<DeskCommand> commands() {
        return commands;
    }

    private OrderStory report(Kind kind, Fill fill) {
        commands.add(new TakeReport(new ExecutionReport(id.text(), venueOrderId, instrument.id(), kind, fill,
            new Quantity(cumulative), null, VENUE_TIME)));
        return this;
    }
}

package dev.holdfast.bench.core;

import dev.holdfast.trading.desk.DeskCommand;
import dev.holdfast.trading.desk.DeskCommand.CancelOrder;
import dev.holdfast.trading.desk.DeskCommand.SubmitOrder;
import dev.holdfast.trading.desk.DeskCommand.TakeReport;
import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.money.Price;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.AccountId;
import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.Fill;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Makes a command anew in all its parts, as a decoder does that has just read it: nothing is shared with what
 * the desk holds, no hash is computed yet, and the bytes are near. Without it the bench would mostly measure
 * how long a processor waits for its own prepared commands.
 */
final class FreshCopy {
    private FreshCopy() {
    }

    static DeskCommand of(DeskCommand command) {
        return switch (command) {
            case SubmitOrder c -> new SubmitOrder(id(c.clOrdId()), new AccountId(text(c.account().name())),
                instrument(c.instrument()), c.side(), c.type(), c.timeInForce(), quantity(c.quantity()),
                price(c.limitPrice()), c.origin());
            case CancelOrder c -> new CancelOrder(id(c.clOrdId()), c.by());
            case TakeReport c -> new TakeReport(report(c.report()));
            case DeskCommand other -> throw new IllegalArgumentException("not in the mix: " + other);
        };
    }

    private static ExecutionReport report(ExecutionReport r) {
        return new ExecutionReport(text(r.venueClientId()), text(r.venueOrderId()),
            instrument(r.instrument()), r.kind(), fill(r.fill()), quantity(r.cumulative()), r.text(),
            r.venueTime());
    }

    private static Fill fill(Fill f) {
        return f == null ? null : new Fill(text(f.execId()), text(f.venueOrderId()), price(f.price()),
            quantity(f.quantity()), number(f.fee()), text(f.feeAsset()), f.maker(), f.venueTime());
    }

    private static ClOrdId id(ClOrdId id) {
        return new ClOrdId(text(id.text()));
    }

    private static InstrumentId instrument(InstrumentId id) {
        return new InstrumentId(text(id.symbol()));
    }

    private static Price price(Price price) {
        return price == null ? null : new Price(number(price.value()));
    }

    private static Quantity quantity(Quantity quantity) {
        return new Quantity(number(quantity.value()));
    }

    private static BigDecimal number(BigDecimal value) {
        return new BigDecimal(value.unscaledValue(), value.scale());
    }

    private static String text(String text) {
        return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
    }
}

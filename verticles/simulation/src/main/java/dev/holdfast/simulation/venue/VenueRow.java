package dev.holdfast.simulation.venue;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import dev.holdfast.trading.money.Quantity;
import dev.holdfast.trading.order.ExecutionReport;
import dev.holdfast.trading.order.ExecutionReport.Kind;
import dev.holdfast.trading.order.Fill;
import dev.holdfast.trading.order.OrderTerms;
import dev.holdfast.trading.order.OrderType;
import dev.holdfast.trading.order.TimeInForce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One order in the venue's own book, with what it was at each moment, as copies lag behind it. */
final class VenueRow {
    final String venueOrderId;
    final String clientId;
    final OrderTerms terms;
    final Quantity quantity;
    private final List<ExecutionReport> executions = new ArrayList<>(2);
    private final List<Version> versions = new ArrayList<>(3);
    private Quantity executed = Quantity.ZERO;
    private Kind kind = Kind.NEW;
    private boolean open = true;

    /** How it stood from a moment on. */
    private record Version(long since, Kind kind, boolean open, int executions, Quantity executed) {
    }

    VenueRow(String venueOrderId, String clientId, OrderTerms terms, Quantity quantity, long now) {
        this.venueOrderId = venueOrderId;
        this.clientId = clientId;
        this.terms = terms;
        this.quantity = quantity;
        remember(now);
    }

    InstrumentId instrument() {
        return terms.instrument();
    }

    boolean isBuy() {
        return terms.side() == Side.BUY;
    }

    /** True for an order that never rests. */
    boolean endsAtOnce() {
        return terms.type() == OrderType.MARKET || terms.timeInForce() == TimeInForce.IOC
            || terms.timeInForce() == TimeInForce.FOK;
    }

    boolean isOpen() {
        return open;
    }

    Quantity executed() {
        return executed;
    }

    Quantity rest() {
        return quantity.minusDownToZero(executed);
    }

    ExecutionReport execute(Fill fill, Instant at, long now) {
        executed = executed.plus(fill.quantity());
        open = !rest().isZero();
        kind = Kind.TRADE;
        ExecutionReport report = report(Kind.TRADE, fill, executed, at);
        executions.add(report);
        remember(now);
        return report;
    }

    ExecutionReport end(Kind how, Instant at, long now) {
        open = false;
        kind = how;
        remember(now);
        return report(how, null, executed, at);
    }

    ExecutionReport accepted(Instant at) {
        return report(Kind.NEW, null, Quantity.ZERO, at);
    }

    /** True if a copy of that moment has it. */
    boolean wasKnown(long then) {
        return versions.getFirst().since() <= then;
    }

    boolean wasOpen(long then) {
        return wasKnown(then) && version(then).open();
    }

    Quantity wasExecuted(long then) {
        return version(then).executed();
    }

    /** Its status in a copy of that moment. */
    ExecutionReport status(long then, Instant at) {
        Version version = version(then);
        return report(version.kind(), null, version.executed(), at);
    }

    List<ExecutionReport> executions(long then) {
        return List.copyOf(executions.subList(0, version(then).executions()));
    }

    private Version version(long then) {
        Version found = versions.getFirst();
        for (Version each : versions) {
            if (each.since() <= then) {
                found = each;
            }
        }
        return found;
    }

    private void remember(long now) {
        versions.add(new Version(now, kind, open, executions.size(), executed));
    }

    private ExecutionReport report(Kind what, Fill fill, Quantity cumulative, Instant at) {
        return new ExecutionReport(clientId, venueOrderId, instrument(), what, fill, cumulative, null, at);
    }
}

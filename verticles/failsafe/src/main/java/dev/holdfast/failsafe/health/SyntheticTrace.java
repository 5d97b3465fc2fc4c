package dev.holdfast.failsafe.health;

import dev.holdfast.trading.order.ClOrdId;
import dev.holdfast.trading.order.DenialReason;
import dev.holdfast.trading.order.DeskEvent;
import dev.holdfast.trading.order.OrderEvent.CancelConfirmed;
import dev.holdfast.trading.order.OrderEvent.OrderAccepted;
import dev.holdfast.trading.order.OrderEvent.OrderCreated;
import dev.holdfast.trading.order.OrderEvent.OrderDenied;
import dev.holdfast.trading.order.OrderEvent.OrderExpired;
import dev.holdfast.trading.order.OrderEvent.OrderFilled;
import dev.holdfast.trading.order.OrderEvent.OrderRejected;
import dev.holdfast.trading.order.OrderEvent.RemainderCanceled;
import dev.holdfast.trading.signal.Signal;
import dev.holdfast.trading.signal.SignalAction;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Follows one synthetic transaction from its bar to its fill, by what it is told and when. */
final class SyntheticTrace {
    private static final double NANOS_PER_MILLI = 1_000_000;

    private final Signal signal;
    private final long barNanos;
    private final Map<Hop, Duration> hops = new EnumMap<>(Hop.class);
    private long lastNanos;
    private ClOrdId order;
    private BigDecimal open;
    private String failure;
    private boolean forbidden;

    /** Begins with the signal that a bar led to. */
    SyntheticTrace(Signal signal, long barNanos, long nanos) {
        this.signal = signal;
        this.barNanos = barNanos;
        this.lastNanos = barNanos;
        end(Hop.SIGNAL, nanos);
    }

    /** Hears an event of the journal; what does not belong to it changes nothing. */
    void take(DeskEvent event, long nanos) {
        switch (event) {
            case OrderCreated e when signal.signalId().equals(e.terms().origin().signalId()) -> {
                order = e.clOrdId();
                open = e.terms().quantity().value();
                end(Hop.ORDER, nanos);
            }
            case OrderAccepted e when e.clOrdId().equals(order) -> end(Hop.VENUE, nanos);
            case OrderFilled e when e.clOrdId().equals(order) -> fill(e, nanos);
            case OrderDenied e when e.clOrdId().equals(order) -> {
                forbidden = e.reason() == DenialReason.HALTED || e.reason() == DenialReason.REDUCE_ONLY;
                fail("denied: " + e.reason() + (e.detail() == null ? "" : ", " + e.detail()));
            }
            case OrderRejected e when e.clOrdId().equals(order) -> fail("rejected: " + e.text());
            case OrderExpired e when e.clOrdId().equals(order) -> fail("expired");
            case RemainderCanceled e when e.clOrdId().equals(order) -> fail("canceled by the venue");
            case CancelConfirmed e when e.clOrdId().equals(order) -> fail("canceled");
            case DeskEvent other -> {
                // Of other orders, or of no interest here.
            }
        }
    }

    /** Filled whole. */
    boolean isFilled() {
        return hops.containsKey(Hop.FILL);
    }

    /** Why it cannot be filled any more; null while it can. */
    String failure() {
        return failure;
    }

    /** True if it failed since new orders are stopped: the way is whole, and somebody closed it. */
    boolean isForbidden() {
        return forbidden;
    }

    boolean hasOrder() {
        return order != null;
    }

    boolean buys() {
        return signal.action() == SignalAction.ENTER_LONG;
    }

    boolean isOf(String signalId) {
        return signal.signalId().equals(signalId);
    }

    Duration sinceBar(long nanos) {
        return Duration.ofNanos(nanos - barNanos);
    }

    /** The legs that ended, by leg. */
    Map<Hop, Duration> hops() {
        return Collections.unmodifiableMap(hops);
    }

    /** The leg that it waits for; null once it is filled. */
    Hop waitsFor() {
        for (Hop hop : Hop.values()) {
            if (!hops.containsKey(hop)) {
                return hop;
            }
        }
        return null;
    }

    /** From the bar to what was heard last. */
    Duration total() {
        return Duration.ofNanos(lastNanos - barNanos);
    }

    @Override
    public String toString() {
        return hops.entrySet().stream().map(hop -> hop.getKey().name().toLowerCase(Locale.ROOT)
                + String.format(Locale.ROOT, " %.1f ms", hop.getValue().toNanos() / NANOS_PER_MILLI))
            .collect(Collectors.joining(", "));
    }

    /** A fill may be read before the acceptance: then the venue has taken it all the same. */
    private void fill(OrderFilled filled, long nanos) {
        end(Hop.VENUE, nanos);
        open = open.subtract(filled.fill().quantity().value());
        if (open.signum() <= 0) {
            end(Hop.FILL, nanos);
        }
    }

    private void end(Hop hop, long nanos) {
        if (!hops.containsKey(hop)) {
            hops.put(hop, Duration.ofNanos(Math.max(0, nanos - lastNanos)));
            lastNanos = Math.max(lastNanos, nanos);
        }
    }

    private void fail(String why) {
        failure = why;
    }
}

package dev.holdfast.trading.desk;

import dev.holdfast.trading.order.Order;
import dev.holdfast.trading.order.PendingRequest;
import java.time.Duration;
import java.time.Instant;

/**
 * When the venue is asked again: never given up, and never faster than the journal bears, as each asking is
 * an event of its own.
 */
final class AskRule {
    /** A venue that let one question pass is asked no faster: 12 events a minute for each order at most. */
    static final Duration AGAIN = Duration.ofSeconds(5);

    private final Duration first;
    private final Duration again;

    AskRule(DeskRules rules) {
        this.first = rules.quietTime();
        this.again = first.compareTo(AGAIN) > 0 ? first : AGAIN;
    }

    /** True if a cancel that a rule wants may be asked for: not asked yet, or refused a while ago. */
    boolean mayCancel(Order order, Instant now) {
        boolean asked = order.pending().kind() == PendingRequest.Kind.CANCEL;
        boolean overridesReplace = order.pending().kind() == PendingRequest.Kind.REPLACE;
        return !asked && (overridesReplace || order.askedAt() == null
            || !now.isBefore(order.askedAt().plus(first)));
    }

    /** True if what was asked should have been answered by now. */
    boolean isOverdue(Order order, Instant now) {
        Duration patience = order.pending().unresolved() ? again : first;
        return !order.pending().isNone() && !now.isBefore(order.askedAt().plus(patience));
    }
}

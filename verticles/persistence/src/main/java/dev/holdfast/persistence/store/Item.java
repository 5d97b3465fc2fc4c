package dev.holdfast.persistence.store;

import dev.holdfast.persistence.equity.EquityPoint;
import dev.holdfast.persistence.fold.FoldedDecision;
import dev.holdfast.trading.market.Bar;
import dev.holdfast.wire.message.AuditEntry;

/** Something that waits to be written. */
public sealed interface Item {
    /** One journal decision. */
    record Decided(FoldedDecision decision) implements Item {
    }

    /** An entry of the audit topic. */
    record Audited(int partition, long offset, AuditEntry entry) implements Item {
    }

    /** A closed one-minute bar. */
    record MinuteClosed(int partition, long offset, Bar bar) implements Item {
    }

    /** A point of the equity curve; it comes from no topic. */
    record EquitySampled(EquityPoint point) implements Item {
    }
}

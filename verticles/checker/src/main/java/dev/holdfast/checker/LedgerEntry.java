package dev.holdfast.checker;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.market.Side;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * One line of the venue's own ledger, the independent witness. A venue order is named by its instrument and
 * venue order id.
 */
public sealed interface LedgerEntry {
    InstrumentId instrument();

    String venueOrderId();

    /** The client id as the venue has it, revision included; also of orders that nobody here sent. */
    String venueClientId();

    /** The venue's clock. */
    Instant at();

    /**
     * The engine took an order.
     *
     * @param price null for a MARKET order
     */
    record OrderAccepted(InstrumentId instrument, String venueOrderId, String venueClientId, Side side,
                         BigDecimal price, BigDecimal quantity, Instant at) implements LedgerEntry {
    }

    /** One execution of one order; {@code execId} as the journal names it. */
    record Executed(InstrumentId instrument, String venueOrderId, String venueClientId, String execId,
                    BigDecimal price, BigDecimal quantity, BigDecimal fee, Instant at)
        implements LedgerEntry {
    }

    /** An execution that the venue took back. */
    record Busted(InstrumentId instrument, String venueOrderId, String venueClientId, String execId,
                  Instant at) implements LedgerEntry {
    }

    /** The order, or its rest, ended without trading: canceled or expired. */
    record Ended(InstrumentId instrument, String venueOrderId, String venueClientId, Instant at)
        implements LedgerEntry {
    }

    /** The venue refused a request; it made no venue order, so {@code venueOrderId} is null. */
    record Refused(InstrumentId instrument, String venueClientId, String text, Instant at)
        implements LedgerEntry {
        @Override
        public String venueOrderId() {
            return null;
        }
    }
}

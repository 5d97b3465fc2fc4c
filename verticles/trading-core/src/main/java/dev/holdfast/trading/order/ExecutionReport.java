package dev.holdfast.trading.order;

import dev.holdfast.trading.market.InstrumentId;
import dev.holdfast.trading.money.Quantity;
import java.time.Instant;

/**
 * What the venue says of one order, however it came: as the reply to a request, on the user-data stream, or
 * as the answer to a query (FIX ExecutionReport).
 *
 * @param venueClientId the client id as the venue has it, revision included
 * @param kind          what happened
 * @param fill          the execution, for TRADE; else null
 * @param cumulative    all that was executed of this revision, by the venue's count
 * @param text          the venue's words, for REJECTED; else null
 */
public record ExecutionReport(String venueClientId, String venueOrderId, InstrumentId instrument, Kind kind,
                              Fill fill, Quantity cumulative, String text, Instant venueTime) {
    /** FIX tag 150, as far as a spot venue uses it. */
    public enum Kind { NEW, TRADE, CANCELED, EXPIRED, REJECTED }
}

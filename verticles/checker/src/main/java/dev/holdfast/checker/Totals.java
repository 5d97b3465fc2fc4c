package dev.holdfast.checker;

/**
 * What was counted.
 *
 * @param voidRecords     of a deposed owner or out of sequence: they count for nobody
 * @param ended           orders in a terminal status
 * @param live            orders at the venue as far as known, those of unknown fate left out
 * @param venueOrders     in the ledger
 * @param venueExecutions in the ledger
 * @param lost            venue orders that the journal does not know, and orders neither ended nor open
 * @param duplicated      further venue orders of one revision, and executions applied twice
 * @param unresolved      orders of unknown fate or with a request that was not answered
 * @param openBreaks      differences with the venue that are booked and not closed
 * @param inFlight        differences too young to be called so: executions still on their way
 */
public record Totals(long records, long voidRecords, long claims, long events, long orders, long fills,
                     long ended, long live, long queued, long unknown, long venueOrders,
                     long venueExecutions, long lost, long duplicated, long unresolved, long openBreaks,
                     long inFlight) {
}

package dev.holdfast.trading.reconcile;

import java.time.Instant;

/**
 * A difference between us and the venue that nobody settled yet.
 *
 * @param subject a clOrdId, a venue order id or an asset
 * @param foundAt when it was booked, our clock
 */
public record OpenBreak(String breakId, BreakKind kind, String subject, String ours, String venues,
                        Instant foundAt) {
}

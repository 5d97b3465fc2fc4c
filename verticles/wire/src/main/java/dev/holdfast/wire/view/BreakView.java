package dev.holdfast.wire.view;

import dev.holdfast.trading.reconcile.BreakDisposition;
import dev.holdfast.trading.reconcile.BreakKind;
import java.time.Instant;

/**
 * A difference between us and the venue that reconciliation found.
 *
 * @param subject     a clOrdId, a venue order id or an asset
 * @param disposition what became of it; null while it is open, as are the fields after it
 */
public record BreakView(String breakId, int shard, BreakKind kind, String subject, String ours, String venues,
                        Instant foundAt, BreakDisposition disposition, String evidence, String by,
                        Instant closedAt) {
}

package dev.holdfast.persistence.store;

import dev.holdfast.persistence.equity.EquityPoint;
import dev.holdfast.persistence.fold.JournalFold;
import java.util.Map;

/**
 * Everything that a writer needs in order to go on.
 *
 * @param fold     the journal as far as it is stored
 * @param streams  next offsets of the other topics; a partition that is not named was never stored
 * @param newest   the newest equity point; null if there is none
 * @param auditSeq number of the newest audit entry, 0 without any
 */
public record StoredState(JournalFold fold, Map<StreamPartition, Long> streams, EquityPoint newest,
                          long auditSeq, String auditHead) {
}

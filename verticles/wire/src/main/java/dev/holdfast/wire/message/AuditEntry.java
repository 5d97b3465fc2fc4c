package dev.holdfast.wire.message;

import java.time.Instant;

/**
 * One line of the audit trail: who did what, and with which result (requirement A1.5).
 *
 * @param entryId unique: an entry delivered twice is stored once
 * @param actor   user, service or node
 * @param action  such as {@code order.submit}, {@code trading-state.set}
 * @param subject what it was done to, such as a clOrdId
 * @param result  {@code done}, {@code denied} or {@code failed}
 */
public record AuditEntry(String entryId, Instant at, String actor, String action, String subject,
                         String result, String detail) {
}

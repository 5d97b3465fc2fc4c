package dev.holdfast.trading.reconcile;

import java.util.Locale;

/** In what we and the venue may differ. */
public enum BreakKind {
    /** An order is UNKNOWN and five questions brought no answer: a person is needed, it is never rejected. */
    UNANSWERED_ORDER,
    /** An order lives here and the venue does not list it. */
    MISSING_AT_VENUE,
    /** The venue has an order that nobody here sent. */
    EXTERNAL_ORDER,
    /** An order that was proven absent, or withheld, showed up after all. */
    RESURRECTED_ORDER,
    /** The venue executed more than we have, or more than was asked. */
    EXECUTIONS,
    /** The venue account's balance of an asset is not the sum of ours. */
    POSITION;

    /** The id of the difference in {@code subject}: the same one found again has the same id. */
    public String breakId(String subject) {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + "." + subject;
    }
}

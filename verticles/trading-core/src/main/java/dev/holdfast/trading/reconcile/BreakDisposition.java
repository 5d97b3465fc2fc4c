package dev.holdfast.trading.reconcile;

/** How a difference was closed. */
public enum BreakDisposition {
    /** Our books took in what the venue proved. */
    APPLIED,
    /** It was gone at the next look: the two were read at different moments. */
    VANISHED,
    /** A person settled it with evidence. */
    OPERATOR
}

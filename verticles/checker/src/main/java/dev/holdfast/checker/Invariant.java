package dev.holdfast.checker;

/** What must hold, always. The number is the one people use. */
public enum Invariant {
    CLAIMS(0, "one valid owner at a time; offsets, sequence and time in order"),
    QUANTITY(1, "net fills within the quantity; cumulative + leaves = quantity while live"),
    ONCE(2, "each execution applied once; status is the fold of the events"),
    TABLE(3, "only tabled transitions"),
    ONE_VENUE_ORDER(4, "one revision of an order has at most one venue order"),
    INTENT(5, "nothing sent but what was journalled and approved before"),
    NONE_LOST(6, "created = ended + live + queued + unknown"),
    MAPPED(7, "every venue order has an intent or is adopted as EXTERNAL"),
    EVIDENCE(8, "UNKNOWN is left on evidence only"),
    MONEY(9, "position = signed fills; cash = opening cash - signed notional - fees"),
    EQUITY(10, "equity change = realised + unrealised - fees"),
    HALT(11, "nothing sent beyond a halt, and a cancel for every order it finds"),
    REDUCE_ONLY(12, "reduce-only never makes a position larger"),
    EXPOSURE(13, "exposure with reservations within the limits; each reservation released once"),
    SENDS(14, "every venue order has a valid send, accepted in time; replies agree with the journal"),
    REPLAY(15, "replay = live; checkpoint + tail = full replay"),
    INPUT(16, "no signal from stale, crossed, gapped or unwarmed input"),
    HOLD(17, "the hold tier emits no orders"),
    VIEWS(18, "views never run ahead of the journal"),
    CAUSE(19, "every fill has its whole cause: origin, order, send, fill"),
    RECONCILED(20, "journal and ledger agree, or the difference is booked as a break"),
    SHADOW(21, "shadow and synthetic paths send nothing real"),
    BREAKER(22, "an open breaker passes nothing");

    private final int number;
    private final String words;

    Invariant(int number, String words) {
        this.number = number;
        this.words = words;
    }

    /** 1 to 22; 0 for the order of the log itself, on which all others rest. */
    public int number() {
        return number;
    }

    /** What it says, in one line. */
    public String words() {
        return words;
    }
}

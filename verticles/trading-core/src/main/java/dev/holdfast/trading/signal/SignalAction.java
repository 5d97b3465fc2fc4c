package dev.holdfast.trading.signal;

/** What a signal asks for. The hold tier emits nothing at all, so there is no HOLD signal. */
public enum SignalAction {
    /** Open a long position, sized by the account's sizing rule. */
    ENTER_LONG,
    /** Close what is held. */
    EXIT
}

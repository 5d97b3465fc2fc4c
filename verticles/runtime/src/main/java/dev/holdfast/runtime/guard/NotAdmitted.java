package dev.holdfast.runtime.guard;

/** A call was held back on this side: nothing left this process, so it was certainly not done. */
public final class NotAdmitted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says something about what protects, nothing about our code: no stack trace, and made once. */
    public NotAdmitted(String why) {
        super(why, null, false, false);
    }
}

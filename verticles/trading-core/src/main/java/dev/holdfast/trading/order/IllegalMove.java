package dev.holdfast.trading.order;

/** An event that the table of {@link Order#apply} does not allow: a defect in whoever decided it. */
public final class IllegalMove extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IllegalMove(String message) {
        super(message);
    }
}

package dev.holdfast.signal;

/** What a strategy wants at the close of a bar. */
public sealed interface Intent {
    /** Nothing: by far the most common answer. */
    Intent NOTHING = new Nothing();

    /** No opinion, or none that is new. */
    record Nothing() implements Intent {
    }

    /**
     * Open a long position.
     *
     * @param reason one line a trader can check against the chart
     */
    record EnterLong(String reason) implements Intent {
    }

    /**
     * Close what is held.
     *
     * @param reason one line a trader can check against the chart
     */
    record Exit(String reason) implements Intent {
    }
}

package dev.holdfast.runtime.venue;

import dev.holdfast.trading.order.ExecutionReport;
import java.util.List;

/** What is known after a request about an order. Only a clear answer of the venue is a refusal. */
public sealed interface Outcome {
    /** The venue did it; the reports are what its reply said, to be folded like those of the stream. */
    record Done(List<ExecutionReport> reports) implements Outcome {
    }

    /** The venue refused it: nothing happened there. */
    record Refused(int code, String text) implements Outcome {
    }

    /** Timeout, disconnect, 5xx or -1007: it may or may not have happened. */
    record Unknown(String cause) implements Outcome {
    }

    /**
     * The bytes never left this process.
     *
     * @param unreachable true if the venue could not be reached; false if we held them back
     */
    record NotSent(String why, boolean unreachable) implements Outcome {
        /** Held back by us. */
        public NotSent(String why) {
            this(why, false);
        }
    }
}

package dev.holdfast.runtime.venue;

import dev.holdfast.trading.order.ExecutionReport;
import java.time.Instant;
import java.util.List;

/** The venue's answer to a question about one order. */
public sealed interface StatusAnswer {
    /**
     * It is there.
     *
     * @param status     where it stands; {@code kind} TRADE stands for partly or wholly filled
     * @param executions every execution of it
     */
    record Found(ExecutionReport status, List<ExecutionReport> executions) implements StatusAnswer {
    }

    /**
     * The venue does not know it. One such answer proves nothing: see ownership rule 12.
     *
     * @param venueTime the venue's clock, asked on the same session before the question
     */
    record NotFound(Instant venueTime, String session) implements StatusAnswer {
    }

    /** We put no question, or took it back before its answer could count: it says nothing of the venue. */
    record Withdrawn(String why) implements StatusAnswer {
    }

    /** No answer that means anything. */
    record NoAnswer(String why) implements StatusAnswer {
    }
}

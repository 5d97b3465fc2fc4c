package dev.holdfast.runtime.venue;

import dev.holdfast.trading.order.ExecutionReport;

/** Hears an {@link OrderSession}. */
public interface SessionListener {
    void onReport(ExecutionReport report);

    /** A new session is up: what was in flight before it is of unknown fate and must be asked about. */
    void onSessionUp(String session);

    void onSessionDown(String why);
}

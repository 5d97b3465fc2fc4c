package dev.holdfast.failsafe.alerting.route;

import dev.holdfast.resilience.alert.Notice;

/** Hears what becomes of notices and routes. */
public interface RouteOutcome {
    /**
     * It arrived.
     *
     * @param disturbs a person sees it
     */
    void onDelivered(Notice notice, boolean disturbs);

    /** It never will. */
    void onDropped(Notice notice, String why);

    /**
     * A route failed, or works again.
     *
     * @param failures in a row; 0 if the last one was delivered
     */
    void onRoute(String route, int failures, String why);
}

package dev.holdfast.binance.order;

import dev.holdfast.runtime.venue.SessionListener;
import dev.holdfast.trading.order.ExecutionReport;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a session said. Written on the event loop, read by the test's thread. */
final class HeardSession implements SessionListener {
    final List<ExecutionReport> reports = new CopyOnWriteArrayList<>();
    final List<String> ups = new CopyOnWriteArrayList<>();
    final List<String> downs = new CopyOnWriteArrayList<>();

    @Override
    public void onReport(ExecutionReport report) {
        reports.add(report);
    }

    @Override
    public void onSessionUp(String session) {
        ups.add(session);
    }

    @Override
    public void onSessionDown(String why) {
        downs.add(why);
    }

    List<ExecutionReport> of(String venueClientId) {
        return reports.stream().filter(report -> report.venueClientId().equals(venueClientId)).toList();
    }

    List<String> execIds(String venueClientId) {
        return execIds(of(venueClientId));
    }

    static List<String> execIds(List<ExecutionReport> reports) {
        return reports.stream().filter(report -> report.fill() != null)
            .map(report -> report.fill().execId()).toList();
    }
}

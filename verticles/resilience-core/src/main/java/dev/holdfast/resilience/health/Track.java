package dev.holdfast.resilience.health;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** One kind of evidence about one service, and the status that follows from it. One owner. */
final class Track {
    private final HealthRule rule;
    private final CheckHistory history = new CheckHistory();
    private final Deque<Graded> newest = new ArrayDeque<>();
    private HealthStatus status = HealthStatus.HEALTHY;
    private String detail = "";
    private Instant since;

    private record Graded(HealthStatus grade, String words) {
    }

    Track(HealthRule rule, Instant now) {
        this.rule = rule;
        this.since = now;
    }

    /** Takes a result in; the detail is always that of the newest result which is as bad as the status. */
    void add(CheckResult result, Instant now) {
        history.add(result);
        if (newest.size() == rule.depth()) {
            newest.removeFirst();
        }
        newest.addLast(new Graded(rule.grade(result), rule.words(result)));
        move(rule.next(status, newest.stream().map(Graded::grade).toList()), now);
        newest.stream().filter(each -> each.grade() == status).forEach(each -> detail = each.words());
    }

    /** What is known for certain, whatever the results said: they count anew from here. */
    void force(HealthStatus known, String why, Instant now) {
        newest.clear();
        detail = why;
        move(known, now);
    }

    HealthStatus status() {
        return status;
    }

    String detail() {
        return detail;
    }

    /** When it came to this status. */
    Instant since() {
        return since;
    }

    CheckHistory history() {
        return history;
    }

    private void move(HealthStatus to, Instant now) {
        if (to != status) {
            status = to;
            since = now;
        }
    }
}

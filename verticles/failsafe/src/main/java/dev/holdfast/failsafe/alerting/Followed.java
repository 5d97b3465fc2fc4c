package dev.holdfast.failsafe.alerting;

import dev.holdfast.resilience.alert.Incident;
import dev.holdfast.resilience.alert.IncidentBook;
import dev.holdfast.resilience.alert.Silence;
import dev.holdfast.wire.failsafe.FailsafeEvent.IncidentChanged;
import dev.holdfast.wire.failsafe.FailsafeEvent.SilenceChanged;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Incidents and silences as whoever speaks told them, so that any node can answer for them, and go on with
 * them. They are heard on the bus and read from the topic: the newer word counts.
 */
final class Followed {
    private static final int MAX_HEARD = 1_000;

    private final IncidentBook book = new IncidentBook();
    private final Map<String, Instant> heard = new LinkedHashMap<>();

    void on(IncidentChanged changed, Instant now) {
        if (isNewer(changed.incident().id(), changed.at()) && !isPart(changed.incident().id())) {
            book.put(IncidentViews.incident(changed.incident(), now));
        }
    }

    void on(SilenceChanged changed, Instant now) {
        Silence silence = IncidentViews.silence(changed.silence());
        if (isNewer(silence.id(), changed.at()) && (silence.ended() || !silence.isOver(now))) {
            book.put(silence);
        }
    }

    /**
     * What became a part of another never stands for itself again. Two nodes may speak for a moment, and the
     * one that is to be silent may say once more of its incident how it knew it: nobody would ever end that.
     */
    private boolean isPart(String id) {
        return book.recent().stream().anyMatch(over -> over.id().equals(id) && over.mergedInto() != null);
    }

    private boolean isNewer(String id, Instant at) {
        Instant before = heard.get(id);
        if (before != null && at.isBefore(before)) {
            return false;
        }
        heard.remove(id);
        heard.put(id, at);
        if (heard.size() > MAX_HEARD) {
            heard.remove(heard.keySet().iterator().next());
        }
        return true;
    }

    List<Incident> open() {
        return book.open();
    }

    List<Incident> recent() {
        return book.recent();
    }

    List<Incident> newestFirst() {
        return book.newestFirst();
    }

    List<Silence> silences(Instant now) {
        return book.silences().stream().filter(silence -> !silence.isOver(now)).toList();
    }
}

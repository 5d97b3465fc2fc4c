package dev.holdfast.resilience.alert;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Incidents and silences as they are: those that are open, and the newest {@value #MAX_RECENT} that ended.
 * One owner.
 */
public final class IncidentBook {
    /** Open incidents; what more is wrong goes into one of {@link Cause#ALERT_FLOOD}. */
    public static final int MAX_OPEN = 100;
    public static final int MAX_RECENT = 200;
    public static final int MAX_SILENCES = 100;

    private final Map<String, Incident> open = new LinkedHashMap<>();
    private final Deque<Incident> recent = new ArrayDeque<>();
    private final Map<String, Silence> silences = new LinkedHashMap<>();
    private final Map<Draft.Way, Notice> underWay = new LinkedHashMap<>();

    /** Takes an incident as it is from here on. */
    public void put(Incident incident) {
        recent.removeIf(ended -> ended.id().equals(incident.id()));
        if (incident.isOpen()) {
            open.put(incident.id(), incident);
            return;
        }
        open.remove(incident.id());
        recent.addFirst(incident);
        if (recent.size() > MAX_RECENT) {
            recent.removeLast();
        }
    }

    /** Takes a silence as it is from here on. */
    public void put(Silence silence) {
        if (silence.ended()) {
            silences.remove(silence.id());
        } else if (silences.size() < MAX_SILENCES || silences.containsKey(silence.id())) {
            silences.put(silence.id(), silence);
        }
    }

    void sent(Notice notice) {
        underWay.put(Draft.Way.of(notice), notice);
    }

    void settled(Notice notice) {
        Notice current = underWay.get(Draft.Way.of(notice));
        if (current != null && current.kind() == notice.kind()) {
            underWay.remove(Draft.Way.of(notice));
        }
    }

    void forgetOver(Instant now) {
        silences.values().removeIf(silence -> silence.isOver(now));
    }

    /** True if it is open, or ended a while ago at most. */
    public boolean knows(String id) {
        return open.containsKey(id) || recent.stream().anyMatch(ended -> ended.id().equals(id));
    }

    /** Oldest first. */
    public List<Incident> open() {
        return List.copyOf(open.values());
    }

    /** Newest first. */
    public List<Incident> recent() {
        return List.copyOf(recent);
    }

    /** All, the open ones before the ended ones, each newest first. */
    public List<Incident> newestFirst() {
        List<Incident> all = new ArrayList<>(open().reversed());
        all.addAll(recent);
        return all;
    }

    public List<Silence> silences() {
        return List.copyOf(silences.values());
    }

    Map<String, Silence> silencesById() {
        return silences;
    }

    Map<Draft.Way, Notice> underWay() {
        return underWay;
    }
}

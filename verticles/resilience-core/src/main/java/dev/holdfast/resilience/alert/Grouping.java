package dev.holdfast.resilience.alert;

import dev.holdfast.resilience.alert.Incident.Extent;
import dev.holdfast.resilience.alert.Incident.Seen;
import dev.holdfast.resilience.alert.Incident.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which symptom belongs to which incident: to the open one of the deepest cause that explains it, else to
 * the one of its own cause. A cause that comes to light takes over what was open for its consequences.
 */
final class Grouping {
    static final Symptom.Id FLOOD = new Symptom.Id("incidents", "*", "*");
    private static final CauseKey FLOODED = CauseKey.cluster(Cause.ALERT_FLOOD);

    private final Draft draft;
    private final Instant now;

    Grouping(Draft draft) {
        this.draft = draft;
        this.now = draft.now();
    }

    void report(Symptom reported) {
        Symptom symptom = capped(reported);
        Incident holder = draft.holder(symptom.id());
        if (holder == null) {
            place(new Seen(symptom, now), true);
            return;
        }
        Seen before = holder.seen(symptom.id());
        draft.count(Noise.REPEATED);
        if (!isSame(before.symptom(), symptom)) {
            boolean worse = symptom.severity().compareTo(before.symptom().severity()) > 0;
            remove(holder, Set.of(symptom.id()), "changed: " + symptom.id() + ": " + symptom.detail());
            place(new Seen(symptom, worse ? now : before.seenAt()), false);
        }
    }

    private Symptom capped(Symptom symptom) {
        return new Symptom(symptom.id(), symptom.cause(), draft.rules().severity(symptom), symptom.hints(),
            symptom.urgent(), symptom.detail(), symptom.at().isAfter(now) ? now : symptom.at());
    }

    private static boolean isSame(Symptom one, Symptom other) {
        return one.cause().equals(other.cause()) && one.severity() == other.severity()
            && one.hints().equals(other.hints()) && one.urgent() == other.urgent();
    }

    void clear(Symptom.Id id, String detail) {
        Incident holder = draft.holder(id);
        if (holder != null) {
            remove(holder, Set.of(id), "gone: " + id + (detail.isEmpty() ? "" : ": " + detail));
        }
    }

    /** Of two incidents of one cause, or of a cause and its consequence, one goes on. */
    void adopt(Incident foreign) {
        if (draft.standing(foreign.id()) != null || !foreign.isOpen()) {
            return;
        }
        List<Seen> news = foreign.open().stream()
            .filter(seen -> draft.holder(seen.symptom().id()) == null).toList();
        Incident incident = foreign.with(news, foreign.extent()).timed(now);
        Incident known = draft.byCause(incident.cause());
        Incident whole = known != null || incident.own().isEmpty() ? known
            : draft.explanation(incident.own().getFirst().symptom());
        draft.put(whole == null ? incident : new Merger(draft).merge(whole, incident));
    }

    void renewed(String node, Instant since) {
        for (Incident incident : draft.open()) {
            Set<Symptom.Id> old = new HashSet<>();
            incident.open().stream().map(Seen::symptom)
                .filter(one -> one.id().node().equals(node) && one.at().isBefore(since))
                .forEach(one -> old.add(one.id()));
            if (!old.isEmpty()) {
                remove(incident, old, "gone with the old process of " + node + ": " + old.size()
                    + " symptoms");
            }
        }
    }

    /** Consequences that outlive their cause for as long as they may take to heal are causes themselves. */
    void release() {
        for (Incident listed : draft.open()) {
            // What was released before may have joined it.
            Incident incident = draft.standing(listed.id());
            if (incident.isOpen() && incident.times().causeGoneAt() != null) {
                release(incident);
            }
        }
        Incident flood = draft.byCause(FLOODED);
        if (flood != null && flood.seen(FLOOD) != null
            && draft.open().size() <= IncidentBook.MAX_OPEN * 3 / 4) {
            clear(FLOOD, "");
        }
    }

    private void release(Incident incident) {
        List<Seen> outlived = incident.open().stream().filter(seen -> {
            Instant from = later(seen.seenAt(), incident.times().causeGoneAt());
            return !now.isBefore(from.plus(draft.rules().hold(seen.symptom().cause().cause())));
        }).toList();
        if (!outlived.isEmpty()) {
            Set<Symptom.Id> ids = new HashSet<>();
            outlived.forEach(seen -> ids.add(seen.symptom().id()));
            remove(incident, ids, ids.size() + " symptoms outlive their cause");
            outlived.forEach(this::placeApart);
        }
    }

    /** A cause that is over explains nothing any more. */
    private void placeApart(Seen seen) {
        Incident explanation = draft.lastingExplanation(seen.symptom());
        if (explanation != null) {
            draft.put(joined(explanation, seen));
        } else {
            own(seen);
        }
    }

    private void place(Seen seen, boolean first) {
        Incident explanation = draft.explanation(seen.symptom());
        if (first) {
            draft.count(explanation != null ? Noise.INHIBITED : Noise.SYMPTOM);
        }
        if (explanation != null) {
            draft.put(joined(explanation, seen));
        } else {
            own(seen);
        }
    }

    private void own(Seen seen) {
        CauseKey cause = seen.symptom().cause();
        Incident known = draft.byCause(cause);
        List<Incident> parts = parts(cause);
        if (known != null) {
            Incident whole = joined(known, seen);
            for (Incident part : parts) {
                whole = new Merger(draft).merge(whole, part);
            }
            draft.put(whole);
        } else if (parts.isEmpty() && isFull() && !cause.equals(FLOODED)) {
            flood(seen);
        } else {
            open(seen, parts);
        }
    }

    /** Incidents that turn out to be nothing but consequences of this cause, those people know of first. */
    private List<Incident> parts(CauseKey cause) {
        return draft.open().stream()
            .filter(one -> !one.cause().equals(cause) && !one.own().isEmpty()
                && one.own().stream().allMatch(seen -> CauseTable.explains(cause, seen.symptom())))
            .sorted(Comparator.comparing((Incident one) -> one.times().announcedAt() == null)
                .thenComparing(one -> one.times().detectedAt()).thenComparing(Incident::id))
            .toList();
    }

    private void open(Seen seen, List<Incident> parts) {
        Incident whole;
        if (parts.isEmpty()) {
            whole = opened(seen);
        } else {
            whole = new Merger(draft).become(parts.getFirst(), seen);
            for (Incident part : parts.subList(1, parts.size())) {
                whole = new Merger(draft).merge(whole, part);
            }
        }
        draft.put(whole);
    }

    private boolean isFull() {
        return draft.open().size() >= IncidentBook.MAX_OPEN;
    }

    private Incident opened(Seen seen) {
        Symptom symptom = seen.symptom();
        boolean flapping = FlapRule.isFlapping(symptom.cause(), draft.recent(), draft.rules().flap(), now);
        Times times = new Times(symptom.at(), now, null, null, null);
        Incident incident = new Incident(draft.nextId(), symptom.cause(), symptom.severity(),
            IncidentStatus.OPEN, times, List.of(seen),
            new Extent(new TreeSet<>(), new TreeSet<>(), 0).with(symptom.id()),
            new Incident.People(null, List.of(), 0), flapping, null, null, List.of());
        return incident.line(symptom.at(), "fault: " + symptom.id() + ": " + symptom.detail())
            .line(now, flapping ? "detected; it comes back again and again" : "detected");
    }

    private void flood(Seen seen) {
        if (draft.byCause(FLOODED) == null) {
            own(new Seen(Symptom.of(FLOOD, FLOODED, IncidentBook.MAX_OPEN + " incidents are open", now),
                now));
        }
        draft.put(joined(draft.byCause(FLOODED), seen));
    }

    private Incident joined(Incident incident, Seen seen) {
        Symptom symptom = seen.symptom();
        boolean own = symptom.cause().equals(incident.cause());
        List<Seen> all = new ArrayList<>(incident.open());
        if (all.size() < Incident.MAX_OPEN) {
            all.add(seen);
        }
        Times times = incident.times().fault(symptom.at());
        boolean worse = own && times.announcedAt() == null
            && symptom.severity().compareTo(incident.severity()) > 0;
        return incident.with(all, incident.extent().with(symptom.id())).at(times).timed(now)
            .at(worse ? symptom.severity() : incident.severity())
            .line(now, (own ? "also: " : "follows: ") + symptom.id() + ": " + symptom.detail());
    }

    private void remove(Incident incident, Set<Symptom.Id> ids, String line) {
        List<Seen> left = incident.open().stream().filter(seen -> !ids.contains(seen.symptom().id()))
            .toList();
        draft.put(incident.with(left, incident.extent()).timed(now).line(now, line));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
